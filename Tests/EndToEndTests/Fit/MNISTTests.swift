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
@Suite(.serialized, .enabled(if: MNIST.isThere, "no MNIST at ../shared/data/mnist"))
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
    @Test func `the paper's model is better than 107.5 after ten epochs`() async throws {
        let bound = try await bound(
            "--activation", "tanh", "--hidden", "500", "--latent", "20", "--batch", "100", "--optimizer",
            "adam", "--learning-rate", "0.001", "--schedule", "constant", "--epochs", "10")
        #expect(bound > -107.5)
        #expect(bound < -100)
    }

    /// Twenty latents are as good as 784 pixels, but for a point.
    @Test func `neighbours among latents have the right labels`() async throws {
        let place = try Workplace(files: [:])
        let outcome = try await place.bash(
            """
            set -e -o pipefail
            mnist='\(MNIST.folder)'
            vae-fit -q --epochs 5 -o model.safetensors $mnist/train-images-idx3-ubyte.gz
            vae-tensor head -n 2000 $mnist/t10k-images-idx3-ubyte.gz > x.npy
            vae-tensor head -n 2000 $mnist/t10k-labels-idx1-ubyte.gz | vae-tensor export > labels
            classify() {
                vae-latent nearest --to $1 --labels $mnist/train-labels-idx1-ubyte.gz $2 | vae-tensor export |
                    paste - labels | awk '$1 == $2 { right++ } END { print right / NR }'
            }
            classify x.npy $mnist/train-images-idx3-ubyte.gz
            vae-encode x.npy > z.npy
            vae-encode $mnist/train-images-idx3-ubyte.gz > known.npy
            classify z.npy known.npy
            """)
        outcome.expectSilence()
        let shares = try outcome.lines.filter { !$0.isEmpty }.map { try #require(Double($0)) }
        #expect(shares[0] > 0.9)
        #expect(shares[1] >= shares[0] - 0.01)
    }

    /// One stage of eight, which the published numbers stand beside all the same.
    @Test func `importance-weighted autoencoders are reproduced`() async throws {
        let place = try Workplace(files: [:])
        let script = "\(Examples.folder)/reproduce/iwae.sh -s 1 -k '1 5' -n 20 \(MNIST.folder)"
        let table = try await place.bash("set -e; \(script); \(script) | tail -n 2").lines.map {
            $0.split(separator: "\t").map(String.init)
        }
        #expect(table.map { $0[0] } == ["k", "1", "5", "1", "5"])
        #expect(Array(table[1...2]) == Array(table[3...4]))
        #expect(table[1...2].map(\.[5]) == ["86.76", "85.54"])
        for row in table[1...2] { #expect((95..<120).contains(try #require(Double(row[2])))) }
    }

    @Test func `the defaults are better than 102 after twenty epochs`() async throws {
        let bound = try await bound("--epochs", "20")
        #expect(bound > -102)
        #expect(bound < -95)
    }
}
