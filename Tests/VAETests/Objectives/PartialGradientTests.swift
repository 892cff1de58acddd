import Compute
import Distributions
import Networks
import Tensors
import Testing

@testable import VAE

/// The evidence bound, for the encoder alone.
private struct EncoderObjective: Objective {
    func evaluate<S: Real>(_ rows: Range<Int>, of pass: ModelPass<S>) {
        EvidenceBound(.b).evaluate(rows, of: pass)
    }

    func differentiate<S: Real>(
        _ count: Int, of pass: ModelPass<S>, beta: Double, _ workers: Workers
    ) -> ParameterGradient<S> {
        _ = EvidenceBound(.b).differentiate(count, of: pass, beta: beta, workers)
        return pass.encoderGradient(count: count)
    }
}

@Suite struct PartialGradientTests {
    private let architecture = Architecture(
        shape: Shape([5]), latent: 2, hidden: [4], activation: .tanh, likelihood: .gaussianShared)

    @Test func `an objective may bring its latents and train the decoder alone`() throws {
        let buffer = Buffer<Double>(count: 3 * 2)
        let latents = Matrix(buffer, rows: 3, columns: 2)
        Noise(seed: 8, purpose: .prior).fillNormal(latents, row: 0)
        let problem = try GradientProblem(
            architecture, objective: DecoderObjective(latents: latents), draws: 1, beta: 1)
        let gradient = problem.gradient()
        problem.check(from: problem.decoderOffset)
        #expect(gradient.buffer.elements[..<problem.decoderOffset].allSatisfy { $0 == 0 })
    }

    @Test func `an objective may train the encoder alone`() throws {
        let encoder = try GradientProblem(architecture, objective: EncoderObjective(), draws: 2)
        let whole = try GradientProblem(architecture, objective: EvidenceBound(.b), draws: 2)
        let offset = encoder.decoderOffset
        let (part, all) = (encoder.gradient().buffer.values, whole.gradient().buffer.values)
        #expect(part[..<offset].elementsEqual(all[..<offset]))
        #expect(part[offset...].allSatisfy { $0 == 0 })
    }

    /// Parameters that a gradient is not of are not stepped, even by weight decay; two passes step all of them.
    @Test(arguments: [false, true]) func `gradients of two passes join`(clips: Bool) throws {
        let problem = try GradientProblem(architecture, objective: EvidenceBound(.b), draws: 1)
        let (first, workers) = (problem.pass, problem.workers)
        let second = ModelPass(first.packed, capacity: 3, draws: 1, differentiates: true)
        second.batch.input.fillUniform(seed: 9)
        Noise(seed: 7, purpose: .posterior).fillNormal(second.noise.strided, row: 0)
        let offset = problem.decoderOffset
        func stepped(_ gradient: () -> ParameterGradient<Double>) -> [Double] {
            let store = ParameterStore<Double>(layout: problem.model.parameters.layout)
            first.packed.parameters.load(from: problem.model.parameters)
            let gradient = gradient()
            ParameterUpdates(
                of: first.packed.parameters, optimizer: Momentum(momentum: 0),
                transforms: clips ? [NormClipping(limit: 1e9)] : []
            ).apply(gradient, number: 1, rate: 0.1, decay: 0.5, workers)
            first.packed.parameters.save(to: store)
            return store.buffer.values
        }
        let before = problem.model.parameters.buffer.values
        let bound = EvidenceBound(.b)
        let decoder = {
            _ = bound.differentiate(3, of: first, beta: 1, workers)
            return first.decoderGradient(count: 3, weight: -1.0 / 3)
        }
        let encoder = {
            _ = bound.differentiate(3, of: second, beta: 1, workers)
            return second.encoderGradient(count: 3)
        }
        let decoderStep = stepped(decoder)
        #expect(decoderStep[..<offset].elementsEqual(before[..<offset]))
        let encoderStep = stepped(encoder)
        #expect(encoderStep[offset...].elementsEqual(before[offset...]))
        #expect(zip(encoderStep[..<offset], before).allSatisfy { $0 != $1 })
        let joined = stepped { decoder().joined(with: encoder()) }
        #expect(joined[..<offset].elementsEqual(encoderStep[..<offset]))
        #expect(joined[offset...].elementsEqual(decoderStep[offset...]))
    }
}
