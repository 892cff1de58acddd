import Formats

/// Where a table has which columns.
struct TableLayout {
    /// Cells of every row.
    let width: Int
    let hasHeader: Bool
    /// The indices of the columns that are read, from 0.
    let columns: [Int]
    /// Their names, where the table has a header.
    let names: [String]?
    /// The names of all columns.
    private let header: [String]?
    let sample: TableSample

    /// - Parameter first: the cells of the first row.
    /// - Throws: bad data, where the table has no such columns.
    init(
        _ first: [String], _ file: ImportFile, _ options: TableImportOptions, _ sample: TableSample
    ) throws(Failure) {
        let width = first.count
        let choice = options.columns.map(ColumnChoice.init)
        func columns(_ names: [String]?) throws(Failure) -> [Int] {
            guard let choice else { return Array(0..<width) }
            return try choice.resolve(names: names, width: width, in: file)
        }
        let first = first.map { text in
            text.withBytes { String(decoding: trimmed($0), as: UTF8.self) }
        }
        switch options.header ?? .auto {
        case .yes: hasHeader = true
        case .no: hasHeader = false
        case .auto:
            // Columns that are chosen by name have a header.
            let chosen = try? columns(nil)
            hasHeader = chosen.map { TableHeader.isHeader(first, columns: $0, sample: sample) } ?? true
        }
        self.width = width
        self.sample = sample
        let header = hasHeader ? first : nil
        let chosen = try columns(header)
        self.columns = chosen
        self.header = header
        names = header.map { header in chosen.map { header[$0] } }
    }

    /// What was taken as what, in words.
    var description: String {
        let separators = [
            UInt8(ascii: ","): "commas", UInt8(ascii: ";"): "semicolons", UInt8(ascii: "\t"): "tabs",
        ]
        let mark =
            sample.marks.separator.map { separators[$0] ?? "'\(Character(Unicode.Scalar($0)))'" } ?? "blanks"
        let point = sample.point == UInt8(ascii: ",") ? ", decimal commas" : ""
        let names = header.map { "header \(shown($0.joined(separator: ", ")))" } ?? "no header"
        return "cells separated by \(mark)\(point), \(names)\(indexHint)"
    }

    /// Says that the first column numbers the rows, as pandas writes it.
    private var indexHint: String {
        guard let header, header[0].isEmpty, width > 1, columns.first == 0, sample.counts(column: 0) else {
            return ""
        }
        return "; column 1 numbers the rows: --columns \(named(Array(1..<width))) leaves it out"
    }

    /// How --columns names columns.
    func named(_ columns: [Int]) -> String {
        let isSafe = header?.allSatisfy { Int($0) == nil } ?? true
        let label = { (column: Int) in isSafe ? "\(column + 1)" : header![column] }
        var runs: [ClosedRange<Int>] = []
        for column in columns {
            if let last = runs.last, last.upperBound + 1 == column {
                runs[runs.count - 1] = last.lowerBound...column
            } else {
                runs.append(column...column)
            }
        }
        let words = runs.map { run in
            run.count == 1 ? label(run.lowerBound) : "\(label(run.lowerBound))-\(label(run.upperBound))"
        }
        return words.joined(separator: ",")
    }

    /// How messages name the column that is read in some index.
    func label(_ index: Int) -> String { label(ofPlace: columns[index]) }

    /// How messages name a column of the table, from 0.
    func label(ofPlace place: Int) -> String {
        "column \(place + 1)" + (header.map { $0[place].isEmpty ? "" : " (\(shown($0[place])))" } ?? "")
    }
}

/// Columns as they are typed: a,3,f-h.
private struct ColumnChoice {
    private let items: [Substring]

    init(_ text: String) { items = text.split(separator: ",", omittingEmptySubsequences: false) }

    /// - Parameter names: those of all columns; nil: they have none.
    func resolve(names: [String]?, width: Int, in file: ImportFile) throws(Failure) -> [Int] {
        var columns: [Int] = []
        for item in items {
            guard let range = try range(item, names, width, file) else {
                let known = names.map { ", or \(shown($0.joined(separator: ", ")))" } ?? ""
                throw file.failure("found no column \(item), expected 1 to \(width)\(known)")
            }
            columns += range
        }
        return columns
    }

    private func range(
        _ item: Substring, _ names: [String]?, _ width: Int, _ file: ImportFile
    ) throws(Failure) -> ClosedRange<Int>? {
        if let column = try column(item, names, width, file) { return column...column }
        for dash in item.indices where item[dash] == "-" {
            if let first = try column(item[..<dash], names, width, file),
                let last = try column(item[item.index(after: dash)...], names, width, file), first <= last
            {
                return first...last
            }
        }
        return nil
    }

    private func column(
        _ item: Substring, _ names: [String]?, _ width: Int, _ file: ImportFile
    ) throws(Failure) -> Int? {
        let indices = names?.indices.filter { names![$0] == item } ?? []
        guard indices.count <= 1 else {
            throw file.failure("found \(indices.count) columns \(item), expected one; give its number")
        }
        if let index = indices.first { return index }
        return Int(item).flatMap { (1...width).contains($0) ? $0 - 1 : nil }
    }
}

/// Text of a file as it may stand in a message: not long.
func shown(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(60)))
        + (text.unicodeScalars.count > 60 ? "..." : "")
}
