import CLibrary

/// The standard error of log (1/n) Σ w by the jackknife: the root of (n − 1)/n Σ (l_i − l̄)², with l_i the estimate
/// without weight i (Efron & Stein 1981). Unlike that of the delta method it has no limit. NaN for one weight.
public func jackknifeError(_ logWeights: [Double]) -> Double {
    guard logWeights.count > 1, let top = logWeights.max(), top > -.infinity else { return .nan }
    var weights = logWeights.map { exp($0 - top) }.sorted(by: >)
    let sum = weights.reduce(0, +)
    for index in weights.indices { weights[index] /= sum }
    return jackknifeError(count: Double(weights.count), tail: weights, body: (0, 0))
}

/// The same of shares u = w / Σ w, of which those of `tail` are known, descending, and the others are small. Each change
/// is that from a share of 1/n: log (1 − d) ≈ −d − d²/2 of the others, d = (u − 1/n) / (1 − 1/n).
///
/// - Parameter body: Σ u and Σ u² of the others.
func jackknifeError(count: Double, tail: [Double], body: (first: Double, second: Double)) -> Double {
    let (equal, others) = (1 / count, count - Double(tail.count))
    let first = (body.first - others * equal) / (1 - equal)
    var squares =
        max(body.second - 2 * equal * body.first + others * equal * equal, 0) / ((1 - equal) * (1 - equal))
    var sum = -first - squares / 2
    for (index, share) in tail.enumerated() {
        // What is left without the largest, where 1 − u would have no digits.
        let rest = index == 0 ? tail.dropFirst().reduce(body.first, +) : 1 - share
        let change = log(max(rest, .leastNormalMagnitude) / (1 - equal))
        sum += change
        squares += change * change
    }
    return ((count - 1) / count * max(squares - sum * sum / count, 0)).squareRoot()
}
