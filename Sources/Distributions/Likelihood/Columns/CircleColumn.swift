import CLibrary

/// The von Mises distribution of an angle x: log p(x) = a cos x + b sin x − log 2π I₀(κ), κ = √(a² + b²), with outputs a
/// and b, its natural parameters. The encoder reads cos x and sin x.
struct CircleColumn: ColumnDistribution {
    var outputs: Int { 2 }

    func logDensity(_ x: Double, _ o: Outputs, _ gradient: Numbers) -> Double {
        let (c, s) = (cos(x), sin(x))
        let concentration = hypot(o[0], o[1])
        let bessel = BesselPair(concentration)
        gradient[0] = c - bessel.slope * o[0]
        gradient[1] = s - bessel.slope * o[1]
        // With e^κ taken out of I₀, so that a cos x + b sin x − κ = −2κ sin²((x − μ) / 2) loses nothing.
        let half = sin((x - atan2(o[1], o[0])) / 2)
        return -2 * concentration * half * half - log(2 * .pi) - bessel.logScaled
    }

    /// Cells of the density that draws invert.
    private static let cells = 512

    /// Inverts the density, taken for straight between 513 points within ten deviations of its top.
    func draw(_ o: Outputs, _ uniform: Double) -> Double {
        let concentration = hypot(o[0], o[1])
        let width = min(.pi, 10 / concentration.squareRoot())
        let step = 2 * width / Double(Self.cells)
        return withUnsafeTemporaryAllocation(of: Double.self, capacity: Self.cells + 1) { density in
            for i in 0...Self.cells {
                let half = sin((Double(i) * step - width) / 2)
                density[i] = exp(-2 * concentration * half * half)
            }
            let total = (0..<Self.cells).reduce(0) { $0 + density[$1] + density[$1 + 1] }
            var (rest, cell) = (uniform * total, 0)
            while cell < Self.cells - 1, rest > density[cell] + density[cell + 1] {
                rest -= density[cell] + density[cell + 1]
                cell += 1
            }
            // The t with 2 p t + (q − p) t² = rest.
            let (p, change) = (density[cell], density[cell + 1] - density[cell])
            let root = (p * p + change * rest).squareRoot()
            let t = p + root > 0 ? min(rest / (p + root), 1) : 0.5
            return remainder((Double(cell) + t) * step - width + atan2(o[1], o[0]), 2 * .pi)
        }
    }

    /// The mean of cos x and sin x.
    var expectations: Int { 2 }
    func addExpectation(_ o: Outputs, weight: Double, to expectation: Numbers) {
        let slope = BesselPair(hypot(o[0], o[1])).slope
        for i in 0..<2 { expectation[i] += weight * slope * o[i] }
    }

    func center(_ expectation: Outputs) -> Double { atan2(expectation[1], expectation[0]) }

    /// κ from the length of the mean vector R by R (2 − R²) / (1 − R²) (Banerjee et al. 2005).
    func start(_ summary: ColumnSummary) -> [Double] {
        let length = min(hypot(summary.cosine, summary.sine), 0.99)
        let factor = (2 - length * length) / (1 - length * length)
        return [factor * summary.cosine, factor * summary.sine]
    }

    var features: Int { 2 }
    func writeFeatures(_ x: Double, to features: Numbers) { (features[0], features[1]) = (cos(x), sin(x)) }
}

/// The modified Bessel functions I₀ and I₁ of κ ≥ 0, by their power series below 30 and their asymptotic ones above
/// (Abramowitz & Stegun 1964, 9.6.12 and 9.7.1).
struct BesselPair {
    /// log I₀(κ) − κ.
    let logScaled: Double
    /// I₁(κ) / (κ I₀(κ)), which is ½ at 0.
    let slope: Double

    init(_ x: Double) {
        let square = x * x / 4
        guard x >= 30 else {
            // Σ (x²/4)ᵏ / k!², and I₁ / (x/2) = Σ (x²/4)ᵏ / (k! (k + 1)!).
            var (zero, one, term, k) = (1.0, 1.0, 1.0, 0.0)
            repeat {
                k += 1
                term *= square / (k * k)
                zero += term
                one += term / (k + 1)
            } while term > 1e-17 * zero
            logScaled = log(zero) - x
            slope = one / zero / 2
            return
        }
        func series(_ order: Double) -> Double {
            var (sum, term, k) = (1.0, 1.0, 1.0)
            while k < 40 {
                let next = -term * (4 * order * order - (2 * k - 1) * (2 * k - 1)) / (k * 8 * x)
                guard abs(next) < abs(term), abs(next) > 1e-17 else { break }
                term = next
                sum += term
                k += 1
            }
            return sum
        }
        let zero = series(0)
        logScaled = log(zero) - log(2 * .pi * x) / 2
        slope = series(1) / zero / x
    }
}
