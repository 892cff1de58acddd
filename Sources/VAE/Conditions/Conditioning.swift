import CLibrary

/// What a model is conditioned on: a class y of K, which its networks see as K numbers of which one is √K and the others are
/// 0, and real covariates, which they see standardised.
public struct Conditioning: Equatable, Sendable {
    /// The numbers of the classes, in increasing order; empty: there are none.
    public let classes: [Int]
    /// How many labels of the training were of each class.
    public let counts: [Int]
    /// The units of the covariates; empty: there are none.
    public let means: [Float]
    public let scales: [Float]

    /// Classes that a model may have.
    public static let mostClasses = 1 << 16

    /// - Precondition: as many counts as classes, these in increasing order, and as many means as scales.
    public init(classes: [Int] = [], counts: [Int] = [], means: [Float] = [], scales: [Float] = []) {
        precondition(classes.count == counts.count && means.count == scales.count)
        (self.classes, self.counts, self.means, self.scales) = (classes, counts, means, scales)
    }

    /// √K, the number of a row's class: with K classes that come equally often the numbers have a mean square of 1, as
    /// latents and covariates have. With 1 in its place the first layers begin nearly blind to the class, and z learns to
    /// tell it.
    static func classInput(of classes: Int) -> Double { Double(classes).squareRoot() }

    /// C, what networks read of a row's condition.
    public var width: Int { classes.count + means.count }

    public var hasClasses: Bool { !classes.isEmpty }

    /// The place of a class among all; nil: there is none of that number.
    public func index(of label: Int) -> Int? {
        var (low, high) = (0, classes.count)
        while low < high {
            let middle = (low + high) / 2
            if classes[middle] < label { low = middle + 1 } else { high = middle }
        }
        return low < classes.count && classes[low] == label ? low : nil
    }

    /// log p(y) of each class by the frequencies of the training, in nats.
    public var logFrequencies: [Double] {
        let total = Double(counts.reduce(0, +))
        return counts.map { log(Double($0) / total) }
    }

    /// (c − mean) / scale of rows of covariates.
    public func standardize(_ covariates: [Double]) -> [Float] {
        covariates.enumerated().map { index, value in
            let column = index % means.count
            return Float((value - Double(means[column])) / Double(scales[column]))
        }
    }
}
