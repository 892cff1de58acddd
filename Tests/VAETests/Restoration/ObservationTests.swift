import Compute
import Distributions
import Foundation
import Networks
import Tensors
import Testing

@testable import VAE

/// log p(y|z), p(x|y, z) and their gradients.
@Suite struct ObservationTests {
    struct Kind: CustomTestStringConvertible {
        let name: String
        let likelihood: LikelihoodFamily
        var mean = GaussianMean.real
        var isStandardized = false
        let make: @Sendable (VariationalAutoencoder<Float>) -> any Observation

        var testDescription: String { name }

        func model(latent: Int = 2) throws -> VariationalAutoencoder<Float> {
            let units = Standardization(
                means: (0..<12).map { Double($0) },
                scales: (0..<12).map { likelihood == .gaussian ? 0.5 + Float($0) / 8 : 1.5 })
            let model = try VariationalAutoencoder<Float>(
                Architecture(
                    shape: Shape([4, 3]), latent: latent, hidden: [7], activation: .tanh,
                    likelihood: likelihood, mean: mean, sigma: 0.3),
                standardization: isStandardized ? units : nil)
            model.fillParameters(scale: 0.5)
            return model
        }
    }

    private static let blocks: @Sendable (VariationalAutoencoder<Float>) -> any Observation = {
        BlockObservation($0, blocks: [0, 0, 1, -1, 2, 2, 1, 3, 3, 3, 1, 4], count: 5, deviation: 0.3)
    }
    private static let blur: @Sendable (VariationalAutoencoder<Float>) -> any Observation = {
        BlurObservation($0, height: 4, width: 3, channels: 1, radius: 1, deviation: 0.2)
    }

    static let kinds = [
        Kind(name: "blocks", likelihood: .gaussian, isStandardized: true, make: blocks),
        Kind(name: "blocks of a unit mean", likelihood: .gaussian, mean: .unit, make: blocks),
        Kind(name: "blocks, one variance", likelihood: .gaussianShared, isStandardized: true, make: blocks),
        Kind(name: "blur", likelihood: .gaussianFixed, isStandardized: true, make: blur),
        Kind(name: "blur of a unit mean", likelihood: .gaussianShared, mean: .unit, make: blur),
        Kind(name: "noise", likelihood: .bernoulli) { _ in
            BinaryObservation(.noise(0.4), seen: (0..<12).map { $0 != 5 })
        },
        Kind(name: "flips", likelihood: .bernoulli) { _ in
            BinaryObservation(.flip(0.1), seen: (0..<12).map { $0 != 5 })
        },
    ]

    private func data(_ observation: any Observation, binary: Bool) -> [Double] {
        let normals = Rows(count: 1, columns: observation.columns, seed: 5, normal: true).values[0]
        var y = normals.map { binary ? ($0 > 0 ? 1 : 0) : Double($0) }
        if binary { y[3] = .nan }
        return y
    }

