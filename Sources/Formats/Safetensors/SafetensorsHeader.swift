/// The JSON at the start of a safetensors file.
struct SafetensorsHeader {
    static let metadataKey = "__metadata__"

    /// What the header says of one tensor; not checked yet.
    struct Claim {
        var dtype: String
        var shape: [Int]
        var offsets: [Int]
    }

    private(set) var metadata: [String: String] = [:]
    /// In the order of the header.
    private(set) var claims: [(name: String, claim: Claim)] = []

    /// - Throws: `.malformed` for anything but an object of such claims, with strings as metadata: no name twice, sizes
    ///   that are whole numbers as they are written.
    init(parsing text: [UInt8]) throws(FormatError) {
        var scanner = JSONScanner(text)
        var (metadata, claims) = (metadata, claims)
        try scanner.object { scanner, name throws(FormatError) in
            if name == Self.metadataKey {
                // Null stands for none.
                if scanner.skipNull() { return }
                try scanner.object { scanner, key throws(FormatError) in
                    metadata[key] = try Self.located(name) { () throws(FormatError) in try scanner.string() }
                }
            } else {
                claims.append(
                    (name, try Self.located(name) { () throws(FormatError) in try Self.claim(&scanner) }))
            }
        }
        try scanner.expectEnd()
        (self.metadata, self.claims) = (metadata, claims)
    }

    /// Members of other names are passed over.
    private static func claim(_ scanner: inout JSONScanner) throws(FormatError) -> Claim {
        var dtype: String?
        var shape: [Int]?
        var offsets: [Int]?
        try scanner.object { scanner, name throws(FormatError) in
            switch name {
            case "dtype": dtype = try scanner.string()
            case "shape": shape = try counts(&scanner)
            case "data_offsets": offsets = try counts(&scanner)
            default: try scanner.skipValue()
            }
        }
        guard let dtype, let shape, let offsets else {
            throw .malformed("found a tensor that lacks a member, expected dtype, shape and data_offsets")
        }
        return Claim(dtype: dtype, shape: shape, offsets: offsets)
    }

    private static func counts(_ scanner: inout JSONScanner) throws(FormatError) -> [Int] {
        var counts: [Int] = []
        try scanner.list { scanner throws(FormatError) in counts.append(try scanner.count()) }
        return counts
    }

    private static func located<Value>(
        _ name: String, _ body: () throws(FormatError) -> Value
    ) throws(FormatError) -> Value {
        do throws(FormatError) { return try body() } catch { throw error.at("'\(name)'") }
    }
}
