import Formats

extension FuzzTarget {
    static let npy = FuzzTarget("npy", longest: 256) { try readStream($0.bytes, piece: $0.piece) }

    static let idx = FuzzTarget("idx", longest: 128) { try readStream($0.bytes, piece: $0.piece) }

    /// Members as they are, or the bytes as the contents of members that are intact.
    static let gzip = FuzzTarget("gzip", longest: 384) { input in
        let isIntact = input.bytes.first != 0x1F
        try readStream(isIntact ? members(of: input.bytes) : input.bytes, piece: input.piece)
    }
}

/// Reads all records of a tensor stream, and their numbers.
private func readStream(_ bytes: [UInt8], piece: Int) throws(FormatError) {
    let stream = TensorStreamReader(ByteReader(bytes, piece: piece))
    while try stream.nextRecord() != nil {
        while let block = try stream.readRows(upTo: 5) {
            _ = block.decode()
            _ = block.decodeDoubles()
        }
    }
}
