extension Trial {
    /// What two runs have in common: logs and checkpoints tell times.
    static func comparable(_ bytes: [UInt8], _ name: String) -> [UInt8] {
        switch name {
        case "log.tsv": withoutTimes(bytes)
        case "checkpoint" where isWhole(bytes): Array("a checkpoint".utf8)
        default: bytes
        }
    }

    private static func withoutTimes(_ log: [UInt8]) -> [UInt8] {
        let times = [10, 11]
        let lines = String(decoding: log, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        let kept = lines.map { line in
            line.split(separator: "\t").enumerated().filter { !times.contains($0.offset) }
                .map { String($0.element) }.joined(separator: "\t")
        }
        return Array(kept.joined(separator: "\n").utf8)
    }

    /// Whether a safetensors file ends where its header says.
    private static func isWhole(_ file: [UInt8]) -> Bool {
        guard file.count > 8 else { return false }
        let length = file.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        guard length < file.count - 8 else { return false }
        let header = String(decoding: file[8..<8 + length], as: UTF8.self)
        let ends = header.matches(of: /"data_offsets":\[[0-9]+,([0-9]+)\]/).compactMap { Int($0.1) }
        return file.count == 8 + length + (ends.max() ?? 0)
    }
}
