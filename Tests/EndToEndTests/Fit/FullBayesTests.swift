import Testing

/// `vae-fit --bayesian`.
@Suite struct FullBayesTests {
    /// 200 digits, of which maximum likelihood and maximum a posteriori learn too much: the bound on digits that no training has
    /// seen, with three seeds.
    @Test(arguments: 1...3) func `it overfits less`(seed: Int) async throws {
        let place = try Workplace(files: [:])
        let outcome = try await place.bash(
            """
            vae-tensor head -n 200 digits.bin > some
            for options in '' '--weight-decay 1' --bayesian; do
                vae-fit -q --likelihood gaussian-shared --hidden 50 --latent 5 --epochs 400 --seed \(seed) $options some |
                    vae-eval -q -m - digits-test.bin | awk '$1 == "elbo" { print $2 }'
            done
            """)
        let bounds = outcome.lines.compactMap { Double($0) }
        try #require(bounds.count == 3, "\(outcome.errors)")
        #expect(bounds[1] > bounds[0])
        #expect(bounds[2] > bounds[1] + 0.2)
    }

    @Test func `a training starts from means, with the deviations that there are`() async throws {
        let place = try Workplace(files: [:])
        let outcome = try await place.bash(
            """
            still='--epochs 1 --learning-rate 1e-30 -q digits-test.bin'
            vae-fit -q --hidden 4 --latent 2 --epochs 20 digits-test.bin > plain
            vae-fit -q --hidden 4 --latent 2 --epochs 20 --bayesian digits-test.bin > bayes
            vae-fit --init-from plain --bayesian $still > plain-bayes
            vae-fit --init-from bayes $still > bayes-plain
            vae-fit --init-from bayes --bayesian $still > bayes-bayes
            for pair in plain:plain-bayes bayes:bayes-plain bayes:bayes-bayes; do
                cmp <(vae-encode -m ${pair%:*} digits.bin) <(vae-encode -m ${pair#*:} digits.bin) && echo means
                cmp -s <(vae-sample -m ${pair%:*} --weight-samples 3 2>&1) \\
                    <(vae-sample -m ${pair#*:} --weight-samples 3 2>&1) && echo draws || echo others
            done
            """)
        #expect(outcome.text == "means\nothers\nmeans\nothers\nmeans\ndraws\n", "\(outcome.errors)")
    }

    @Test func `log-deviations are checked`() async throws {
        let place = try Workplace(files: [:])
        let outcome = try await place.bash(
            """
            vae-fit -q --bayesian --hidden 4 --latent 2 --epochs 1 digits-test.bin > bayes
            size=$(wc -c < bayes); head -c $((size - 4)) bayes > broken; printf '\\0\\0\\310\\101' >> broken
            vae-encode --unverified -m broken digits-test.bin > x
            """)
        #expect(outcome.status == 65)
        #expect(
            outcome.errors.contains(
                "broken: log_deviation.decoder.2.bias: found 25.0, expected log-deviations from -20 to 20"),
            "\(outcome.errors)")
    }
}
