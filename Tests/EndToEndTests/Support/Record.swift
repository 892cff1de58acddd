import Formats
import SystemPackage
import Testing

/// One NPY array.
struct Record: Equatable {
    var shape: [Int]
    /// In C order.
    var values: [Float]

    var columns: Int { shape.dropFirst().reduce(1, *) }

    /// Some of the rows.
    subscript(range: Range<Int>) -> Record {
        Record(
            shape: [range.count] + shape.dropFirst(),
            values: Array(values[range.lowerBound * columns..<range.upperBound * columns]))
    }

    func with(_ value: Float, row: Int, column: Int) -> Record {
        var copy = self
        copy.values[row * columns + column] = value
        return copy
    }

    /// The only record of a file of any kind that is read.
    init(readingFile path: String) throws {
        let file = try FileDescriptor.open(FilePath(path), .readOnly)
        defer { try? file.close() }
        let stream = TensorStreamReader(ByteReader(file))
        let header = try #require(try stream.nextRecord())
        shape = header.shape!.dimensions
        values = []
        while let block = try stream.readRows(upTo: 1000) { values += block.decode() }
    }

    init(shape: [Int], values: [Float]) {
        precondition(shape.reduce(1, *) == values.count)
        (self.shape, self.values) = (shape, values)
    }

    /// The only record of a stream that a tool wrote.
    init(_ bytes: [UInt8]) throws {
        let all = try records(bytes)
        self = try #require(all.count == 1 ? all[0] : nil, "found \(all.count) records")
    }
}

/// The records of a stream that a tool wrote: nothing but NPY 1.0, little-endian f4 in C order.
func records(_ bytes: [UInt8]) throws -> [Record] {
    var rest = bytes[...]
    var all: [Record] = []
    while !rest.isEmpty {
        try #require(rest.starts(with: [0x93] + Array("NUMPY".utf8) + [1, 0]))
        let length = Int(rest[rest.startIndex + 8]) + Int(rest[rest.startIndex + 9]) << 8
        try #require((10 + length) % 64 == 0)
        let header = String(decoding: rest.dropFirst(10).prefix(length), as: UTF8.self)
        let pattern = /\{'descr': '<f4', 'fortran_order': False, 'shape': \(([0-9, ]*)\), \} *\n/
        let match = try #require(try pattern.wholeMatch(in: header), "\(header)")
        let shape = match.1.split { ", ".contains($0) }.map { Int($0)! }
        let size = shape.reduce(4, *)
        let data = rest.dropFirst(10 + length).prefix(size)
        try #require(data.count == size, "found \(data.count) bytes of \(shape)")
        let values = stride(from: data.startIndex, to: data.endIndex, by: 4).map { index in
            Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(data[index + $1]) << (8 * $1) })
        }
        all.append(Record(shape: shape, values: values))
        rest = rest.dropFirst(10 + length + size)
    }
    return all
}

extension Record {
    /// The array as NumPy would save it.
    /// - Parameter type: f4 or f8; any other is an integer type, for whole numbers.
    func npy(_ type: String = "f4", bigEndian: Bool = false, fortranOrder: Bool = false) -> [UInt8] {
        let size = Int(type.dropFirst())!
        let sizes = shape.map { "\($0)," }.joined(separator: " ")
        let order = size == 1 ? "|" : bigEndian ? ">" : "<"
        var header =
            "{'descr': '\(order)\(type)', 'fortran_order': \(fortranOrder ? "True" : "False"), "
            + "'shape': (\(sizes)), }"
        header += String(repeating: " ", count: 64 - (11 + header.utf8.count) % 64) + "\n"
        let length = header.utf8.count
        let elements = (fortranOrder ? columnMajor : values).flatMap { value -> [UInt8] in
            let bits =
                switch type {
                case "f4": UInt64(value.bitPattern)
                case "f8": Double(value).bitPattern
                default: UInt64(bitPattern: Int64(value))
                }
            let bytes = (0..<size).map { UInt8(truncatingIfNeeded: bits >> (8 * $0)) }
            return bigEndian ? bytes.reversed() : bytes
        }
        return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 255), UInt8(length >> 8)]
            + Array(header.utf8) + elements
    }

    /// The elements with the first axis varying fastest.
    private var columnMajor: [Float] {
        (0..<values.count).map { place in
            var (rest, index) = (place, 0)
            for (axis, size) in shape.enumerated() {
                index += rest % size * shape[(axis + 1)...].reduce(1, *)
                rest /= size
            }
            return values[index]
        }
    }
}
