import CLibrary

typealias Outputs = UnsafePointer<Double>
typealias Numbers = UnsafeMutablePointer<Double>

/// p(x|z) of one column, in the units in which the networks see it, from a few outputs o of the decoder.
protocol ColumnDistribution: Sendable {
    /// How many outputs there are.
    var outputs: Int { get }

    /// log p(x) in nats, and its derivative with respect to each output.
    func logDensity(_ x: Double, _ o: Outputs, _ gradient: Numbers) -> Double

    /// x from a uniform number in (0, 1).
    func draw(_ o: Outputs, _ uniform: Double) -> Double

    /// How many numbers an expectation is made of: a mean, or a probability for each code.
    var expectations: Int { get }

    /// Adds `weight` times the expectation of x.
    func addExpectation(_ o: Outputs, weight: Double, to expectation: Numbers)

    /// What stands for x: the mean, or the code with the greatest probability, the first of equal ones.
    func center(_ expectation: Outputs) -> Double

    /// Outputs to start from.
    func start(_ summary: ColumnSummary) -> [Double]

    /// How many numbers the encoder reads.
    var features: Int { get }

    /// What the encoder reads.
    func writeFeatures(_ x: Double, to features: Numbers)
}

extension ColumnDistribution {
    var expectations: Int { 1 }
    func center(_ expectation: Outputs) -> Double { expectation[0] }

    var features: Int { 1 }
    func writeFeatures(_ x: Double, to features: Numbers) { features[0] = x }
}

/// Of columns of codes, whose expectation is a probability for each.
protocol CodeDistribution: ColumnDistribution {}

extension CodeDistribution {
    func center(_ expectation: Outputs) -> Double {
        Double((0..<expectations).reduce(0) { expectation[$1] > expectation[$0] ? $1 : $0 })
    }
}

/// Bound of the log-variance of standardised columns: deviations from 0.011 to 90 times the column's. A density has no
/// bound where values repeat.
let columnLogVarianceBound = 9.0

/// −½ (log 2π + s + t² ) of t = (x − m) e^(−s/2).
func logGaussian(_ t: Double, logVariance s: Double) -> Double { -halfLogTwoPi - (s + t * t) / 2 }

func softplus(_ x: Double) -> Double { max(x, 0) + log1p(exp(-abs(x))) }

func sigmoid(_ x: Double) -> Double {
    let e = exp(-abs(x))
    return (x >= 0 ? 1 : e) / (1 + e)
}

func bounded(_ x: Double, _ bound: Double) -> Double { x < -bound ? -bound : x > bound ? bound : x }

/// `derivative` where the bound does not hold x, else 0.
func within(_ x: Double, _ bound: Double, _ derivative: Double) -> Double { abs(x) < bound ? derivative : 0 }

/// Turns the logarithms of weights into their shares.
///
/// - Returns: the logarithm of their sum.
@discardableResult
func normalize(_ logs: Numbers, count: Int) -> Double {
    var greatest = -Double.infinity
    for index in 0..<count { greatest = max(greatest, logs[index]) }
    var sum = 0.0
    for index in 0..<count {
        logs[index] = exp(logs[index] - greatest)
        sum += logs[index]
    }
    for index in 0..<count { logs[index] /= sum }
    return greatest + log(sum)
}
