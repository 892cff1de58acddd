import Distributions

extension LikelihoodFamily {
    /// Those whose rows the encoder reads as the likelihood scores them, and which take numbers from 0 to 1.
    static let ofNumbers = allCases.filter { !$0.isOfCounts && $0 != .perColumn }
}
