import Foundation
import Testing

/// Real MNIST, where it lies beside the repository.
private enum MNIST {
    static let folder = URL(fileURLWithPath: Examples.folder)
        .appendingPathComponent("../../shared/data/mnist").standardized.path
    static let training = "\(folder)/train-images-idx3-ubyte.gz"
    static let test = "\(folder)/t10k-images-idx3-ubyte.gz"

    static var isThere: Bool {
        [training, test].allSatisfy { FileManager.default.isReadableFile(atPath: $0) }
    }
}

/// The bounds that the models of the paper reach, one after the other: each training takes all processors.
@Suite(.serialized, .enabled(if: MNIST.isThere, "skipped: no ../shared/data/mnist"))
struct MNISTTests {
    /// The mean bound on the 10 000 test images, in nats, after training with some options.
    private func bound(_ options: String...) async throws -> Double {
        let place = try Workplace(files: [:])
        let training = try await place.run(
            .fit, options + ["-o", "model.safetensors", MNIST.training], limit: .seconds(3000))
        training.expectSilence()
        let scores = try await place.run(.eval, MNIST.test)
        scores.expectSilence()
        let line = try #require(scores.lines.first { $0.hasPrefix("elbo\t") })
        return try #require(Double(line.split(separator: "\t")[1]))
    }

    /// Grey pixels, 500 tanh units, J = 20, M = 100, Adam.
    @Test func thePapersModelIsBetterThan107AndAHalfAfterTenEpochs() async throws {
        let bound = try await bound(
            "--activation", "tanh", "--hidden", "500", "--latent", "20", "--batch", "100", "--optimizer",
            "adam", "--learning-rate", "0.001", "--schedule", "constant", "--epochs", "10")
        #expect(bound > -107.5)
        #expect(bound < -100)
    }

    @Test func theDefaultsAreBetterThan102AfterTwentyEpochs() async throws {
        let bound = try await bound("--epochs", "20")
        #expect(bound > -102)
        #expect(bound < -95)
    }
}
