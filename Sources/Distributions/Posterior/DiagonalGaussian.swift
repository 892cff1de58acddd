import CLibrary
import Compute

/// q(z|x) = N(m, diag eˢ) against p(z) = N(0, I) (Kingma & Welling 2014, equations 9 and 10, appendix B):
/// z = m + e^(s/2) ∘ ε, ε ~ N(0, I); KL = ½ Σ (m² + eˢ − 1 − s).
///
/// The log-variance s is bounded to ±20, beyond which its gradient is zero.
public struct DiagonalGaussian: Posterior {
    private let kernel = PosteriorKernel(named: "gaussian")

    public init() {}

    public var noise: NoiseKind { .normal }
    public func noiseColumns(latent: Int) -> Int { latent }

    public var parametersPerDimension: Int { 2 }
    public var hasClosedDivergence: Bool { true }
    public var isProduct: Bool { true }
    public var movesSupport: Bool { false }
    public var coversPrior: Bool { true }

    public func draw<S: Real>(_ batch: PosteriorBatch<S>) { kernel.draw(batch) }

    public func divergence<S: Real>(_ batch: PosteriorBatch<S>, into sums: UnsafeMutablePointer<Double>) {
        kernel.divergence(batch, into: sums)
    }

    public func logRatios<S: Real>(_ batch: PosteriorBatch<S>, into ratios: UnsafeMutablePointer<Double>) {
        kernel.logRatios(batch, into: ratios)
    }

    public func gradient<S: Real>(
        _ batch: PosteriorBatch<S>, latentGradient: StridedMatrix<S>, divergence: DivergenceTerm,
        weight: Double, into gradient: [StridedMatrix<S>]
    ) {
        kernel.gradient(
            batch, latentGradient: latentGradient, divergence: divergence, weight: weight, into: gradient)
    }

    /// ∂ log q / ∂m = (z − m) e^(−s), ∂ log q / ∂s = ½ ((z − m)² e^(−s) − 1).
    @_specialize(where S == Float)
    public func scoreGradient<S: Real>(
        of outputs: [StridedMatrix<S>], at latents: StridedMatrix<S>, draws: Int,
        weights: UnsafePointer<Double>, into gradient: [StridedMatrix<S>]
    ) {
        for row in 0..<latents.rows / draws {
            for j in 0..<latents.columns {
                let (mean, s) = (Double(outputs[0][row, j]), outputs[1][row, j])
                let bounded = boundedPosteriorLogVariance(s)
                let precision = exp(-Double(bounded))
                var (ofMean, ofLogVariance) = (0.0, 0.0)
                for draw in row * draws..<(row + 1) * draws {
                    let deviation = Double(latents[draw, j]) - mean
                    ofMean += weights[draw] * deviation * precision
                    ofLogVariance += weights[draw] * (deviation * deviation * precision - 1) / 2
                }
                gradient[0][row, j] = S(ofMean)
                gradient[1][row, j] = bounded == s ? S(ofLogVariance) : 0
            }
        }
    }

    public func makeParameters(_ outputs: UnsafeMutableBufferPointer<Float>) {
        for j in outputs.count / 2..<outputs.count { outputs[j] = boundedPosteriorLogVariance(outputs[j]) }
    }

    public func centers(
        _ outputs: UnsafeMutableBufferPointer<Float>, into centers: UnsafeMutablePointer<Double>
    ) {
        for j in 0..<outputs.count / 2 { centers[j] = Double(outputs[j]) }
    }

    public func integrationFrame(_ parameters: UnsafeMutableBufferPointer<Float>) -> CoordinateFrame {
        let indices = 0..<parameters.count / 2
        return CoordinateFrame(
            centers: indices.map { Double(parameters[$0]) },
            spreads: indices.map { exp(logVariance($0, parameters) / 2) })
    }

    public func divergence(of j: Int, _ parameters: UnsafeMutableBufferPointer<Float>) -> Double {
        let (m, s) = (Double(parameters[j]), logVariance(j, parameters))
        return (m * m + (expm1(s) - s)) / 2
    }

    private func logVariance(_ j: Int, _ parameters: UnsafeMutableBufferPointer<Float>) -> Double {
        Double(boundedPosteriorLogVariance(parameters[parameters.count / 2 + j]))
    }

    public func logDensity(
        noise: UnsafeMutableBufferPointer<Float>, parameters: UnsafeMutableBufferPointer<Float>
    ) -> Double {
        parameters[noise.count...].reduce(StandardNormal().logDensity(noise)) {
            $0 - 0.5 * Double(boundedPosteriorLogVariance($1))
        }
    }

    @_specialize(where S == Float)
    public func logDensities<S: Real>(
        of outputs: [StridedMatrix<S>], at latents: StridedMatrix<S>,
        into logs: UnsafeMutablePointer<Double>
    ) {
        for row in 0..<latents.rows {
            var sum = 0.0
            for j in 0..<latents.columns {
                let s = Double(boundedPosteriorLogVariance(outputs[1][row, j]))
                let deviation = Double(latents[row, j]) - Double(outputs[0][row, j])
                sum += log(2 * .pi) + s + deviation * deviation * exp(-s)
            }
            logs[row] = -sum / 2
        }
    }

    public func densities<S: Real>(_ parameters: Matrix<S>) -> any PosteriorDensities<S> {
        DiagonalGaussians(parameters)
    }
}

extension DiagonalGaussians: PosteriorDensities {}
