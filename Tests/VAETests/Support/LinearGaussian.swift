import Compute
import Foundation
import Tensors

@testable import VAE

/// A model x = W z + b + σ ε with the exact posterior as its encoder, and log p(x) in closed form: probabilistic
/// principal components (Tipping & Bishop 1999).
///
/// The columns of W are orthogonal, rows of a Hadamard matrix times what `scales` say, so that the posterior
/// N(M⁻¹ Wᵀ (x − b), σ² M⁻¹), M = Wᵀ W + σ² I, is diagonal as an encoder's is. W, b and σ are in the units that the
/// networks see.
struct LinearGaussian<S: Real> {
    let model: VariationalAutoencoder<S>
    let variance: Double
    /// The diagonal of M.
    private let precisions: [Double]

    /// - Parameters:
    ///   - dimensions: D, a power of two.
    ///   - scales: |w_j| for each of J < D latent dimensions.
    ///   - sigma: σ.
    ///   - shared: whether the variance is a parameter, not a choice.
    ///   - standardization: with the same scale for all dimensions.
    init(
        dimensions: Int = 8, scales: [Double], sigma: Double, shared: Bool = false,
        standardization: Standardization? = nil
    ) throws {
        precondition(dimensions.nonzeroBitCount == 1 && scales.count < dimensions)
        let unit = Double(standardization?.scales.first ?? 1)
        model = try VariationalAutoencoder(
            Architecture(
                shape: Shape([dimensions]), latent: scales.count, hidden: [], decoderHidden: [],
                likelihood: shared ? .gaussianShared : .gaussianFixed, sigma: sigma * unit),
            standardization: standardization)
        let store = model.parameters
        if shared {
            model.likelihoodVector!.elements(in: store)[0] = S(2 * log(sigma))
            variance = exp(model.likelihoodNumbers[0])
        } else {
            variance = sigma * sigma
        }
        let (decoder, encoder) = (model.decoder.layers[0], model.encoder.layers[0])
        let (weight, encoderWeight) = (decoder.weight(in: store), encoder.weight(in: store))
        let (bias, encoderBias) = (decoder.bias(in: store), encoder.bias(in: store))
        for d in 0..<dimensions { bias[d] = S(sin(Double(d + 1))) }
        var precisions: [Double] = []
        for (j, scale) in scales.enumerated() {
            for d in 0..<dimensions {
                let sign: S = (d & (j + 1)).nonzeroBitCount % 2 == 0 ? 1 : -1
                weight.row(d)[j] = sign * S(scale / Double(dimensions).squareRoot())
            }
            let w = Double(weight.row(0)[j])
            let precision = Double(dimensions) * w * w + variance
            precisions.append(precision)
            var mean = 0.0
            for d in 0..<dimensions {
                let w = Double(weight.row(d)[j]) / precision
                encoderWeight.row(j)[d] = S(w)
                mean -= w * Double(bias[d])
            }
            encoderBias[j] = S(mean)
            encoderBias[scales.count + j] = S(log(variance / precision))
        }
        self.precisions = precisions
    }

    var dimensions: Int { model.architecture.dimensions }
    var latent: Int { model.architecture.latent }

    /// Moves the encoder away from the posterior: its means, and its log-variances.
    func spoilEncoder(meanShift: Double, logVarianceShift: Double) {
        let bias = model.encoder.layers[0].bias(in: model.parameters)
        for j in 0..<latent {
            bias[j] += S(meanShift)
            bias[latent + j] += S(logVarianceShift)
        }
    }

    /// Draws from the model, in the units of the data.
    func sample(_ count: Int, seed: UInt64) -> Rows {
        let noise = Noise(seed: seed, purpose: .likelihood)
        let normals = [Double](rows: count, columns: latent + dimensions) { noise.fillNormal($0, row: 0) }
        let weight = model.decoder.layers[0].weight(in: model.parameters)
        let bias = model.decoder.layers[0].bias(in: model.parameters)
        return Rows(
            (0..<count).map { row in
                let normals = normals[row * (latent + dimensions)..<(row + 1) * (latent + dimensions)]
                let (z, epsilon) = (Array(normals.prefix(latent)), Array(normals.suffix(dimensions)))
                return (0..<dimensions).map { d in
                    var x = Double(bias[d]) + variance.squareRoot() * epsilon[d]
                    for j in 0..<latent { x += Double(weight.row(d)[j]) * z[j] }
                    guard let units = model.standardization else { return Float(x) }
                    return Float(units.means[d]) + units.scales[d] * Float(x)
                }
            })
    }

    /// log N(x; b, W Wᵀ + σ² I), in nats and in the units of the data.
    ///
    /// By the determinant lemma, log det = (D − J) log σ² + Σ log M_jj; by Woodbury's identity, σ² times the
    /// quadratic form is |x − b|² − Σ (w_jᵀ (x − b))² / M_jj.
    func logLikelihood(_ x: [Float]) -> Double {
        let weight = model.decoder.layers[0].weight(in: model.parameters)
        let bias = model.decoder.layers[0].bias(in: model.parameters)
        let rest = x.enumerated().map { d, x in
            guard let units = model.standardization else { return Double(x) - Double(bias[d]) }
            return (Double(x) - units.means[d]) / Double(units.scales[d]) - Double(bias[d])
        }
        var form = rest.reduce(0) { $0 + $1 * $1 }
        var logDeterminant = Double(dimensions - latent) * log(variance)
        for j in 0..<latent {
            let product = (0..<dimensions).reduce(0) { $0 + Double(weight.row($1)[j]) * rest[$1] }
            form -= product * product / precisions[j]
            logDeterminant += log(precisions[j])
        }
        let density = -0.5 * (Double(dimensions) * log(2 * .pi) + logDeterminant + form / variance)
        return density + (model.standardization?.logJacobian ?? 0)
    }
}
