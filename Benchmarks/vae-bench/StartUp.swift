import Foundation

extension Bench {
    /// Milliseconds from before a program is started until it has ended, and what memory it takes.
    func measureStartUp() throws {
        let model = try model()
        let row = place["row.idx"]
        let header: [UInt8] = [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 28, 0, 0, 0, 28]
        try Data(header + [UInt8](repeating: 7, count: 784)).write(to: URL(fileURLWithPath: row))
        var programs = [
            ("vae-encode of a row", [[tool("vae-encode"), "-m", model, row]]),
            ("vae-encode --version", [[tool("vae-encode"), "--version"]]),
            (
                "vae-sample -n 100 | vae-png",
                [[tool("vae-sample"), "-m", model, "-n", "100"], [tool("vae-png")]]
            ),
            ("true", [["true"]]),
        ]
        if (try? Child.run([peers.python, "-c", "pass"]))?.succeeded == true {
            programs.append(("python -c pass", [[peers.python, "-c", "pass"]]))
        }
        var times = [[Double]](repeating: [], count: programs.count)
        for _ in 1...rounds * 20 {
            for (index, program) in programs.enumerated() {
                times[index].append(1000 * (try Child.run(pipeline: program.1).expectSuccess().seconds))
            }
        }
        report.add(
            "startup", "start",
            zip(programs, times).map { Measurement(program: $0.0, unit: .milliseconds, values: $1) })
        report.add(
            "memory", "start",
            try programs.filter { $0.1.count == 1 }.map { name, pipeline in
                let (_, bytes) = try measuringMemory(of: pipeline[0]) {
                    [try Child.run($0).expectSuccess().seconds]
                }
                return Measurement(program: name, unit: .megabytes, values: [bytes / 1e6])
            })
    }
}
