import CLibrary

/// P(a, x) for large a by the uniform asymptotic expansion of Temme (1979), with its derivative with respect to a.
///
/// With ½η² = x/a − 1 − log(x/a), P = ½ erfc(−η √(a/2)) − R and R = exp(−½aη²) / √(2πa) · Σₖ cₖ(η) a⁻ᵏ
/// (NIST Digital Library of Mathematical Functions, 8.12).
struct LargeShapeGamma {
    let lower, upper: Double
    /// (∂P / ∂a) / w with w as of ``IncompleteGamma``.
    let slope: Double

    /// Where the terms below are exact to 10⁻¹⁵: d = x/a − 1.
    static let (leastShape, mostDeviation) = (1e4, 0.3)

    init(shape a: Double, deviation d: Double) {
        let gap = excess(d, logarithm: log1p(d))
        let eta = (d < 0 ? -1.0 : 1) * (2 * gap).squareRoot()
        let deviate = eta * (a / 2).squareRoot()
        var (sum, etaSlope, shapeSlope, power) = (0.0, 0.0, 0.0, 1.0)
        for (k, row) in Self.coefficients.enumerated() {
            var (value, derivative) = (0.0, 0.0)
            for coefficient in row.reversed() {
                derivative = derivative * eta + value
                value = value * eta + coefficient
            }
            sum += value * power
            etaSlope += derivative * power
            shapeSlope -= Double(k) * value * power / a
            power /= a
        }
        let peak = exp(-a * gap) / (2 * Double.pi * a).squareRoot()
        lower = erfc(-deviate) / 2 - peak * sum
        upper = erfc(deviate) / 2 + peak * sum
        // −a ∂η / ∂a.
        let ratio = eta == 0 ? 1 : d / eta
        let remainder = -etaSlope * ratio / a + shapeSlope + sum * ((d - gap) - 0.5 / a)
        slope = (eta / 2 - ratio - remainder) * exp(stirlingError(a)) / a
    }

    /// The series of c₀ to c₃ in η.
    private static let coefficients: [[Double]] = [
        [
            -0.3333333333333333, 0.08333333333333333, -0.014814814814814815, 0.0011574074074074073,
            0.0003527336860670194, -0.0001787551440329218, 3.919263178522438e-05,
            -2.185448510679992e-06, -1.85406221071516e-06, 8.296711340953087e-07,
            -1.7665952736826078e-07, 6.707853543401498e-09, 1.0261809784240309e-08,
            -4.382036018453353e-09, 9.14769958223679e-10, -2.5514193994946248e-11,
            -5.830772132550426e-11, 2.4361948020667415e-11,
        ],
        [
            -0.001851851851851852, -0.003472222222222222, 0.0026455026455026454,
            -0.0009902263374485596, 0.00020576131687242798, -4.018775720164609e-07,
            -1.8098550334489977e-05, 7.64916091608111e-06, -1.6120900894563446e-06,
            4.647127802807434e-09, 1.378633446915721e-07, -5.752545603517705e-08,
        ],
        [
            0.004133597883597883, -0.0026813271604938273, 0.0007716049382716049,
            2.0093878600823047e-06, -0.0001073665322636516, 5.2923448829120125e-05,
            -1.2760635188618728e-05, 3.423578734096138e-08,
        ],
        [
            0.0006494341563786008, 0.00022947209362139917, -0.0004691894943952557,
            0.00026772063206283885, -7.561801671883977e-05,
        ],
    ]
}
