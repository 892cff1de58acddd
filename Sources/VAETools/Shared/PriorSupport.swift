import Distributions

extension DistributionSupport {
    /// Fails where a number of latent vectors is not in the support of their prior.
    func check(_ values: [Float], columns: Int, row: Int, in name: String) throws(Failure) {
        guard let index = values.firstIndex(where: { !holds($0) }) else { return }
        throw .badData(
            name,
            "row \(row + index / columns), column \(index % columns): found \(values[index]), expected \(expectation) "
                + "as the prior has")
    }

    private var expectation: String {
        switch self {
        case .real: "any number"
        case .above(let low): "\(plain(low)) or more"
        case .interval(let low, let high): "\(plain(low)) to \(plain(high))"
        case .simplex: "0 to 1"
        }
    }
}
