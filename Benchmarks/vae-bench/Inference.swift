extension Bench {
    /// Rows a second of the encoder and the decoder, in memory.
    func measureInference() throws {
        let work = Work(hidden: [500], latent: 20)
        for (task, flops) in [("encode", work.encoding), ("decode", work.decoding)] {
            let own = RateContestant(name: "vae-tools", precision: "fp32") {
                try ownRates([task, data.plain])
            }
            try race(
                "inference", "\(task) 784-500-20, M = 1000", unit: .rowsPerSecond, flops: flops,
                [own] + peerContestants(["--task", task, "--batch", "1000", data.plain]))
        }
        try report.add(
            "inference", "sample 784-500-20, M = 1000",
            [
                Measurement(
                    program: "vae-tools", threads: machine.threads, unit: .rowsPerSecond,
                    values: (1...rounds).flatMap { _ in try ownRates(["sample", data.plain]) })
            ])
    }

    /// What vae-bench-rates prints.
    func ownRates(_ words: [String], environment: [String: String] = [:]) throws -> [Double] {
        numbers(in: try ownOutput(words, environment: environment))
    }

    func ownOutput(_ words: [String], environment: [String: String]) throws -> String {
        try Child.run([Bench.neighbour("vae-bench-rates")] + words, environment: environment, capture: true)
            .expectSuccess().output
    }
}
