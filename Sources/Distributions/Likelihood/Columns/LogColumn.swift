/// A distribution of log x that gives one of x: log p(x) = log p(y) − log x, y = (log x − mean) / scale. The constant
/// log scale is left to who scales.
///
/// The centre is that of y: for a Gaussian, the median of x.
struct LogColumn<Base: ColumnDistribution>: ColumnDistribution {
    let base: Base
    let mean: Double
    let scale: Double

    var outputs: Int { base.outputs }

    func logDensity(_ y: Double, _ o: Outputs, _ gradient: Numbers) -> Double {
        base.logDensity(y, o, gradient) - (mean + scale * y)
    }

    func draw(_ o: Outputs, _ uniform: Double) -> Double { base.draw(o, uniform) }

    func addExpectation(_ o: Outputs, weight: Double, to expectation: Numbers) {
        base.addExpectation(o, weight: weight, to: expectation)
    }

    func start(_ summary: ColumnSummary) -> [Double] { base.start(summary) }
    var features: Int { base.features }
    func writeFeatures(_ x: Double, to features: Numbers) { base.writeFeatures(x, to: features) }
}
