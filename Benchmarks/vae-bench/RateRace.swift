/// Somebody who does something many times a second: a name, the precision of the peak to be held against, and how to
/// run it for its rates.
struct RateContestant {
    let name: String
    let precision: String
    let run: () throws -> [Double]
}

extension Bench {
    /// All peers at a task.
    func peerContestants(_ options: [String]) -> [RateContestant] {
        peers.programs.map { program in
            RateContestant(name: program.name, precision: program.precision) {
                try peers.run(peers.words(program, options))
            }
        }
    }

    /// Runs all in turns.
    ///
    /// - Parameter flops: floating-point operations of one of what the rate counts.
    func race(
        _ section: String, _ name: String, unit: Measurement.Unit, flops: Double,
        _ contestants: [RateContestant]
    ) throws {
        var rates = [[Double]](repeating: [], count: contestants.count)
        for _ in 1...rounds {
            machine.probe()
            for (index, contestant) in contestants.enumerated() { rates[index] += try contestant.run() }
        }
        report.add(
            section, name,
            zip(contestants, rates).map { contestant, rates in
                let peak = machine.peak(contestant.precision, threads: machine.threads)
                return Measurement(
                    program: contestant.name, threads: machine.threads, unit: unit, values: rates,
                    ofPeak: peak.map { flops * median(rates) / $0 })
            })
    }
}
