import Distributions

/// What a decoder says of one row of x: the parameters of p(x|z), D of each, in the units of the networks.
package struct DecodedRow {
    /// Logits, or means.
    package var first: [Double]
    /// Log-variances; empty where one parameter describes each dimension.
    package var second: [Double]

    package init(first: [Double], second: [Double]) { (self.first, self.second) = (first, second) }
}

/// p(y|x), where y is what is seen of a row x, in the place of x: by it, p(y|z) = ∫ p(y|x) p(x|z) dx is known in closed form.
///
/// D is the numbers of x, M those of y. NaN in y was not seen.
package protocol Observation: Sendable {
    /// M.
    var columns: Int { get }

    /// y as the other functions read it: in coordinates in which it is near 0, so that a `Float` holds it.
    func prepare(_ y: [Double]) -> [Double]

    /// log p(y|z) in nats, up to a number that does not depend on z, and its derivatives by the parameters.
    func score(_ y: [Double], _ row: DecodedRow) -> (logDensity: Double, gradient: DecodedRow)

    /// E[x|y, z] and Var[x|y, z] of each number, in the units of the data.
    func moments(_ y: [Double], _ row: DecodedRow) -> (means: [Double], variances: [Double])

    /// What ``draw(_:_:noise:)`` needs, and how much of it.
    var noise: NoiseKind { get }
    var noiseColumns: Int { get }

    /// x ~ p(x|y, z), in the units of the data.
    func draw(_ y: [Double], _ row: DecodedRow, noise: ArraySlice<Float>) -> [Double]
}

/// The units of data that a Gaussian decoder was trained on.
struct GaussianUnits: Sendable {
    let centers: [Double]
    let scales: [Double]

    init(_ model: VariationalAutoencoder<Float>) {
        let columns = model.architecture.dimensions
        centers = model.standardization?.means ?? [Double](repeating: 0, count: columns)
        scales = model.standardization?.scales.map { Double($0) } ?? [Double](repeating: 1, count: columns)
    }

    /// Means of x less ``centers``.
    func means(_ row: DecodedRow) -> [Double] { zip(scales, row.first).map { $0 * $1 } }
}
