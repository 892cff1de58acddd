import Compute
import Foundation
import Tensors

@testable import Distributions
@testable import VAE

/// A posterior, a prior and its parameters, for models of J latent dimensions.
struct FamilyCase: Sendable, CustomStringConvertible {
    let choice: LatentChoice
    let latent: Int

    init(_ posterior: String, _ prior: String, _ parameters: [Double], latent: Int) {
        choice = LatentChoice(posterior: posterior, prior: prior, priorParameters: parameters)
        self.latent = latent
    }

    /// One prior of each support, in as many dimensions as there is quadrature for.
    static let supports: [FamilyCase] = [1, 2].flatMap { latent in
        [
            FamilyCase("laplace", "laplace", [0.5, 1.5], latent: latent),
            FamilyCase("gamma", "gamma", [0.7, 1], latent: latent),
            FamilyCase("beta", "beta", [0.6, 1.5], latent: latent),
            FamilyCase("dirichlet", "dirichlet", [0.5, 2, 1.2].suffix(latent + 1), latent: latent + 1),
        ]
    }

    var description: String { "\(choice.posterior) \(choice.prior) \(latent)" }

    /// A Bernoulli model with a hidden layer of tanh, whose decoder is far from linear and whose encoder gives posteriors
    /// near standard ones.
    func model(scale: Double = 1) throws -> VariationalAutoencoder<Float> {
        let model = try VariationalAutoencoder<Float>(
            Architecture(
                shape: Shape([12]), latent: latent, hidden: [10], activation: .tanh, latents: choice))
        model.fillParameters(scale: scale)
        for layer in model.encoder.layers {
            multiply(layer.weight(in: model.parameters).elements, by: 0.1 / scale)
            multiply(layer.bias(in: model.parameters), by: 0.1 / scale)
        }
        return model
    }

    /// log p(x) of each row by the mean of p(x|z) over z at evenly spaced quantiles of the prior.
    func logLikelihoods(_ model: VariationalAutoencoder<Float>, _ rows: Rows) throws -> [Double] {
        try scores(model, rows).logs.map { logs in
            var sum = ImportanceWeights()
            for log in logs { sum.add(log) }
            return sum.logMean
        }
    }

    /// The mean of a quantity of z under p(z|x) of each row, by the same sum.
    func expectations(
        _ model: VariationalAutoencoder<Float>, _ rows: Rows, of quantity: ([Float]) -> Double
    ) throws -> [Double] {
        let scores = try scores(model, rows)
        let values = stride(from: 0, to: scores.latents.count, by: latent).map {
            quantity(Array(scores.latents[$0..<$0 + latent]))
        }
        return scores.logs.map { logs in
            let largest = logs.max()!
            let weights = logs.map { exp($0 - largest) }
            return zip(weights, values).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
        }
    }

    /// z at evenly spaced quantiles of the prior, and log p(x|z) at each of them for each row.
    private func scores(
        _ model: VariationalAutoencoder<Float>, _ rows: Rows
    ) throws -> (latents: [Float], logs: [[Double]]) {
        let family = ReparameterizedFamilies.named(choice.prior)!
        let density = try family.prior(choice.priorParameters, latent: latent)
        let (dimensions, side) = latent > (density is Dirichlet ? 2 : 1) ? (2, 200) : (1, 20_000)
        let points = dimensions == 1 ? side : side * side
        let z = Buffer<Float>(count: points * latent)
        let latents = Matrix(z, rows: points, columns: latent)
        for i in 0..<side {
            for k in 0..<(dimensions == 1 ? 1 : side) {
                let p = [i, k].map { (Double($0) + 0.5) / Double(side) }
                let values = Self.quantiles(density, Array(p.prefix(dimensions)))
                for (j, value) in values.enumerated() { latents.row(i * points / side + k)[j] = Float(value) }
            }
        }
        let likelihood = LikelihoodPass(
            PackedModel(model, training: false), capacity: points, differentiation: .nothing)
        let data = ProductOperandBuffer<Float>(capacity: 1, columns: rows.columns, precision: .float32)
        let logs = Buffer<Double>(count: points)
        defer { withExtendedLifetime((data, z)) {} }
        let scores = rows.values.map { x in
            for (d, x) in x.enumerated() { data.operand.values[0, d] = x }
            likelihood.evaluate(latents, of: DataRows(data.operand.values, nil), into: logs.base)
            return Array(logs.elements)
        }
        return (Array(latents.elements), scores)
    }

    /// z at probabilities of independent numbers, of which the simplex has one for each stick that is broken.
    private static func quantiles(_ density: any LatentPrior, _ p: [Double]) -> [Double] {
        guard let dirichlet = density as? Dirichlet else {
            let family = density as! any UnivariateDistribution
            return p.map(family.quantile)
        }
        var (left, values) = (1.0, [Double]())
        for (k, p) in p.enumerated() {
            let rest = dirichlet.concentrations[(k + 1)...].reduce(0, +)
            let share = Beta(valid: derivatives(dirichlet.concentrations[k], rest)).quantile(p)
            values.append(left * share)
            left *= 1 - share
        }
        return values + [left]
    }
}
