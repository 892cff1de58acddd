import Formats

/// A confusion matrix, as `vae-eval --classify --labels` writes it behind what it says of all rows.
struct ConfusionTable {
    /// The classes that were found, and those of the labels.
    let columns: [String]
    let labels: [String]
    /// Rows of each label that were found to be of each class.
    let counts: [[Double]]

    /// Classes that are drawn.
    private static let mostClasses = 1000
    private static let mostBytes = 1 << 26

    init(_ bytes: ByteReader, name: String) throws(Failure) {
        var text: [UInt8] = []
        while true {
            let more = try naming(name) { () throws(FormatError) in try bytes.read(upTo: 1 << 16) }
            text += more
            if more.isEmpty { break }
            guard text.count <= Self.mostBytes else {
                throw .badData(name, "found more than 64 MiB, expected a confusion matrix")
            }
        }
        let lines = String(decoding: text, as: UTF8.self).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline
        ).map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
        guard let header = lines.firstIndex(where: { $0.first == "label" && $0.count > 1 }) else {
            throw .badData(
                name,
                "found no line that begins with 'label', expected the confusion matrix of "
                    + "vae-eval --classify --labels")
        }
        columns = Array(lines[header].dropFirst())
        guard columns.count <= Self.mostClasses else {
            throw .badData(
                name, "found \(columns.count) classes, expected at most \(Self.mostClasses) in a picture")
        }
        var (labels, counts) = ([String](), [[Double]]())
        for (number, fields) in lines.enumerated().dropFirst(header + 1) where fields != [""] {
            guard fields.count == columns.count + 1 else {
                throw .badData(
                    name, "line \(number + 1): found \(fields.count) fields, expected \(columns.count + 1)")
            }
            labels.append(fields[0])
            counts.append(
                try fields.dropFirst().map { field throws(Failure) in
                    guard let count = Double(field), count >= 0, count.isFinite else {
                        throw .badData(
                            name, "line \(number + 1): found \(field.visible), expected a number of rows")
                    }
                    return count
                })
        }
        guard !labels.isEmpty, labels.count <= Self.mostClasses else {
            throw .badData(name, "found \(labels.count) labels, expected 1 to \(Self.mostClasses)")
        }
        (self.labels, self.counts) = (labels, counts)
    }
}
