/// The label that most of the K nearest rows of each query have; of several, that of the nearest row (Cover & Hart
/// 1967, for K = 1).
///
/// - Parameter labels: Q × K, the nearest first.
public func majorityLabels<Label: Hashable>(_ labels: [Label], count: Int) -> [Label] {
    stride(from: 0, to: labels.count, by: count).map { start in
        let group = labels[start..<start + count]
        let votes = group.reduce(into: [Label: Int]()) { $0[$1, default: 0] += 1 }
        let most = votes.values.max()!
        return group.first { votes[$0] == most }!
    }
}
