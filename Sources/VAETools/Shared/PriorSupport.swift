import Distributions

extension DistributionSupport {
    /// Fails where a number of latent vectors is not in the support of their prior.
    func check(_ values: [Float], columns: Int, row: Int, in name: String) throws(Failure) {
        if let index = values.firstIndex(where: { !holds($0) }) {
            throw .badData(
                name,
                "row \(row + index / columns), column \(index % columns): found \(values[index]), expected "
                    + "\(expectation) as the prior has")
        }
        guard self == .simplex else { return }
        for start in stride(from: 0, to: values.count, by: columns) {
            let sum = values[start..<start + columns].reduce(0) { $0 + Double($1) }
            guard abs(sum - 1) <= Self.sumTolerance else {
                throw .badData(
                    name,
                    "row \(row + start / columns): found the sum \(Float(sum)), expected 1 as the prior has")
            }
        }
    }

    /// Of shares in float32, or in a table.
    private static let sumTolerance = 1e-3

    private var expectation: String {
        switch self {
        case .real: "any number"
        case .above(let low): "\(plain(low)) or more"
        case .interval(let low, let high): "\(plain(low)) to \(plain(high))"
        case .simplex: "0 to 1"
        }
    }
}
