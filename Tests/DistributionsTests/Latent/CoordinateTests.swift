import Compute
import Foundation
import Testing

@testable import Distributions

/// The unconstrained coordinates of priors, in double precision.
@Suite struct CoordinateTests {
    private static let latent = 3
    private static let count = 40

    /// The standard prior of each family, and some others.
    static let priors: [LatentChoice] =
        ReparameterizedFamilies.all.map {
            LatentChoice(posterior: "", prior: $0.name, priorParameters: $0.standardParameters)
        } + [
            LatentChoice(posterior: "", prior: "gamma", priorParameters: [0.05, 2]),
            LatentChoice(posterior: "", prior: "gamma", priorParameters: [1000, 2]),
            LatentChoice(posterior: "", prior: "beta", priorParameters: [0.1, 0.1]),
            LatentChoice(posterior: "", prior: "beta", priorParameters: [5, 500]),
            LatentChoice(posterior: "", prior: "pareto", priorParameters: [3, 0.5]),
            LatentChoice(posterior: "", prior: "uniform", priorParameters: [-2, 5]),
            LatentChoice(posterior: "", prior: "student-t", priorParameters: [1, 4, 100]),
            LatentChoice(posterior: "", prior: "dirichlet", priorParameters: [0.1, 2, 30]),
            LatentChoice(posterior: "", prior: "elliptical", priorParameters: [2, 1, 2, 3, 0.1, 1, 10]),
        ]

    private static func prior(_ choice: LatentChoice) throws -> FamilyPrior {
        let family = try #require(ReparameterizedFamilies.named(choice.prior))
        return FamilyPrior(try family.prior(choice.priorParameters, latent: latent))
    }

    /// Noise of some draws.
    private static func withNoise(_ prior: FamilyPrior, _ body: (Matrix<Double>) -> Void) {
        withScratch(Double.self, rows: count, columns: prior.noiseColumns(latent: latent)) { noise in
            Noise(seed: 7, purpose: .prior).fill(noise.strided, with: prior.noise, row: 0)
            body(noise)
        }
    }

    /// Coordinates of some draws, and memory of the same shape.
    private static func withCoordinates(
        _ choice: LatentChoice, _ body: (FamilyPrior, Matrix<Double>, Matrix<Double>) -> Void
    ) throws {
        let prior = try prior(choice)
        withNoise(prior) { noise in
            withScratch(Double.self, rows: count, columns: latent) { y in
                withScratch(Double.self, rows: count, columns: latent) { other in
                    prior.drawCoordinates(noise, into: y)
                    body(prior, y, other)
                }
            }
        }
    }

    @Test(arguments: priors) func `coordinates of draws lead to them`(choice: LatentChoice) throws {
        try Self.withCoordinates(choice) { prior, y, z in
            prior.latents(at: y, into: z)
            Self.withNoise(prior) { noise in
                withScratch(Double.self, rows: Self.count, columns: Self.latent) { drawn in
                    prior.draw(noise, into: drawn, temperature: 1)
                    for (found, expected) in zip(z.elements, drawn.elements) {
                        #expect(abs(found - expected) <= 1e-9 * (1e-9 + abs(expected)))
                    }
                }
            }
        }
    }

    @Test(arguments: priors) func `coordinates and latents are inverse`(choice: LatentChoice) throws {
        try Self.withCoordinates(choice) { prior, y, z in
            let before = Array(y.elements)
            prior.latents(at: y, into: z)
            prior.move(y, to: z)
            for (found, expected) in zip(y.elements, before) {
                // Beyond, z rounds to an end.
                guard abs(expected) < 15 else { continue }
                #expect(abs(found - expected) < 1e-7 * (1 + abs(expected)))
            }
        }
    }

    @Test(arguments: priors) func `gradients of the energy are its slopes`(choice: LatentChoice) throws {
        try Self.withCoordinates(choice) { prior, y, gradient in
            prior.energyGradient(y, into: gradient)
            for row in 0..<Self.count {
                for j in 0..<Self.latent {
                    check(gradient.row(row)[j], y.row(row), j) { prior.energy(y.row(row)) }
                }
            }
        }
    }

