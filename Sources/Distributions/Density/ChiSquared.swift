import CLibrary

/// P(χ² ≤ x) of n degrees of freedom, by P_{n+2}(x) = P_n(x) − (x/2)^{n/2} e^{−x/2} / Γ(n/2 + 1).
func chiSquaredProbability(_ x: Double, degrees: Int) -> Double {
    var probability = degrees % 2 == 0 ? 1 - exp(-x / 2) : erf((x / 2).squareRoot())
    for n in stride(from: degrees % 2 == 0 ? 2 : 1, to: degrees, by: 2) {
        let half = Double(n) / 2
        probability -= exp(half * log(x / 2) - x / 2 - lgamma(half + 1))
    }
    return probability
}

/// The x with P(χ² ≤ x) = `probability`, by bisection.
func chiSquaredQuantile(_ probability: Double, degrees: Int) -> Double {
    var (low, high) = (0.0, Double(degrees))
    while chiSquaredProbability(high, degrees: degrees) < probability { high *= 2 }
    for _ in 0..<60 {
        let middle = (low + high) / 2
        if chiSquaredProbability(middle, degrees: degrees) < probability {
            low = middle
        } else {
            high = middle
        }
    }
    return (low + high) / 2
}
