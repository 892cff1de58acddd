import Foundation

/// The measurements, printed as they come and written as a table at the end.
final class Report {
    let heading: String
    private let fileName: String
    private var lines: [String] = [
        ["section", "case", "program", "threads", "unit", "median", "best", "runs", "of_peak", "ratio"]
            .joined(separator: "\t")
    ]

    init(machine: Machine, data: DataSet) {
        let date = Date.now.ISO8601Format().prefix(10)
        let system = ProcessInfo.processInfo.operatingSystemVersionString
        heading = """
            # \(date), \(machine.name), \(machine.threads) processors, \(system)
            # data: \(data.name), \(data.rows) rows
            # of_peak: of the multiply-adds that the processors can do; ratio: how many times as fast, or as small, the \
            case's first program is
            """
        let words = machine.name.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        fileName = "\(date)-\(words.joined(separator: "-"))-\(machine.threads).tsv"
    }

    /// Adds what belongs together; the others are held against the first, where that makes sense.
    func add(_ section: String, _ name: String, _ measurements: [Measurement], compares: Bool = true) {
        guard let first = measurements.first else { return }
        defer { fflush(nil) }
        print("\n\(section): \(name)")
        for measurement in measurements {
            let ratio = compares ? text(measurement.ratio(to: first), digits: 2) : ""
            let fraction = measurement.ofPeak.map { text($0, digits: 2) } ?? ""
            let threads = measurement.threads.map(String.init) ?? ""
            let unit = measurement.unit.rawValue
            let median = text(measurement.median)
            let best = text(measurement.best)
            lines.append(
                [
                    section, name, measurement.program, threads, unit, median, best,
                    "\(measurement.values.count)", fraction, ratio,
                ].joined(separator: "\t"))
            print(
                "  " + padded(measurement.program, 34)
                    + padded(threads.isEmpty ? "" : "\(threads) threads", 11)
                    + padded(median, -10) + padded(best, -10) + " " + padded(unit, 9)
                    + padded(fraction.isEmpty ? "" : "\(fraction) of peak", 14)
                    + (ratio.isEmpty ? "" : "ratio \(ratio)"))
        }
    }

    /// Writes the table to DATE-MACHINE.tsv in a folder; returns its path.
    func write(to folder: String) throws -> String {
        let path = "\(folder)/\(fileName)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let table = heading + "\n" + lines.joined(separator: "\n") + "\n"
        try table.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    /// Four digits, or `digits` after the point.
    private func text(_ value: Double, digits: Int? = nil) -> String {
        let decimals = digits ?? max(0, 3 - Int(log10(max(abs(value), 1e-3)).rounded(.down)))
        return String(format: "%.\(decimals)f", value)
    }

    /// - Parameter width: negative to align at the right.
    private func padded(_ text: String, _ width: Int) -> String {
        let space = String(repeating: " ", count: max(abs(width) - text.count, 0))
        return width > 0 ? text + space : space + text
    }
}
