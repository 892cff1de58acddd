import CLibrary
import Compute

/// log p(x|z) = Σ x o − eᵒ − log x!, o the output of the decoder, on counts x = 0, 1, 2, …
///
/// o, the logarithm of the mean, is bounded to ±30, beyond which its gradient is zero.
public struct Poisson: UniformLikelihood {
    public let kernel = LikelihoodKernel(named: "poisson")

    public init() {}

    public var noise: NoiseKind { .uniform }

    public func outputs(forMean mean: Double, variance: Double) -> [Double] { [logOfCount(mean)] }

    public func variance(_ parameters: [Double]) -> Double { parameters[0] }

    public func draw<S: Real>(
        from outputs: Matrix<S>, numbers: [Double], noise: Matrix<S>, into draws: Matrix<S>
    ) {
        drawCounts(of: self, from: outputs, noise: noise, into: draws) { parameters, u in
            CountQuantile.poisson(mean: parameters[0], u)
        }
    }
}

/// The logarithm of the mean of a column of counts, which may be 0, for a start.
func logOfCount(_ mean: Double) -> Double { log(max(mean, 1e-3)) }

/// Counts from uniform noise, N × D each, by quantiles of the parameters of each.
func drawCounts<S: Real>(
    of likelihood: some UniformLikelihood, from outputs: Matrix<S>, noise: Matrix<S>, into draws: Matrix<S>,
    quantile: ([Double], Double) -> Double
) {
    let arrays = likelihood.parametersPerDimension
    withScratch(S.self, rows: arrays * draws.rows, columns: draws.columns) { scratch in
        let parameters = (0..<arrays).map { scratch[$0 * draws.rows..<($0 + 1) * draws.rows] }
        likelihood.parameters(of: outputs, numbers: [], into: parameters)
        for row in 0..<draws.rows {
            for d in 0..<draws.columns {
                draws.row(row)[d] = S(
                    quantile(parameters.map { Double($0.row(row)[d]) }, Double(noise.row(row)[d])))
            }
        }
    }
}
