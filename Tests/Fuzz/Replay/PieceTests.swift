import Formats
import Testing

/// What is read does not depend on how many bytes arrive at a time.
@Suite struct PieceTests {
    private static let mutations = 1000

    @Test(arguments: ["npy", "idx", "gzip"])
    func `Streams are the same in pieces of any size`(target: String) throws {
        try expectTheSame(target) { bytes, piece in
            var values: [UInt64] = []
            let stream = TensorStreamReader(ByteReader(bytes, piece: piece))
            let end = ending {
                while let header = try stream.nextRecord() {
                    values += header.rowShape.dimensions.map(UInt64.init)
                    while let block = try stream.readRows(upTo: 3) {
                        values += block.decodeDoubles().map(\.bitPattern)
                    }
                }
            }
            return "\(values) \(end)"
        }
    }

    @Test(arguments: [
        CellMarks(separator: UInt8(ascii: ",")), CellMarks(separator: nil, comment: UInt8(ascii: "#")),
    ])
    func `Tables are the same in pieces of any size`(marks: CellMarks) throws {
        try expectTheSame("csv") { bytes, piece in
            var rows: [String] = []
            let reader = DelimitedReader(ByteReader(bytes, piece: piece), marks)
            let end = ending {
                while try reader.nextRow() {
                    let cells = (0..<reader.count).map { Array(reader[$0]) }
                    rows.append("\(reader.line) \(reader.isComment) \(cells)")
                }
            }
            return "\(rows) \(end)"
        }
    }

    private func expectTheSame(_ target: String, _ read: ([UInt8], _ piece: Int) -> String) throws {
        let seeds = try Seeds.load(target)
        var mutator = Mutator(seed: 2)
        for index in 0..<PieceTests.mutations {
            let seed = seeds[index % seeds.count]
            let bytes = index < seeds.count ? seed : mutator.mutated(seed, among: seeds)
            let whole = read(bytes, bytes.count + 1)
            for piece in [1, 5] { #expect(read(bytes, piece) == whole, "\(bytes)") }
        }
    }

    /// The error that ends reading; empty: there is none.
    private func ending(_ body: () throws -> Void) -> String {
        do { try body() } catch { return "\(error)" }
        return ""
    }
}
