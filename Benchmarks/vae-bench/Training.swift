extension Bench {
    /// Seconds for an epoch of 60 000 rows.
    func measureTraining() throws {
        for item in TrainingCase.all.prefix(isQuick ? 1 : .max) {
            let rows = item.rows(of: data)
            try race(
                item.name, item,
                contestants(item, threads: machine.threads, file: rows.file, rows: rows.count))
        }
        let first = TrainingCase.all[0]
        try race("\(first.name), by path", first, pathContestants(first))
        try race("\(first.name), by kernel set", first, kernelContestants(first))
        try race("\(first.name), by posterior", first, familyContestants(first))
        try race("\(first.name), by objective", first, objectiveContestants(first))
        let alone = contestants(first, threads: 1, file: data.plain, rows: data.rows)
        try race("\(first.name), on one processor", first, alone, machine.onOneProcessor)
        let crowded = contestants(first, threads: machine.threads, file: data.few, rows: DataSet.fewRows)
        try race("\(first.name), beside a busy process", first, crowded, machine.besideBusyProcess)
    }

    /// Runs all in turns, as many times as there are rounds; the paper's model thrice as often.
    ///
    /// - Parameter conditions: calls what it is given when the machine is as it should be.
    private func race(
        _ name: String, _ item: TrainingCase, _ contestants: [Contestant],
        _ conditions: (() throws -> Void) throws -> Void = { try $0() }
    ) throws {
        var seconds = [[Double]](repeating: [], count: contestants.count)
        var memory = [Double](repeating: 0, count: contestants.count)
        var states: [Machine.State] = []
        for _ in 1...(name == TrainingCase.all[0].name && !isQuick ? 3 * rounds : rounds) {
            states.append(machine.probe())
            try conditions {
                for (index, contestant) in contestants.enumerated() {
                    let result = try contestant.run()
                    seconds[index] += result.seconds
                    memory[index] = max(memory[index], result.memory / 1e6)
                }
            }
        }
        report.add(
            "training", name,
            zip(contestants, seconds).map { contestant, seconds in
                let peak = machine.peak(contestant.peak, threads: contestant.threads)
                return Measurement(
                    program: contestant.name, threads: contestant.threads, unit: .secondsPerEpoch,
                    values: seconds,
                    ofPeak: peak.map { 60_000 * item.work[keyPath: contestant.work] / median(seconds) / $0 })
            })
        report.add("machine during training", name, Machine.measurements(of: states), compares: false)
        report.add(
            "memory in training", name,
            zip(contestants, memory).map {
                Measurement(program: $0.name, threads: $0.threads, unit: .megabytes, values: [$1])
            })
    }
}
