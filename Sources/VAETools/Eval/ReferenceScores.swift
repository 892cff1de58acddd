/// How likely rows of the kind that some reference rows are would be to score no higher than a row.
struct ReferenceScores {
    private let sorted: [Double]

    init(_ scores: [Double]) { sorted = scores.sorted() }

    var count: Int { sorted.count }

    /// (1 + how many of the n reference rows score no higher) / (n + 1), a number on (0, 1]: uniform for rows that are
    /// exchangeable with the reference rows, without ties (Vovk, Gammerman & Shafer 2005, section 2.2); NaN where the score
    /// is not finite.
    func pValue(_ score: Double) -> Double {
        guard score.isFinite else { return .nan }
        var (first, end) = (0, sorted.count)
        while first < end {
            let middle = (first + end) / 2
            if sorted[middle] <= score { first = middle + 1 } else { end = middle }
        }
        return Double(1 + first) / Double(sorted.count + 1)
    }
}
