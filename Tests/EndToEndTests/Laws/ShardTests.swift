import Testing

/// The parts of a stream are what they are in the whole, where they are told their place in it.
@Suite struct ShardTests {
    @Test(arguments: [
        (Tool.encode, "--sample 2"), (.encode, "--hmc --transitions 4 --chains 2"), (.decode, "--sample"),
        (.impute, "-q --missing-value 0"), (.impute, "-q --missing-value 0 --gibbs --draws 2"),
    ])
    func `arrays of parts are the array of the whole`(tool: Tool, options: String) async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            """
            vae-\(tool) \(options) \(tool.input!) > whole.npy
            vae-tensor slice 0:5 \(tool.input!) | vae-\(tool) \(options) > first.npy
            vae-tensor slice 5: \(tool.input!) | vae-\(tool) \(options) --first-row 5 > second.npy
            vae-tensor cat first.npy second.npy | cmp - whole.npy
            vae-tensor slice 5: \(tool.input!) | vae-\(tool) \(options) | cmp -s - second.npy || echo else others
            """)
        #expect(outcome.status == 0 && outcome.text == "else others\n")
    }

    @Test(arguments: [
        "--draws 2 --importance-samples 10", "--ais --distributions 8 --chains 2",
        "--hmc --hmc-samples 10 --chains 2",
    ])
    func `tables of parts are the table of the whole`(options: String) async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            """
            score="vae-eval -q --per-row \(options)"
            $score digits.npy > whole.tsv
            vae-tensor slice 0:5 digits.npy | $score > parts.tsv
            vae-tensor slice 5: digits.npy | $score --first-row 5 | tail -n +2 >> parts.tsv
            cmp parts.tsv whole.tsv
            """)
        outcome.expectSilence()
        #expect(outcome.status == 0)
    }

    @Test(arguments: [
        ("vae-latent noise", "latents.npy"), ("vae-tensor binarize --sample", "digits.npy"),
    ])
    func `noise of parts is that of the whole`(command: String, input: String) async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            """
            vae-encode digits.npy > latents.npy
            vae-tensor slice 0:5 \(input) | \(command) > first.npy
            vae-tensor slice 5: \(input) | \(command) --first-row 5 > second.npy
            \(command) \(input) > whole.npy
            vae-tensor cat first.npy second.npy | cmp - whole.npy
            """)
        outcome.expectSilence()
        #expect(outcome.status == 0)
    }

    @Test func `samples go on where others ended`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            """
            vae-sample -n 9 --sample > whole.npy
            vae-sample -n 4 --sample > first.npy
            vae-sample -n 5 --sample --first-row 4 > second.npy
            vae-tensor cat first.npy second.npy | cmp - whole.npy
            """)
        outcome.expectSilence()
        #expect(outcome.status == 0)
    }

    @Test func `a place is a number of rows`() async throws {
        let place = try await Workplace()
        let outcome = try await place.run(.encode, "--first-row", "274877906945")
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("--first-row: found 274877906945, expected 0 to 274877906944"))
        let most = try await place.run(.encode, "--first-row", "274877906944", "--sample", "2")
        #expect(most.status == 0)
    }
}
