import CLibrary

/// The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 − P(a, x): the CDF and the survival of a Gamma of
/// shape a > 0 and rate 1, and the derivative of P with respect to a.
///
/// By the power series of P below x = a + 1 and the continued fraction of Q above (Abramowitz & Stegun 1964, 6.5.29 and
/// 6.5.31), each with its derivative term by term; by the uniform expansion of Temme (1979) for a ≥ 10⁴ near x = a.
/// Relative errors are near 10⁻¹⁴ where a is moderate. Logarithms hold where P, Q or x underflow.
struct IncompleteGamma {
    /// log w, w = xᵃ e⁻ˣ / Γ(a): x times the density.
    let logWeight: Double
    /// P and Q.
    private(set) var (lower, upper): (Double, Double)
    private(set) var (logLower, logUpper): (Double, Double)
    /// (∂P / ∂a) / w, so that ∂ log x / ∂a = −`slope` where P is held fixed; 0 where it is not wanted.
    private(set) var slope: Double

    /// - Parameters:
    ///   - x: may underflow or overflow.
    ///   - differentiates: whether ``slope`` is wanted, which takes most of the time.
    init(shape a: Double, x: Double, logX: Double, differentiates: Bool = true) {
        self.init(GammaNormalizer(shape: a), x: x, logX: logX, differentiates: differentiates)
    }

    init(_ normalizer: GammaNormalizer, x: Double, logX: Double, differentiates: Bool) {
        let a = normalizer.shape
        logWeight = normalizer.logWeight(x: x, logX: logX)
        (lower, upper, logLower, logUpper, slope) = (0, 1, -.infinity, 0, 0)
        let deviation = (x - a) / a
        if logX.isNaN || a.isNaN {
            (lower, upper, logLower, logUpper, slope) = (.nan, .nan, .nan, .nan, .nan)
        } else if logX == -.infinity {
            return
        } else if x == .infinity {
            (lower, upper, logLower, logUpper) = (1, 0, 0, -.infinity)
        } else if a >= LargeShapeGamma.leastShape, abs(deviation) < LargeShapeGamma.mostDeviation {
            let expansion = LargeShapeGamma(shape: a, deviation: deviation)
            (lower, upper, slope) = (expansion.lower, expansion.upper, expansion.slope)
            (logLower, logUpper) = (log(lower), log(upper))
        } else if x < a + 1 {
            setSeries(a, x, logX, differentiates)
        } else {
            setFraction(a, x, logX, differentiates)
        }
    }

    static func logWeight(shape a: Double, x: Double, logX: Double) -> Double {
        GammaNormalizer(shape: a).logWeight(x: x, logX: logX)
    }

    /// P = w / a · Σₙ xⁿ / ((a + 1) … (a + n)).
    private mutating func setSeries(_ a: Double, _ x: Double, _ logX: Double, _ differentiates: Bool) {
        var (sum, slopes) = (1.0, 0.0)
        var (term, termSlope) = (1.0, 0.0)
        var denominator = a
        if differentiates {
            repeat {
                denominator += 1
                let factor = x / denominator
                termSlope = (termSlope - term / denominator) * factor
                term *= factor
                sum += term
                slopes += termSlope
            } while term > 1e-17 * sum || -termSlope > 1e-17 * -slopes
            slope = (sum * (logX - digamma(a + 1)) + slopes) / a
        } else {
            repeat {
                denominator += 1
                term *= x / denominator
                sum += term
            } while term > 1e-17 * sum
        }
        logLower = logWeight + log(sum / a)
        lower = min(exp(logLower), 1)
        if a < 1, lower > 0.9 {
            upper = Self.smallShapeUpper(a, x, logX)
            logUpper = log(upper)
        } else {
            upper = 1 - lower
            logUpper = log1p(-lower)
        }
    }

    /// Q = w / (x + 1 − a − 1 (1 − a) / (x + 3 − a − …)).
    private mutating func setFraction(_ a: Double, _ x: Double, _ logX: Double, _ differentiates: Bool) {
        var (b, i) = (x + 1 - a, 1.0)
        let value: Double
        if differentiates {
            var fraction = ContinuedFraction(b, -1)
            while !fraction.hasConverged, i < 1e6 {
                b += 2
                fraction.append(i * (a - i), i, 0, over: b, -1)
                i += 1
            }
            value = fraction.value
            slope = -(logX - digamma(a) - fraction.slopes.0) / value
        } else {
            var fraction = PlainFraction(b)
            while !fraction.hasConverged, i < 1e6 {
                b += 2
                fraction.append(i * (a - i), over: b)
                i += 1
            }
            value = fraction.value
        }
        logUpper = logWeight - log(value)
        upper = min(exp(logUpper), 1)
        lower = 1 - upper
        logLower = log1p(-upper)
    }

    /// Q = 1 − xᵃ / Γ(a + 1) · (1 + a Σₙ (−x)ⁿ / (n! (a + n))), without the difference.
    private static func smallShapeUpper(_ a: Double, _ x: Double, _ logX: Double) -> Double {
        let power = a * logX - lgamma(1 + a)
        var (term, sum, n) = (1.0, 0.0, 1.0)
        repeat {
            term *= -x / n
            sum += term / (a + n)
            n += 1
        } while abs(term) > 1e-18
        return -expm1(power) - exp(power) * a * sum
    }
}

/// What the density of a Gamma of rate 1 needs of its shape alone.
struct GammaNormalizer {
    let shape: Double
    /// log a, and log Γ(a) or, for a ≥ 10, its ``stirlingError(_:)``.
    private let (logShape, constant): (Double, Double)

    init(shape a: Double) {
        shape = a
        (logShape, constant) = a < 10 ? (0, lgamma(a)) : (log(a), stirlingError(a))
    }

    /// log w.
    func logWeight(x: Double, logX: Double) -> Double {
        if x == .infinity { return -.infinity }
        if shape < 10 { return shape * logX - x - constant }
        return 0.5 * logShape - shape * excess((x - shape) / shape, logarithm: logX - logShape)
            - halfLogTwoPi - constant
    }
}
