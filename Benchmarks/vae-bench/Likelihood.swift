extension Bench {
    /// Importance samples of each row.
    private static let samples = 5000
    /// Rows that the peers score, whose rate does not depend on it.
    private static let peerRows = 100

    /// Latent vectors decoded and scored in a second, by importance sampling.
    func measureLikelihood() throws {
        let work = Work(hidden: [500], latent: 20)
        let model = place["tanh.safetensors"]
        try Child.run([
            tool("vae-fit"), "-q", "--activation", "tanh", "--epochs", "1", "-o", model, data.plain,
        ]).expectSuccess()
        let own =
            [("vae-eval", "fp32", "float32")] + (hasBfloat16 ? [("vae-eval bf16", "bf16", "bfloat16")] : [])
        let names = own.map { ($0.0, $0.1) } + peers.programs.map { ($0.name, $0.precision) }
        var rates = [[Double]](repeating: [], count: names.count)
        for _ in 1...rounds {
            machine.probe()
            for (index, program) in own.enumerated() {
                let words = [
                    tool("vae-eval"), "-q", "-m", model, "--importance-samples", "\(Self.samples)",
                    "--precision",
                    program.2, data.test,
                ]
                let seconds = try Child.run(words, capture: true).expectSuccess().seconds
                rates[index].append(Double(data.testRows * Self.samples) / seconds)
            }
            for (index, program) in peers.programs.enumerated() {
                let options = [
                    "--task", "importance", "--samples", "\(Self.samples)", "--rows", "\(Self.peerRows)",
                    "--batch", "1000", "--epochs", "1", data.plain,
                ]
                rates[own.count + index] += try peers.run(peers.words(program, options))
            }
        }
        report.add(
            "likelihood", "importance sampling, 784-500-20, K = \(Self.samples)",
            zip(names, rates).map { name, rates in
                let peak = machine.peak(name.1, threads: machine.threads)
                return Measurement(
                    program: name.0, threads: machine.threads, unit: .passesPerSecond, values: rates,
                    ofPeak: peak.map { work.decoding * median(rates) / $0 })
            })
    }
}
