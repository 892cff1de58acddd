import Formats
import VAETools

extension FuzzTarget {
    static let csv = FuzzTarget("csv", longest: 128) { input in
        try UntrustedBytes.importTable(ByteReader(input.bytes, piece: input.piece), looks: input.choice)
    }

    /// A schema, and rows by it behind a byte of 0.
    static let schema = FuzzTarget("schema", longest: 1024) { input in
        let parts = input.bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
        let rows = ByteReader(parts.count > 1 ? Array(parts[1]) : [], piece: input.piece)
        try UntrustedBytes.readRows(rows, schema: Array(parts[0]))
    }

    /// A table of which the schema is found, and which is the same when it was written and read.
    static let table = FuzzTarget("table", longest: 160) { input in
        guard let found = try UntrustedBytes.findSchema(ByteReader(input.bytes, piece: input.piece)) else {
            return
        }
        precondition(
            found.rows.count == found.again.count
                && zip(found.rows, found.again).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN },
            "a table differs from what was written of it")
    }

    /// What vae-plot draws.
    static let log = FuzzTarget("log", longest: 192) { input in
        try UntrustedBytes.drawLog(ByteReader(input.bytes, piece: input.piece), looks: input.choice)
    }
}
