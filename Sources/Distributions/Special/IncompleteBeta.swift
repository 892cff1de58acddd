import CLibrary

/// The regularised incomplete beta function I_x(a, b): the CDF of a Beta of a, b > 0, with 1 − I and the derivatives
/// of I with respect to a and b, from the logit of x.
///
/// By the continued fraction of Abramowitz & Stegun (1964), 26.5.8, with its derivatives term by term, of I_x(a, b)
/// or of 1 − I = I_{1−x}(b, a), whichever converges sooner. Logarithms hold where I, 1 − I, x or 1 − x underflow.
struct IncompleteBeta {
    /// log w, w = xᵃ (1 − x)ᵇ / B(a, b): the density of the logit.
    let logWeight: Double
    /// I and 1 − I.
    let (lower, upper): (Double, Double)
    let (logLower, logUpper): (Double, Double)
    /// (∂I / ∂a) / w and (∂I / ∂b) / w, so that ∂ logit(x) / ∂a = −`slopes.a` where I is held fixed; 0 where they are
    /// not wanted.
    let slopes: (a: Double, b: Double)

    /// - Parameter differentiates: whether ``slopes`` are wanted, which take most of the time.
    init(_ a: Double, _ b: Double, logit: Double, differentiates: Bool = true) {
        self.init(BetaNormalizer(a, b), logit: logit, differentiates: differentiates)
    }

    init(_ normalizer: BetaNormalizer, logit: Double, differentiates: Bool) {
        let (a, b) = (normalizer.a, normalizer.b)
        let point = LogitPoint(logit)
        logWeight = normalizer.logWeight(point)
        if point.x <= (a + 1) / (a + b + 2) {
            let part = Self.part(a, b, point.x, point.logX, point.logY, differentiates)
            logLower = logWeight + log(part.ratio)
            lower = min(exp(logLower), 1)
            upper = 1 - lower
            logUpper = log1p(-lower)
            slopes = part.slopes
        } else {
            let part = Self.part(b, a, point.y, point.logY, point.logX, differentiates)
            logUpper = logWeight + log(part.ratio)
            upper = min(exp(logUpper), 1)
            lower = 1 - upper
            logLower = log1p(-upper)
            slopes = (-part.slopes.b, -part.slopes.a)
        }
    }

    static func logWeight(_ a: Double, _ b: Double, _ point: LogitPoint) -> Double {
        BetaNormalizer(a, b).logWeight(point)
    }

    /// I / w, and its derivatives over w where they are wanted.
    private static func part(
        _ a: Double, _ b: Double, _ x: Double, _ logX: Double, _ logY: Double, _ differentiates: Bool
    ) -> (ratio: Double, slopes: (a: Double, b: Double)) {
        if (a + b + x).isNaN { return (ratio: .nan, slopes: (a: .nan, b: .nan)) }
        if differentiates { return fraction(a, b, x, logX, logY) }
        return (ratio: 1 / (a * plainFraction(a, b, x)), slopes: (a: 0, b: 0))
    }

    private static func plainFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
        let sum = a + b
        var fraction = PlainFraction(1)
        var (m, twice) = (0.0, a)
        repeat {
            if m > 0 { fraction.append(m * (b - m) * x / ((twice - 1) * twice), over: 1) }
            fraction.append(-(a + m) * x / (twice * (twice + 1)) * (sum + m), over: 1)
            m += 1
            twice += 2
        } while !fraction.hasConverged && m < 1e5
        return fraction.value
    }

    /// I / w and its derivatives over w.
    private static func fraction(
        _ a: Double, _ b: Double, _ x: Double, _ logX: Double, _ logY: Double
    ) -> (ratio: Double, slopes: (a: Double, b: Double)) {
        let sum = a + b
        var fraction = ContinuedFraction(1)
        // −(a + m) (a + b + m) x / ((a + 2m) (a + 2m + 1)) after m (b − m) x / ((a + 2m − 1) (a + 2m)).
        var (m, twice) = (0.0, a)
        repeat {
            if m > 0 {
                let even = m * (b - m) * x / ((twice - 1) * twice)
                let over = m * x / ((twice - 1) * twice)
                fraction.append(even, -even * (1 / (twice - 1) + 1 / twice), over, over: 1)
            }
            let over = -(a + m) * x / (twice * (twice + 1))
            let odd = over * (sum + m)
            fraction.append(
                odd, odd * (1 / (a + m) + 1 / (sum + m) - 1 / twice - 1 / (twice + 1)), over, over: 1)
            m += 1
            twice += 2
        } while !fraction.hasConverged && m < 1e5
        let ratio = 1 / (a * fraction.value)
        return (
            ratio,
            (
                ratio * (logX + digamma(sum) - digamma(a + 1) - fraction.slopes.0),
                ratio * (logY + digammaIncrease(b, a) - fraction.slopes.1)
            )
        )
    }
}

/// What the density of a Beta needs of a and b alone.
struct BetaNormalizer {
    let (a, b): (Double, Double)
    private let (logA, logB, logSum): (Double, Double, Double)
    private let constant: Double

    init(_ a: Double, _ b: Double) {
        (self.a, self.b) = (a, b)
        let sum = a + b
        (logA, logB, logSum) = (log(a), log(b), log(sum))
        constant =
            0.5 * (logA + logB - logSum) - halfLogTwoPi + stirlingError(sum) - stirlingError(a)
            - stirlingError(b)
    }

    /// log w.
    func logWeight(_ point: LogitPoint) -> Double {
        // Of x from the mean, relative to a and b below.
        let distance = b * point.x - a * point.y
        let excesses =
            a * excess(distance / a, logarithm: point.logX + logSum - logA)
            + b * excess(-distance / b, logarithm: point.logY + logSum - logB)
        return constant - excesses
    }
}
