import CLibrary

/// The least count x with P(X ≤ x) > u, for 0 ≤ u < 1.
enum CountQuantile {
    /// Means up to which probabilities are added up from x = 0 on.
    private static let mostAdded = 30.0
    /// No count beyond is told from its neighbours in what draws are stored as.
    private static let most = 0x1p53

    static func poisson(mean m: Double, _ u: Double) -> Double {
        if m <= mostAdded {
            return added(exp(-m), u) { m / $0 }
        }
        // P(X > x) = P(x + 1, m).
        return search(from: m, spread: m.squareRoot()) { x in
            IncompleteGamma(shape: x + 1, x: m, logX: log(m), differentiates: false).upper > u
        }
    }

    /// - Parameter dispersion: r.
    static func negativeBinomial(mean m: Double, dispersion r: Double, _ u: Double) -> Double {
        let share = m / (r + m)
        if m <= mostAdded && r * (1 + r) > m * 0.1 {
            return added(exp(-r * log1p(m / r)), u) { ($0 - 1 + r) / $0 * share }
        }
        // P(X ≤ x) = I_p(r, x + 1), p = r / (r + m).
        let logit = log(r) - log(m)
        return search(from: m, spread: (m + m * m / r).squareRoot()) { x in
            IncompleteBeta(r, x + 1, logit: logit, differentiates: false).lower > u
        }
    }

    /// From P(X = 0) and the ratio of P(X = x) to P(X = x − 1).
    private static func added(_ first: Double, _ u: Double, ratio: (Double) -> Double) -> Double {
        var (x, probability, sum) = (0.0, first, first)
        while sum <= u {
            x += 1
            probability *= ratio(x)
            // The rest of the sum is lost to rounding.
            guard sum + probability > sum else { return x }
            sum += probability
        }
        return x
    }

    /// The least x from 0 on for which `isAbove` holds, by steps that double and then by halves.
    private static func search(from start: Double, spread: Double, isAbove: (Double) -> Bool) -> Double {
        var step = max(spread.rounded(), 1)
        // isAbove is false at `low`, true at `high`.
        var (low, high) = (-1.0, start.rounded(.down))
        while high < most && !isAbove(high) {
            low = high
            high += step
            step *= 2
        }
        if low < 0 {
            var below = high - step
            while below >= 0 && isAbove(below) {
                high = below
                step *= 2
                below = high - step
            }
            low = max(below, -1)
        }
        while high - low > 1 {
            let middle = ((low + high) / 2).rounded(.down)
            if isAbove(middle) { high = middle } else { low = middle }
        }
        return high
    }
}
