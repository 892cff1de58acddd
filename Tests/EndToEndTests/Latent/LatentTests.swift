import Testing

/// What holds of every stream that `vae-latent` reads.
@Suite struct LatentTests {
    static let filters = [
        ["lerp", "--steps", "3"], ["slerp", "--steps", "4"], ["traverse", "--steps", "2"],
        ["scale", "--by", "0.5"], ["noise"], ["add", "--vector", "one.npy"],
        ["subtract", "--vector", "latents.npy"], ["pca", "--basis", "basis.npy", "--components", "1"],
    ]

    private func place() async throws -> Workplace {
        let place = try await Workplace()
        let outcome = try await place.bash(
            "vae-latent mean latents.npy > one.npy; vae-latent pca --fit basis.npy latents.npy")
        outcome.expectSilence()
        return place
    }

    @Test(arguments: filters)
    func `values do not depend on how a stream is cut into records`(words: [String]) async throws {
        let place = try await place()
        let all = latents(rows: 20, columns: 2)
        let whole = try await place.run(.latent, words, input: all.npy())
        whole.expectSilence()
        let cut = try await place.run(
            .latent, words, input: all[0..<0].npy() + all[0..<1].npy() + all[1..<7].npy() + all[7..<20].npy())
        cut.expectSilence()
        let parts = try records(cut.output)
        #expect(parts.count == 4 && parts[0].shape[0] == 0)
        #expect(parts.flatMap(\.values) == (try Record(whole.output).values))
        #expect(
            whole.output == (try await place.run(.latent, words, input: all.npy(fortranOrder: true))).output)
        let double = try await place.run(.latent, words, input: all.npy("f8", bigEndian: true))
        expectSame(double.output, whole.output)
    }

    @Test(arguments: filters + [["mean"]])
    func `an empty stream gives an empty stream`(words: [String]) async throws {
        let outcome = try await place().run(.latent, words)
        outcome.expectSilence()
        #expect(outcome.output == [])
    }

    @Test(arguments: filters + [["mean"], ["pca", "--fit", "b.npy"], ["nearest", "--to", "one.npy"]])
    func `what is not finite is refused`(words: [String]) async throws {
        let place = try await place()
        for value in [Float.nan, .infinity] {
            let input = latents(rows: 20, columns: 2).with(value, row: 11, column: 1).npy()
            let outcome = try await place.run(.latent, words, input: input)
            outcome.expectFailure(65, of: .latent, "row 11, column 1: found \(value)")
        }
    }

    @Test(arguments: filters)
    func `complete rows of a truncated stream are delivered`(words: [String]) async throws {
        let place = try await place()
        let all = latents(rows: 20, columns: 2)
        let whole = try await place.run(.latent, words, input: all.npy()).output
        let outcome = try await place.run(.latent, words, input: Array(all.npy().dropLast(8 * 10 + 3)))
        outcome.expectFailure(65, of: .latent, "found 9 rows and 5 of the 8 bytes")
        #expect(whole.starts(with: outcome.output) && outcome.output.count > 128)
    }

    @Test func `rows keep their shape`() async throws {
        let place = try await place()
        for (words, rows) in [(["scale", "--by", "2"], 20), (["mean"], 1), (["lerp", "--steps", "2"], 39)] {
            let outcome = try await place.run(.latent, words + ["digits.npy"])
            outcome.expectSilence()
            #expect(try Record(outcome.output).shape == [rows, 8, 8])
        }
        let outcome = try await place.bash(
            """
            vae-latent pca --fit digits-basis.npy digits.npy
            vae-latent pca --basis digits-basis.npy digits.npy |
                vae-latent pca --basis digits-basis.npy --inverse
            """)
        outcome.expectSilence()
        let (found, digits) = (try Record(outcome.output), Examples.digits[0..<20])
        #expect(found.shape == digits.shape)
        for (a, b) in zip(found.values, digits.values) { #expect(abs(a - b) < 1e-5) }
    }

    @Test func `neighbours vote`() async throws {
        let place = try await place()
        let labels = Record(shape: [20], values: (0..<20).map { Float($0 / 5) })
        try place.write(labels.npy("i4"), to: "labels.npy")
        try place.write(labels[0..<19].npy(), to: "few.npy")
        try place.write(labels.with(0.5, row: 3, column: 0).npy(), to: "half.npy")
        let words = ["nearest", "--to", "digits.npy", "digits.npy", "--labels"]
        let outcome = try await place.run(.latent, words + ["labels.npy"])
        outcome.expectSilence()
        expectSame(outcome.output, labels.npy("i8"))
        let few = try await place.run(.latent, words + ["few.npy"])
        few.expectFailure(65, of: .latent, "few.npy: found 19 labels")
        let half = try await place.run(.latent, words + ["half.npy"])
        half.expectFailure(65, of: .latent, "half.npy: row 3: found 0.5")
    }
}
