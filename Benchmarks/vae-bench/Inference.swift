extension Bench {
    /// Rows a second of the encoder and the decoder, in memory.
    func measureInference() throws {
        let work = Work(hidden: [500], latent: 20)
        for (task, flops) in [("encode", work.encoding), ("decode", work.decoding)] {
            let programs = peers.programs
            var rates = [[Double]](repeating: [], count: programs.count + 1)
            for _ in 1...rounds {
                machine.probe()
                rates[0] += try ownRates([task, data.plain])
                for (index, program) in programs.enumerated() {
                    rates[index + 1] += try peers.run(
                        peers.words(program, ["--task", task, "--batch", "1000", data.plain]))
                }
            }
            let names = [("vae-tools", "fp32")] + programs.map { ($0.name, $0.precision) }
            report.add(
                "inference", "\(task) 784-500-20, M = 1000",
                zip(names, rates).map { name, rates in
                    let peak = machine.peak(name.1, threads: machine.threads)
                    return Measurement(
                        program: name.0, threads: machine.threads, unit: .rowsPerSecond, values: rates,
                        ofPeak: peak.map { flops * median(rates) / $0 })
                })
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
