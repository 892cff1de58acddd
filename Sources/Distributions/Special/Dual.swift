import CLibrary

/// A number with its derivatives with respect to up to four others: what is computed from it carries them along.
public struct Dual: Sendable {
    public var value: Double
    public var slopes: Derivatives

    public init(_ value: Double, _ slopes: Derivatives = .zero) {
        (self.value, self.slopes) = (value, slopes)
    }

    /// The number of place `index` itself.
    init(_ value: Double, variable index: Int) {
        self.init(value)
        slopes[index] = 1
    }

    static prefix func - (a: Dual) -> Dual { Dual(-a.value, -a.slopes) }
    static func + (a: Dual, b: Dual) -> Dual { Dual(a.value + b.value, a.slopes + b.slopes) }
    static func - (a: Dual, b: Dual) -> Dual { Dual(a.value - b.value, a.slopes - b.slopes) }
    static func * (a: Dual, b: Dual) -> Dual {
        Dual(a.value * b.value, a.value * b.slopes + b.value * a.slopes)
    }
    static func / (a: Dual, b: Dual) -> Dual {
        let ratio = a.value / b.value
        return Dual(ratio, (a.slopes - ratio * b.slopes) / b.value)
    }
    static func + (a: Dual, b: Double) -> Dual { Dual(a.value + b, a.slopes) }
    static func + (a: Double, b: Dual) -> Dual { b + a }
    static func - (a: Dual, b: Double) -> Dual { Dual(a.value - b, a.slopes) }
    static func - (a: Double, b: Dual) -> Dual { Dual(a - b.value, -b.slopes) }
    static func * (a: Dual, b: Double) -> Dual { Dual(a.value * b, a.slopes * b) }
    static func * (a: Double, b: Dual) -> Dual { b * a }
    static func / (a: Dual, b: Double) -> Dual { Dual(a.value / b, a.slopes / b) }
    static func / (a: Double, b: Dual) -> Dual { Dual(a) / b }

    /// f(x), of f(x) and f′(x).
    func mapped(_ value: Double, slope: Double) -> Dual { Dual(value, slope * slopes) }
}

func exp(_ x: Dual) -> Dual {
    let value = exp(x.value)
    return x.mapped(value, slope: value)
}

func log(_ x: Dual) -> Dual { x.mapped(log(x.value), slope: 1 / x.value) }

/// x between −`bound` and `bound`: bound · tanh(x / bound), whose slope at 0 is 1.
func bounded(_ x: Dual, _ bound: Double) -> Dual {
    let t = tanh(x.value / bound)
    return x.mapped(bound * t, slope: 1 - t * t)
}

/// e^x, bounded smoothly to `range`; 1 at 0.
func boundedExp(_ x: Dual, _ range: ExponentialRange) -> Dual {
    exp(bounded(x, x.value < 0 ? range.below : range.above))
}

/// Numbers from e^−`below` to e^`above`, with 1 among them.
struct ExponentialRange {
    let (below, above): (Double, Double)
    var lowerBound: Double { exp(-below) }

    init(_ bounds: ClosedRange<Double>) { (below, above) = (-log(bounds.lowerBound), log(bounds.upperBound)) }
}

/// 1 / (1 + e^−x).
func logistic(_ x: Dual) -> Dual {
    let tail = exp(-abs(x.value))
    let value = (x.value < 0 ? tail : 1) / (1 + tail)
    return x.mapped(value, slope: tail / ((1 + tail) * (1 + tail)))
}