    @Test(arguments: priors) func `gradients are pulled back`(choice: LatentChoice) throws {
        try Self.withCoordinates(choice) { prior, y, z in
            func value(_ row: Int) -> Double {
                prior.latents(at: y, into: z)
                return z.row(row).enumerated().reduce(0) { $0 + atan($1.1) * Double($1.0 + 1) }
            }
            withScratch(Double.self, rows: Self.count, columns: Self.latent) { gradient in
                prior.latents(at: y, into: z)
                for (index, z) in z.elements.enumerated() {
                    gradient.elements[index] = Double(index % Self.latent + 1) / (1 + z * z)
                }
                prior.pullBack(gradient, at: y)
                for row in 0..<10 {
                    for j in 0..<Self.latent {
                        check(gradient.row(row)[j], y.row(row), j) { value(row) }
                    }
                }
            }
        }
    }

    /// Compares a derivative with a central difference of fourth order.
    private func check(
        _ derivative: Double, _ y: UnsafeMutableBufferPointer<Double>, _ j: Int, _ value: () -> Double
    ) {
        let (kept, h) = (y[j], 1e-3)
        func at(_ change: Double) -> Double {
            y[j] = kept + change
            defer { y[j] = kept }
            return value()
        }
        let slope = (8 * (at(h / 2) - at(-h / 2)) - (at(h) - at(-h))) / (6 * h)
        // Laplace's density has a kink.
        #expect(abs(derivative - slope) < 1e-5 * (1 + abs(derivative)), "\(derivative), \(slope) at \(kept)")
    }

    /// p(y) of scalar families, and p(u) of all, are normalised.
    @Test(arguments: priors) func `densities integrate to one`(choice: LatentChoice) throws {
        let family = try #require(ReparameterizedFamilies.named(choice.prior))
        let (isProduct, parameters) = (family.isProduct, choice.priorParameters)
        guard isProduct || parameters.count == family.parameters.count else { return }
        let latent = isProduct ? 1 : 2
        let prior = FamilyPrior(try family.prior(parameters, latent: latent))
        let dimensions = prior.integrationDimensions(latent: latent)
        let frame = prior.integrationFrame(latent: latent)
        guard dimensions == 1 else { return }
        let (h, steps) = (0.02, 5000)
        var sum = 0.0
        withScratch(Float.self, rows: 1, columns: latent) { z in
            for step in -steps...steps {
                let u = frame.centers[0] + h * Double(step) * frame.spreads[0]
                let log = prior.place(SIMD2(u, 0), into: z.elements)
                sum += exp(log) * h * frame.spreads[0]
                guard isProduct, log.isFinite else { continue }
                var y = [u]
                let energy = y.withUnsafeMutableBufferPointer { prior.energy($0) }
                #expect(abs(log + energy) < 1e-9 * (1 + abs(log)))
            }
        }
        // Sums cut through the ends of a density that jumps there.
        #expect(abs(sum - 1) < 1e-4, "\(sum)")
    }

    @Test func `log-ratios of three numbers are integrated over`() throws {
        let prior = FamilyPrior(Dirichlet(concentrations: [0.5, 2, 1.5]))
        let frame = prior.integrationFrame(latent: 3)
        var (sum, mean) = (0.0, SIMD2(0.0, 0))
        let h = 0.1
        withScratch(Float.self, rows: 1, columns: 3) { z in
            for i in -200...200 {
                for k in -200...200 {
                    let u = SIMD2(frame.centers[0], frame.centers[1]) + h * SIMD2(Double(i), Double(k))
                    let density = exp(prior.place(u, into: z.elements)) * h * h
                    sum += density
                    mean += density * SIMD2(Double(z.elements[0]), Double(z.elements[1]))
                }
            }
        }
        #expect(abs(sum - 1) < 1e-4)
        #expect(abs(mean.x - 0.125) < 1e-4 && abs(mean.y - 0.5) < 1e-4)
    }

    /// Of latents in float32, as files have them.
    @Test(arguments: priors) func `numbers that round to an end have a density`(choice: LatentChoice) throws {
        let prior = try Self.prior(choice)
        var (low, high) = ([Float](repeating: 2, count: 3), [Float](repeating: 2, count: 3))
        switch prior.region {
        case .real: return
        case .above(let end): low = [Float](repeating: Float(end), count: 3)
        case .interval(let first, let last):
            (low, high) = (
                [Float(first), Float(last), Float(first)], [Float(last), Float(last), Float(last)]
            )
        case .simplex: (low, high) = ([1, 0, 0], [0, 0, 1])
        }
        #expect(low.withUnsafeMutableBufferPointer { prior.logDensity($0) }.isFinite)
        #expect(high.withUnsafeMutableBufferPointer { prior.logDensity($0) }.isFinite)
    }
}

extension LatentChoice: CustomTestStringConvertible {
    public var testDescription: String { "\(prior) \(priorParameters)" }
}
