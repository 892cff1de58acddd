import Testing

/// `vae-info --onnx`; `make packages-check` holds what it writes against a runtime.
@Suite struct ONNXTests {
    @Test(arguments: [Fixture.bernoulli, .gaussian], ["encoder", "decoder"])
    func `a file of version 7 by vae-tools`(fixture: Fixture, half: String) async throws {
        let place = try await Workplace(fixture)
        let outcome = try await place.bash("vae-info --onnx \(half) model.safetensors")
        outcome.expectSilence()
        #expect(outcome.output.starts(with: [0x08, 7, 0x12, 9] + Array("vae-tools".utf8)))
        #expect(try await place.bash("vae-info --onnx \(half) < model.safetensors").output == outcome.output)
    }

    @Test func `what cannot be written is refused`() async throws {
        let place = try await Workplace()
        let made = try await place.bash(
            """
            vae-fit -q --posterior laplace --latent 2 --hidden 4 --epochs 1 digits.npy > laplace
            vae-fit -q --binarize stochastic --latent 2 --hidden 4 --epochs 1 digits.npy > random
            vae-fit -q --latent 0 --hidden 4 --epochs 1 digits.npy > none
            """)
        #expect(made.status == 0, "\(made.errors)")
        for (words, found) in [
            ("encoder laplace", "posteriors that are not Gaussian"), ("encoder random", "at random"),
            ("decoder none", "no latent dimensions"), ("decoder laplace random", "2 files"),
            ("decoder --json laplace", "exclude each other"),
        ] {
            let outcome = try await place.bash("vae-info --onnx \(words)")
            #expect(outcome.status == 64 && outcome.output == [] && outcome.errors.contains(found))
        }
        for model in ["laplace", "random"] {
            let outcome = try await place.bash("vae-info --onnx decoder \(model)")
            #expect(outcome.status == 0 && !outcome.output.isEmpty)
        }
        #expect(try await place.bash("vae-info --onnx decoder digits.npy").status == 65)
    }
}
