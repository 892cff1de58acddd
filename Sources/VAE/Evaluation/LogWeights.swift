import CLibrary

/// e^v / Σ e^v of weights that are given by their logarithms v; 0 for what is NaN, NaN for all where none is finite.
func normalizedWeights(_ logWeights: [Double]) -> [Double] {
    let largest = logWeights.reduce(-.infinity) { $1.isNaN ? $0 : max($0, $1) }
    let raw = logWeights.map { !largest.isFinite ? .nan : $0.isNaN ? 0 : exp($0 - largest) }
    let sum = raw.reduce(0, +)
    return raw.map { $0 / sum }
}

/// log (e^a + e^b).
func logSum(_ a: Double, _ b: Double) -> Double {
    let largest = max(a, b)
    return largest == -.infinity ? largest : largest + log1p(exp(min(a, b) - largest))
}