    @Test(arguments: kinds) func `gradients are those of finite differences`(kind: Kind) throws {
        let model = try kind.model()
        let observation = kind.make(model)
        let y = observation.prepare(data(observation, binary: kind.likelihood == .bernoulli))
        let packed = PackedModel(model, training: true)
        let (columns, step) = (observation.columns, Float(1e-2))
        let buffer = Buffer<Float>(count: Panels<Float>.elements(rows: 1, columns: columns))
        let panels = Panels(buffer, capacity: 1, columns: columns)
        for (d, value) in y.enumerated() { panels[0, d] = Float(value) }
        let pass = LikelihoodPass(
            packed, capacity: 5, differentiation: .parametersAndInput, observation: observation)
        var z: [Float] = [0.3, -0.4]
        for j in 0..<2 {
            for side: Float in [-1, 1] { z += (0..<2).map { z[$0] + ($0 == j ? side * step : 0) } }
        }
        var (logs, gradient) = ([Double](repeating: 0, count: 5), [Float](repeating: 0, count: 10))
        z.withUnsafeMutableBufferPointer { z in
            gradient.withUnsafeMutableBufferPointer { gradient in
                pass.evaluate(
                    Matrix(z.baseAddress!, rows: 5, columns: 2), of: DataRows(panels, nil), into: &logs,
                    gradient: Matrix(gradient.baseAddress!, rows: 5, columns: 2))
            }
        }
        for j in 0..<2 {
            let difference = (logs[2 + 2 * j] - logs[1 + 2 * j]) / Double(2 * step)
            #expect(
                abs(difference - Double(gradient[j])) < 1e-3 * (1 + abs(difference)) + 1e-4 * abs(logs[0]),
                "\(kind.name) \(j): \(gradient[j]), by differences \(difference)")
        }
        withExtendedLifetime(buffer) {}
    }

    private func decoded(_ model: VariationalAutoencoder<Float>) -> DecodedRow {
        let packed = PackedModel(model, training: false)
        let pass = SequentialPass(packed.decoder, capacity: 1, differentiation: .nothing)
        (pass.input[0, 0], pass.input[0, 1]) = (0.3, -0.4)
        pass.forward(rows: 0..<1)
        return DecodedRows(packed, pass, count: 1)[0]
    }

    /// Draws of x given z and y against draws of x given z alone, weighted by p(y|x).
    @Test(arguments: kinds) func `moments and draws are those of x given y and z`(kind: Kind) throws {
        let model = try kind.model()
        let observation = kind.make(model)
        let y = observation.prepare(data(observation, binary: kind.likelihood == .bernoulli))
        let row = decoded(model)
        let (means, variances) = observation.moments(y, row)
        let count = 20_000
        let noise = Noise(seed: 4, purpose: .imputation)
        var moments = [Moments](repeating: Moments(), count: 12)
        for draw in 0..<count {
            let numbers = [Float](rows: 1, columns: observation.noiseColumns) {
                noise.fill($0.strided, with: observation.noise, row: draw)
            }
            for (d, x) in observation.draw(y, row, noise: numbers[...]).enumerated() { moments[d].add(x) }
        }
        for d in 0..<12 {
            let deviation = variances[d].squareRoot()
            #expect(abs(moments[d].mean - means[d]) < 6 * deviation / Double(count).squareRoot() + 1e-6)
            // Of a rare 1 the variance is known as well as its probability.
            let error = kind.likelihood == .bernoulli ? 6 * deviation / Double(count).squareRoot() : 1e-6
            #expect(abs(moments[d].variance - variances[d]) < 0.06 * variances[d] + error)
        }
    }

    /// p(y|z) of binary numbers is a sum over both of what each may have been.
    @Test(arguments: [BinaryObservation.Corruption.noise(0.4), .flip(0.1)])
    func `binary numbers are summed out`(corruption: BinaryObservation.Corruption) {
        let observation = BinaryObservation(corruption, seen: [true, true, true])
        let (y, logits) = ([1.0, 0, .nan], [0.7, -1.2, 3])
        var (logDensity, means) = (0.0, [Double]())
        for (y, o) in zip(y, logits) {
            let p = 1 / (1 + exp(-o))
            guard !y.isNaN else {
                means.append(p)
                continue
            }
            let weights = [0.0, 1].map { x in
                switch corruption {
                case .noise(let s): exp(-(y - x) * (y - x) / (2 * s * s)) / (s * (2 * .pi).squareRoot())
                case .flip(let share): y == x ? 1 - share : share
                }
            }
            let total = (1 - p) * weights[0] + p * weights[1]
            logDensity += log(total)
            means.append(p * weights[1] / total)
        }
        let row = DecodedRow(first: logits, second: [])
        #expect(abs(observation.score(y, row).logDensity - logDensity) < 1e-12)
        for (found, mean) in zip(observation.moments(y, row).means, means) {
            #expect(abs(found - mean) < 1e-12)
        }
    }
}
