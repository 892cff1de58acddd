extension Bench {
    /// Importance samples of each row.
    private static let samples = 5000
    /// Rows that the peers score, whose rate does not depend on it.
    private static let peerRows = 100

    /// Latent vectors decoded and scored in a second, by importance sampling.
    func measureLikelihood() throws {
        let model = place["tanh.safetensors"]
        try Child.run([
            tool("vae-fit"), "-q", "--activation", "tanh", "--epochs", "1", "-o", model, data.plain,
        ]).expectSuccess()
        var contestants = [importanceSampler("vae-eval", "fp32", ["-m", model])]
        if hasBfloat16 {
            contestants.append(
                importanceSampler("vae-eval bf16", "bf16", ["-m", model, "--precision", "bfloat16"]))
        }
        let options = [
            "--task", "importance", "--samples", "\(Self.samples)", "--rows", "\(Self.peerRows)",
            "--batch", "1000", "--epochs", "1", data.plain,
        ]
        try race(
            "likelihood", "importance sampling, 784-500-20, K = \(Self.samples)", unit: .passesPerSecond,
            flops: Work(hidden: [500], latent: 20).decoding, contestants + peerContestants(options))
    }

    private func importanceSampler(_ name: String, _ precision: String, _ options: [String]) -> RateContestant
    {
        RateContestant(name: name, precision: precision) {
            let words =
                [tool("vae-eval"), "-q", "--importance-samples", "\(Self.samples)"] + options + [data.test]
            let seconds = try Child.run(words, capture: true).expectSuccess().seconds
            return [Double(data.testRows * Self.samples) / seconds]
        }
    }
}
