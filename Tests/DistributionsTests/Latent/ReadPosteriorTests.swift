import CLibrary
import Compute
import Testing

@testable import Distributions

/// What readers of models get of posteriors and priors.
@Suite struct ReadPosteriorTests {
    private func posterior(_ choice: LatentChoice, latent: Int = 2) throws -> any Posterior {
        try choice.make(latent: latent).posterior
    }

    private func parameters(_ choice: LatentChoice, _ outputs: [Float]) throws -> [Float] {
        var outputs = outputs
        let posterior = try posterior(choice)
        outputs.withUnsafeMutableBufferPointer { posterior.makeParameters($0) }
        return outputs
    }

    private func centers(_ choice: LatentChoice, _ outputs: [Float]) throws -> [Double] {
        var (outputs, centers) = (outputs, [Double](repeating: 0, count: 2))
        let posterior = try posterior(choice)
        outputs.withUnsafeMutableBufferPointer { posterior.centers($0, into: &centers) }
        return centers
    }

    private func choice(_ name: String) -> LatentChoice {
        LatentChoice(posterior: name, prior: nil, priorParameters: nil)
    }

    @Test func `a Gaussian tells log-variances against any prior`() throws {
        let against = LatentChoice(posterior: "gaussian", prior: "student-t", priorParameters: [5, 0, 1])
        let found = try parameters(against, [0.5, -1, 0.25, -0.5])
        let expected: [Float] = [0.5, -1, 2 * 10 * tanh(0.025), -2 * 10 * tanh(0.05)]
        for (a, b) in zip(found, expected) { #expect(abs(a - b) < 1e-6) }
    }

    @Test func `posteriors are told in the units of their data`() throws {
        let against = LatentChoice(posterior: "gaussian", prior: "laplace", priorParameters: [5, 3])
        let found = try parameters(against, [0.5, -1, 0, 0])
        for (a, b) in zip(found, [6.5, 2, 2.197225, 2.197225]) { #expect(abs(Double(a) - b) < 1e-5) }
        for name in ["laplace", "elliptical"] {
            let choice = LatentChoice(
                posterior: name, prior: "student-t", priorParameters: [5, -2, 0.5])
            let outputs = [Float](repeating: 1, count: 2 * ReparameterizedFamilies.named(name)!.outputCount)
            #expect(try parameters(choice, outputs)[0] == -1.5)
            #expect(try centers(choice, outputs) == [-1.5, -1.5])
        }
    }

    @Test func `an Erlang posterior tells its rates alone`() throws {
        #expect(try parameters(choice("erlang"), [0, 0]) == [1, 1])
    }

    @Test func `centers are means of the parameters`() throws {
        let outputs: [Float] = [0.5, -1, 0.25, -0.5]
        let gamma = try parameters(choice("gamma"), outputs).map(Double.init)
        for (j, mean) in try centers(choice("gamma"), outputs).enumerated() {
            #expect(abs(mean - gamma[j] / gamma[2 + j]) < 1e-6 * mean)
        }
        let shares = try centers(choice("dirichlet"), [0, 1])
        #expect(abs(shares[0] + shares[1] - 1) < 1e-12 && shares[1] > shares[0])
        #expect(try centers(choice("elliptical"), [3, 4, 0, 0, 0, 0]) == [3, 4])
    }

    @Test func `centers are medians where there is no mean`() throws {
        #expect(try centers(choice("cauchy"), [0.5, -1, 0.25, -0.5]) == [0.5, -1])
        let outputs: [Float] = [0, 0, -1, 5]
        let pareto = try parameters(choice("pareto"), outputs).map(Double.init)
        let found = try centers(choice("pareto"), outputs)
        #expect(pareto[2] < 1 && pareto[3] > 1)
        #expect(abs(found[0] - pareto[0] * pow(2, 1 / pareto[2])) < 1e-5 * found[0])
        #expect(abs(found[1] - pareto[1] * pareto[3] / (pareto[3] - 1)) < 1e-5 * found[1])
    }

    @Test func `a temperature of 0 gives the location of an elliptical prior without a mean`() throws {
        let elliptical = LatentChoice(
            posterior: nil, prior: "elliptical", priorParameters: [0.5, 1, 2, 3, 4])
        let z = try elliptical.make(latent: 2).prior.sample(3, latent: 2, temperature: 0, seed: 1, row: 0)
        #expect(z == [1, 2, 1, 2, 1, 2])
    }

    @Test(arguments: ReparameterizedFamilies.all.map { $0.name })
    func `draws of a prior are those of its family`(name: String) throws {
        let made = try choice(name).make(latent: 2).prior
        guard let prior = made as? FamilyPrior else { return }
        let noise: [Double] = [0.3, 0.9, 0.6]
        let found = prior.density.drawVector(Array(noise.prefix(prior.density.drawCount(latent: 2))))
        let expected =
            prior.density.dimension == 2
            ? prior.density.draw(Array(noise.prefix(prior.density.noiseCount)))
            : prior.density.draw([noise[0]]) + prior.density.draw([noise[1]])
        #expect(found == expected)
    }

    @Test func `priors of whole vectors have a longest one`() {
        for name in ["dirichlet", "elliptical"] {
            #expect(throws: LatentChoice.Invalid.self) { try choice(name).make(latent: 1 << 24) }
        }
    }

    @Test func `a support holds its ends`() {
        let unit = DistributionSupport.interval(0, 1)
        #expect(unit.holds(0) && unit.holds(1) && !unit.holds(1.5) && !unit.holds(-0.01))
        #expect(DistributionSupport.above(1).holds(3e38))
    }
}
