/// A reader of untrusted bytes, which must accept them or throw, within little memory and time.
package struct FuzzTarget: Sendable {
    package let name: String
    /// Longer inputs are slower, and reach nothing else.
    package let longest: Int
    private let read: @Sendable (FuzzInput) throws -> Void

    init(_ name: String, longest: Int, read: @escaping @Sendable (FuzzInput) throws -> Void) {
        (self.name, self.longest, self.read) = (name, longest, read)
    }

    package static let all = [
        npy, idx, gzip, png, pnm, csv, schema, table, safetensors, model, checkpoint, log,
    ]

    /// Reads the bytes. What is wrong with them is no matter here: only what ends the process is.
    package func run(_ bytes: [UInt8]) { try? read(FuzzInput(bytes)) }
}

/// Bytes, the last of which also chooses how they are read.
struct FuzzInput {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Chooses among a few ways.
    var choice: Int { Int(bytes.last ?? 0) }

    /// How many bytes are read at a time.
    var piece: Int { [1 << 16, 1, 7, 64][choice >> 3 & 3] }
}
