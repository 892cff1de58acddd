import Testing

/// `vae-fit --init-from`.
@Suite struct WarmStartTests {
    private static let base = ["--hidden", "16", "--latent", "3", "--epochs", "3", "digits-test.bin"]

    @Test func `a rate of nothing gives the model again`() async throws {
        let place = try await Workplace()
        let outcome = try await place.run(
            .fit, "--init-from", "model.safetensors", "--epochs", "1", "--learning-rate", "1e-30",
            "digits-test.bin")
        outcome.expectSilence()
        try place.write(outcome.output, to: "again")
        let old = try await place.run(.encode, "digits.npy")
        let new = try await place.run(.encode, "-m", "again", "digits.npy")
        expectSame(new.output, old.output)
        let described = try await place.run(.info, "again", "model.safetensors")
        let digests = described.text.matches(of: /(?:init_from|\ndigest)\t(crc32:[0-9a-f]{8})/).map(\.1)
        #expect(digests.count == 3 && digests[0] == digests[2] && digests[0] != digests[1])
    }

    /// With other options, other data of the same shape, and through a checkpoint.
    @Test func `a model is trained on`() async throws {
        let place = try Workplace(files: [:])
        let start = try await place.run(.fit, Self.base + ["-o", "start", "--likelihood", "gaussian"])
        start.expectSilence()
        let on = [
            "--init-from", "start", "--importance-samples", "2", "--optimizer", "adagrad", "--checkpoint",
            "run", "digits.bin", "--epochs", "2", "-o",
        ]
        let outcome = try await place.run(.fit, on + ["on"])
        outcome.expectSilence()
        let described = try await place.run(.info, "on")
        #expect(described.text.contains("architecture.likelihood\tgaussian\n"))
        #expect(described.text.contains("architecture.latent\t3\n"))
        let again = try await place.run(.fit, on + ["again"])
        again.expectSilence()
        try expectSame(place.read("again"), place.read("on"))
        let bounds = try await place.bash(
            "for m in start on; do vae-eval -m $m digits-test.bin | awk '$1 == \"elbo\" { print $2 }'; done")
        let numbers = bounds.lines.compactMap { Double($0) }
        #expect(numbers.count == 2 && numbers[1] > numbers[0])
    }

    @Test(arguments: [
        (["--latent", "4"], "found latent 3 in start, expected 4 as asked"),
        (["--hidden", "17"], "found decoder_hidden 16 in start, expected 17 as asked"),
        (["--likelihood", "gaussian"], "found likelihood bernoulli in start, expected gaussian as asked"),
        (["--activation", "relu"], "found activation silu in start, expected relu as asked"),
        (["--init", "normal"], "--init-from excludes --init"),
    ]) func `another architecture is refused`(change: [String], reason: String) async throws {
        let place = try Workplace(files: [:])
        let start = try await place.run(.fit, Self.base + ["-o", "start"])
        start.expectSilence()
        let outcome = try await place.run(.fit, ["--init-from", "start", "digits-test.bin"] + change)
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains(reason), "\(outcome.errors)")
    }
}
