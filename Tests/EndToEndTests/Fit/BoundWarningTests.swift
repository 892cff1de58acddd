import Testing

/// A training that ends worse than a model without latents.
@Suite struct BoundWarningTests {
    private func train(_ options: String) async throws -> Outcome {
        try await Workplace().bash("vae-fit \(options) --hidden 20 --latent 2 -o model digits-test.bin")
    }

    @Test(arguments: ["bernoulli", "continuous-bernoulli", "gaussian", "gaussian-shared"])
    func `a loss that explodes is told`(likelihood: String) async throws {
        let exploded = try await train("--likelihood \(likelihood) --learning-rate 5 --epochs 3")
        // It may become infinite too.
        let isTold = exploded.errors.contains("vae-fit: warning: the bound is -")
        #expect(exploded.status == 0 ? isTold : exploded.status == 1, "\(exploded.errors)")
    }

    @Test(arguments: ["bernoulli", "continuous-bernoulli", "gaussian", "gaussian-shared", "gaussian-fixed"])
    func `short trainings are not warned of`(likelihood: String) async throws {
        try await train("--likelihood \(likelihood) --epochs 3").expectSilence()
        try await train("--likelihood \(likelihood) --epochs 40 --valid-fraction 0.1").expectSilence()
    }

    @Test func `quiet is quiet`() async throws {
        let outcome = try await train("--learning-rate 5 --epochs 3 -q")
        outcome.expectSilence()
    }
}
