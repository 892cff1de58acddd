import Testing

/// The same seed, data and options give the same bytes.
@Suite struct DeterminismTests {
    static let works: [(Tool, [String])] = [
        (.encode, []), (.encode, ["--params"]), (.encode, ["--sample", "3"]),
        (.encode, ["-q", "--hmc", "--sample", "3", "--chains", "2", "--transitions", "4"]), (.decode, []),
        (.decode, ["--sample"]), (.decode, ["--params"]), (.sample, ["-n", "300"]),
        (.sample, ["-n", "300", "--sample"]), (.sample, ["-n", "300", "--params", "--temperature", "0.5"]),
        (.eval, ["--per-row"]), (.eval, ["--per-row", "--draws", "3"]), (.eval, ["--json"]),
        (.eval, ["-q", "--per-row", "--importance-samples", "150"]),
        (.impute, ["-q", "--missing-value", "0", "--importance-samples", "20", "--draws", "2"]),
        (.impute, ["-q", "--missing-value", "0", "--gibbs", "--chains", "2", "--transitions", "3"]),
        (
            .eval,
            [
                "-q", "--json", "--ais", "--distributions", "20", "--chains", "3", "--hmc", "--hmc-samples",
                "60",
            ]
        ),
    ]

    @Test(arguments: Fixture.allCases, works)
    func `threads and batches change nothing`(
        fixture: Fixture, work: (tool: Tool, options: [String])
    ) async throws {
        let place = try await Workplace(fixture)
        let input =
            switch work.tool {
            case .decode: latents(rows: 300, columns: fixture.latent).npy()
            case .sample: [UInt8]()
            default: Examples.digits.npy()
            }
        let expected = try await place.run(work.tool, work.options, input: input)
        expected.expectSilence()
        #expect(expected.output.count > 100)
        for change in [
            ["--threads", "1"], ["--threads", "2"], ["--threads", "7"], ["--batch", "1"], ["--batch", "13"],
            ["--batch", "100000", "--threads", "1"],
        ] {
            let outcome = try await place.run(work.tool, work.options + change, input: input)
            outcome.expectSilence()
            expectSame(outcome.output, expected.output, "\(change)")
        }
    }

    @Test(
        arguments: [
            [], ["--estimator", "A", "--draws", "2"], ["--likelihood", "gaussian"],
            ["--optimizer", "adagrad"],
            ["--importance-samples", "3"], ["--importance-samples", "5", "--doubly-reparameterized"],
            ["--binarize", "stochastic", "--valid-fraction", "0.2"],
            ["--clip-norm", "1", "--weight-decay", "1"],
            ["--likelihood", "gaussian-shared", "--optimizer", "sgd"], ["--batch", "17", "--hidden", "33,9"],
            ["--estimator", "score-function"], ["--estimator", "score-function", "--baseline", "mean"],
            ["--objective", "wake-sleep"], ["--objective", "wake-sleep", "--likelihood", "gaussian"],
            ["--objective", "monte-carlo-em", "--valid-fraction", "0.2"],
        ])
    func `a training repeats for any number of threads`(options: [String]) async throws {
        let place = try Workplace(files: [:])
        let arguments = ["--latent", "3", "--hidden", "20", "--epochs", "3"] + options + ["digits-test.bin"]
        let expected = try await place.run(.fit, arguments)
        expected.expectSilence()
        for threads in ["1", "2", "5"] {
            let outcome = try await place.run(.fit, ["--threads", threads] + arguments)
            outcome.expectSilence()
            expectSame(outcome.output, expected.output)
        }
        let other = try await place.run(.fit, arguments + ["--seed", "2"])
        #expect(other.output.withoutHeader != expected.output.withoutHeader)
    }

    /// Layers of more inputs than one piece of a step has.
    @Test func `the plain kernels train the same model on any number of threads`() async throws {
        let place = try Workplace(files: [:])
        var expected: [UInt8]?
        for threads in ["1", "2", "3"] {
            let training = try await place.run(
                .fit, "--latent", "2", "--hidden", "300", "--epochs", "2", "--threads", threads,
                "digits-test.bin", environment: ["VAE_KERNELS": "reference"])
            training.expectSilence()
            expectSame(training.output, expected ?? training.output)
            expected = training.output
        }
    }

    @Test(
        .enabled(if: KernelSet.fast.count > 1, "this processor runs fewer than two fast sets of kernels"),
        arguments: [
            [], ["--importance-samples", "3"], ["--importance-samples", "3", "--doubly-reparameterized"],
        ])
    func `every fast set of kernels trains the same model`(options: [String]) async throws {
        let place = try Workplace(files: [:])
        var expected: [UInt8]?
        for set in KernelSet.fast {
            let training = try await place.run(
                .fit, ["--latent", "3", "--hidden", "40,20", "--epochs", "3", "digits-test.bin"] + options,
                environment: ["VAE_KERNELS": set.rawValue])
            training.expectSilence()
            expectSame(training.output, expected ?? training.output, set.rawValue)
            expected = training.output
        }
    }

    @Test func `the seed that is not given is 1`() async throws {
        let place = try await Workplace()
        for (tool, options) in [(Tool.sample, ["-n", "2"]), (.encode, ["--sample", "1"]), (.eval, [])] {
            let input = try tool.input.map { try place.read($0) } ?? []
            let expected = try await place.run(tool, options, input: input)
            let one = try await place.run(tool, options + ["--seed", "1"], input: input)
            let two = try await place.run(tool, options + ["--seed", "2"], input: input)
            expectSame(one.output, expected.output)
            #expect(two.output != expected.output)
        }
    }

    @Test(arguments: Tool.allCases)
    func `no locale changes a byte`(tool: Tool) async throws {
        let place = try await Workplace()
        let expected = try await place.bash("LC_ALL=C \(tool.command)")
        for locale in ["de_DE.UTF-8", "tr_TR.UTF-8", "C.UTF-8", ""] {
            let outcome = try await place.bash(
                "LC_ALL=\(locale) LANG=\(locale) TZ=Asia/Kolkata \(tool.command)")
            outcome.expectSilence()
            expectSame(outcome.output, expected.output)
        }
    }

    @Test func `fewer samples are the first of more`() async throws {
        let place = try await Workplace()
        let many = try Record(try await place.run(.sample, "-n", "300").output)
        let few = try Record(try await place.run(.sample, "-n", "5").output)
        #expect(many.shape == [300, 8, 8])
        #expect(few == many[0..<5])
        #expect(few[0..<1] != few[1..<2])
        let none = try await place.run(.sample, "-n", "0")
        #expect(try Record(none.output) == Record(shape: [0, 8, 8], values: []))
    }

    @Test func `without temperature every sample is the decoded origin`() async throws {
        let place = try await Workplace()
        let samples = try Record(try await place.run(.sample, "-n", "2", "--temperature", "0").output)
        let origin = Record(shape: [1, 2], values: [0, 0]).npy()
        let decoded = try Record(try await place.run(.decode, input: origin).output)
        #expect(samples.values == decoded.values + decoded.values)
    }
}
