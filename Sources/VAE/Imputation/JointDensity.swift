import Compute
import Distributions

/// log p(y) + log p(x|y) of one row x and unconstrained coordinates y of z, and its gradient, without the constant of the
/// prior. Memory for one thread.
///
/// Points are given in the scales of the prior, so that 1 is its width in each dimension.
final class JointDensity {
    let latent: Int
    let prior: any Prior
    private let scales: [Double]
    private let likelihood: LikelihoodPass<Float>
    private let positions, latents, gradients, energyGradients: Buffer<Float>
    private let logLikelihoods: Buffer<Double>
    private var data: DataRows<Float>!

    private static let capacity = ProposalPass.most

    /// - Parameter packed: for training.
    init(_ packed: PackedModel<Float>) {
        latent = packed.model.architecture.latent
        prior = packed.model.prior
        scales = prior.scales(latent: latent)
        likelihood = LikelihoodPass(
            packed, capacity: Self.capacity, differentiation: .parametersAndInput,
            groupPanels: LikelihoodPass<Float>.fewGroups)
        func makeBuffer() -> Buffer<Float> { Buffer(count: Self.capacity * packed.model.architecture.latent) }
        (positions, latents) = (makeBuffer(), makeBuffer())
        (gradients, energyGradients) = (makeBuffer(), makeBuffer())
        logLikelihoods = Buffer(count: Self.capacity)
    }

    /// Turns to another row.
    func begin(_ data: DataRows<Float>) { self.data = data }

    /// Of n points, n × J; gradients, n × J, where they are wanted. NaN where the model gives nothing finite.
    func evaluate(_ points: [Double], differentiates: Bool = false) -> (values: [Double], gradients: [Double])
    {
        var result: (values: [Double], gradients: [Double]) = ([], [])
        forEachChunk(points) { y, z in
            let gradient = Matrix(gradients, rows: y.rows, columns: latent)
            likelihood.evaluate(
                z, of: data, into: logLikelihoods.base, gradient: differentiates ? gradient : nil)
            for row in 0..<y.rows {
                let value = logLikelihoods.base[row] - prior.energy(y.row(row))
                result.values.append(value.isFinite ? value : .nan)
            }
            guard differentiates else { return }
            prior.pullBack(gradient, at: y)
            let energy = Matrix(energyGradients, rows: y.rows, columns: latent)
            prior.energyGradient(y, into: energy)
            for index in 0..<y.rows * latent {
                let slope = Double(gradients.base[index]) - Double(energyGradients.base[index])
                result.gradients.append(scales[index % latent] * slope)
            }
        }
        return result
    }

    /// z of n points, n × J.
    func latents(at points: [Double]) -> [Float] {
        var result: [Float] = []
        forEachChunk(points) { _, z in result += z.elements }
        return result
    }

    /// Points of coordinates, n × J.
    func points(of coordinates: Matrix<Float>) -> [Double] {
        coordinates.elements.enumerated().map { Double($1) / scales[$0 % latent] }
    }

    private func forEachChunk(_ points: [Double], _ body: (_ y: Matrix<Float>, _ z: Matrix<Float>) -> Void) {
        let most = Self.capacity * latent
        for first in stride(from: 0, to: points.count, by: most) {
            let count = min(most, points.count - first)
            for index in 0..<count {
                positions.base[index] = Float(scales[index % latent] * points[first + index])
            }
            let y = Matrix(positions, rows: count / latent, columns: latent)
            let z = Matrix(latents, rows: count / latent, columns: latent)
            prior.latents(at: y, into: z)
            body(y, z)
        }
    }
}
