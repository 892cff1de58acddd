/// A number that is given for all rows together.
struct SummaryQuantity {
    let name: String
    let mean: Double
    /// NaN for one row; nil where it has none.
    let standardError: Double?
    /// What a number of nats is multiplied by to be told in bits, before it is divided by the dimensions: 1 or −1.
    private(set) var signInBits: Double?

    init(name: String, mean: Double, standardError: Double?) {
        self.name = name
        self.mean = mean
        self.standardError = standardError
    }

    func inBits(_ sign: Double) -> SummaryQuantity {
        var quantity = self
        quantity.signInBits = sign
        return quantity
    }

    /// Bits per dimension, so that less is better.
    ///
    /// - Parameter dimensions: those that are observed of a row, in the mean.
    func bits(perDimensionOf dimensions: Double) -> Double? {
        signInBits.map { $0 * mean / (dimensions * 0.693_147_180_559_945_3) }
    }
}
