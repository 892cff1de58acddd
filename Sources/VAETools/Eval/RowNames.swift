import Formats

/// The names of rows, one on each line of a text, in step with the rows.
final class RowNames {
    private let file: OperandFile
    private var lines: LineReader

    init(path: String) throws(Failure) {
        file = try OperandFile(path)
        lines = LineReader(file.bytes, name: file.name)
    }

    /// The names of the next rows.
    ///
    /// - Throws: bad data, where there are too few.
    func next(_ count: Int) throws(Failure) -> [String] {
        var names: [String] = []
        while names.count < count {
            guard let line = try lines.next() else {
                throw .badData(
                    file.name,
                    "row \(lines.count): found \(lines.count) lines, expected one for each row of the data")
            }
            names.append(String(decoding: line, as: UTF8.self))
        }
        return names
    }

    /// - Throws: bad data, where lines are left.
    func checkEnd() throws(Failure) {
        let count = lines.count
        guard try lines.next() != nil else { return }
        throw .badData(
            file.name,
            "row \(count): found more than \(count) lines, expected one for each row of the data")
    }
}
