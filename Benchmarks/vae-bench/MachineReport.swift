extension Bench {
    /// What the processors could do while others were measured.
    func reportMachine() {
        if machine.peaks.isEmpty { machine.probe() }
        let peaks = machine.peaks.sorted { ($0.key.threads, $0.key.kind) < ($1.key.threads, $1.key.kind) }
        let rates = peaks.map { peak, rates in
            Measurement(
                program: peak.kind, threads: peak.threads, unit: .gigaflops, values: rates.map { $0 / 1e9 })
        }
        report.add("machine", "multiply-adds", rates, compares: false)
        report.add("machine", "throughout", Machine.measurements(of: machine.states), compares: false)
    }
}

extension Machine {
    /// As a report has them.
    static func measurements(of states: [State]) -> [Measurement] {
        let peaks = Measurement(
            program: "multiply-adds in fp32", unit: .gigaflops, values: states.map { $0.peak / 1e9 })
        let trips = states.compactMap(\.roundTrip)
        return trips.isEmpty
            ? [peaks]
            : [peaks, Measurement(program: "cache line there and back", unit: .nanoseconds, values: trips)]
    }
}
