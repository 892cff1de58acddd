extension Bench {
    /// Rows a second of whole tools, beside programs that do nothing with the bytes.
    func measurePipes() throws {
        let model = try model()
        let latents = place["latents.npy"]
        try Child.run([tool("vae-encode"), "-m", model, "-o", latents, data.plain]).expectSuccess()
        let apply = { (name: String) in [tool(name), "-m", model] }
        try race(
            "encode",
            [
                ("vae-encode", [["cat", data.plain], apply("vae-encode")]),
                ("cat", [["cat", data.plain], ["cat"]]),
            ])
        try race(
            "encode gzipped",
            [
                ("vae-encode", [["cat", data.gzipped], apply("vae-encode")]),
                ("gzip -d", [["cat", data.gzipped], ["gzip", "-dc"]]),
            ])
        try race(
            "decode",
            [
                ("vae-decode", [["cat", latents], apply("vae-decode")]),
                ("cat", [["cat", latents], ["cat"]]),
            ])
        try race(
            "encode and decode",
            [
                ("vae-encode | vae-decode", [["cat", data.plain], apply("vae-encode"), apply("vae-decode")])
            ])
        try race("sample", [("vae-sample", [apply("vae-sample") + ["-n", "\(data.rows)"]])])
        try race("score", [("vae-eval", [["cat", data.plain], apply("vae-eval")])])
    }

    /// - Parameter copies: how often a pipeline reads all rows.
    func race(
        _ name: String, section: Section = .pipes, copies: Int = 1,
        _ programs: [(name: String, pipeline: [[String]])]
    ) throws {
        var rates = [[Double]](repeating: [], count: programs.count)
        for _ in 1...rounds {
            for (index, program) in programs.enumerated() {
                let seconds = try Child.run(pipeline: program.pipeline).expectSuccess().seconds
                rates[index].append(Double(copies * data.rows) / seconds)
            }
        }
        report.add(
            section.rawValue, name,
            zip(programs, rates).map { program, rates in
                Measurement(program: program.name, unit: .rowsPerSecond, values: rates)
            })
    }
}
