import Testing

/// Every choice of `vae-fit` trains and gives a model that the other tools apply.
@Suite struct ChoicesTests {
    static let choices = [
        "--activation tanh", "--activation relu", "--activation softplus", "--activation elu",
        "--activation silu",
        "--activation gelu", "--likelihood bernoulli", "--likelihood continuous-bernoulli",
        "--likelihood gaussian",
        "--likelihood gaussian-shared", "--likelihood gaussian-fixed --sigma 0.5",
        "--likelihood gaussian --mean unit",
        "--likelihood gaussian-shared --mean unit", "--likelihood gaussian-fixed --mean unit",
        "--likelihood gaussian --mean real", "--binarize none", "--binarize threshold",
        "--binarize stochastic",
        "--binarize stochastic --likelihood continuous-bernoulli", "--optimizer adam", "--optimizer adagrad",
        "--optimizer sgd --momentum 0.5", "--schedule constant", "--schedule cosine",
        "--schedule exponential",
        "--estimator A", "--estimator B", "--estimator A --draws 3", "--draws 4", "--importance-samples 3",
        "--importance-samples 3 --doubly-reparameterized", "--batch 1", "--batch 1000",
        "--warmup 0.5", "--weight-decay 2", "--beta 0", "--beta 4 --kl-warmup 3", "--clip-norm 0.1",
        "--init glorot", "--init normal", "--init normal --init-std 0.1", "--epsilon 1e-3", "--hidden 9,7,5",
        "--hidden 9 --decoder-hidden 5,6", "--latent 1", "--latent 33", "--learning-rate 1e-5",
        "--valid-fraction 0.5 --patience 1", "--shuffle-block 3", "--objective aevb",
        "--objective wake-sleep", "--objective wake-sleep --likelihood gaussian --draws 2",
        "--estimator score-function", "--estimator score-function --baseline mean",
        "--estimator score-function --baseline mean --draws 2",
    ]

    @Test(arguments: choices)
    func `trains a model that can be applied`(choice: String) async throws {
        let place = try Workplace(files: ["digits.npy": Examples.digits[0..<60].npy()])
        let outcome = try await place.bash(
            """
            set -e -o pipefail
            vae-fit --latent 3 --hidden 8 --batch 20 --epochs 1 \(choice) digits.npy > model.safetensors
            vae-encode digits.npy | vae-decode > mean.npy
            vae-sample -n 3 --sample > samples.npy
            vae-eval --json digits.npy
            """)
        outcome.expectSilence()
        for (name, count) in [("mean.npy", 60), ("samples.npy", 3)] {
            let record = try Record(try place.read(name))
            #expect(record.shape == [count, 8, 8])
            #expect(record.values.allSatisfy { $0.isFinite })
            if !choice.contains("gaussian") { #expect(record.values.allSatisfy { (0...1).contains($0) }) }
        }
        #expect(
            try /\{.*"elbo":\{.*"rows":60\}\n/.wholeMatch(in: outcome.text) != nil, "\(outcome.text)")
    }

    @Test(arguments: [
        "", "--likelihood gaussian-shared", "--likelihood continuous-bernoulli --prior laplace",
        "--prior dirichlet --optimizer adagrad", "--binarize stochastic --weight-decay 1 --clip-norm 1",
        "--hidden none", "--init normal --batch 7",
    ])
    func `trains a model without an encoder that can be applied`(choice: String) async throws {
        let place = try Workplace(files: ["digits.npy": Examples.digits[0..<30].npy()])
        let outcome = try await place.bash(
            """
            set -e -o pipefail
            vae-fit --objective monte-carlo-em --latent 3 --hidden 8 --batch 20 --epochs 1 \(choice) \
                digits.npy > model.safetensors
            vae-encode -q --hmc --chains 2 --transitions 9 digits.npy | vae-decode > mean.npy
            vae-sample -n 3 --sample --latents z.npy > samples.npy
            vae-decode z.npy > decoded.npy
            vae-eval -q --ais --distributions 9 --chains 4 --json digits.npy
            """)
        outcome.expectSilence()
        for (name, count) in [("mean.npy", 30), ("samples.npy", 3), ("decoded.npy", 3)] {
            let record = try Record(try place.read(name))
            #expect(record.shape == [count, 8, 8])
            #expect(record.values.allSatisfy { $0.isFinite })
        }
        #expect(outcome.text.contains("\"log_likelihood_ais\"") && outcome.text.contains("\"rows\":30"))
    }

    /// Choices that say what is so without them.
    static let defaults: Set = [
        "--activation silu", "--likelihood bernoulli", "--binarize none", "--optimizer adam",
        "--schedule cosine", "--estimator B", "--init glorot", "--objective aevb",
    ]

    @Test func `every choice but the defaults gives another model`() async throws {
        let place = try Workplace(files: ["digits.npy": Examples.digits[0..<60].npy()])
        let plain = try await place.weights("")
        var others: [[UInt8]: String] = [plain: "the defaults"]
        for choice in ChoicesTests.choices {
            let weights = try await place.weights(choice)
            if ChoicesTests.defaults.contains(choice) {
                expectSame(weights, plain, choice)
            } else if choice == "--likelihood gaussian --mean real" {
                #expect(others[weights] == "--likelihood gaussian")
            } else {
                #expect(others[weights] == nil, "\(choice)")
                others[weights] = choice
            }
        }
    }

    @Test(
        arguments: [
            "--latent -1", "--hidden 0", "--hidden 5,,5", "--hidden x", "--activation sine",
            "--likelihood weibull",
            "--sigma 1", "--likelihood gaussian-fixed --sigma 0", "--mean unit", "--draws 0", "--epochs 0",
            "--likelihood gaussian --binarize threshold", "--epochs 3 --train-samples 9", "--learning-rate 0",
            "--learning-rate nan", "--momentum 1", "--beta -1", "--clip-norm 0", "--init-std 1",
            "--valid-fraction 1",
            "--valid a --valid-fraction 0.5", "--patience 3", "--valid-fraction 0.5 --patience 0",
            "--train-samples 0.5", "--estimator C", "--baseline mean", "--estimator A --baseline none",
            "--optimizer lbfgs", "--schedule linear",
            "--binarize soft",
            "--warmup -1", "--weight-decay inf", "--max 0", "--seed 1.5", "--batch 0",
            "--shuffle-block -1", "--shuffle-block 65537",
        ])
    func `a choice that cannot be is refused`(choice: String) async throws {
        let place = try await Workplace()
        let outcome = try await place.bash("vae-fit \(choice) digits.npy")
        outcome.expectFailure(64, of: .fit, "Try 'vae-fit --help'.\n")
        #expect(outcome.output == [])
    }
}

extension Workplace {
    /// The weights of a small model trained with `choice`.
    fileprivate func weights(_ choice: String) async throws -> [UInt8] {
        let outcome = try await bash(
            "vae-fit --latent 3 --hidden 8 --batch 20 --epochs 1 \(choice) digits.npy")
        outcome.expectSilence()
        return outcome.output.withoutHeader
    }
}
