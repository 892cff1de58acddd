/// The words that say that a cell of a table is missing, in any case; blanks around them do not count.
public struct MissingWords: Sendable {
    /// What spreadsheets, statistics programs, databases and pandas write.
    public static let usualWords = [
        "", "?", ".", "-", "na", "n/a", "nan", "-nan", "null", "none", "<na>", "#n/a", "#na", "#n/a n/a",
        "1.#ind", "-1.#ind", "1.#qnan", "-1.#qnan",
    ]
    public static let usual = MissingWords(usualWords)

    private let words: [[UInt8]]
    private let longest: Int
    private let takesEmpty: Bool
    /// Whether words may begin with a byte.
    private let openings: [Bool]
    /// Whether some of them would be numbers otherwise.
    public let hasNumbers: Bool

    public init(_ words: [String]) {
        self.words = words.map { word in word.utf8.map(lowercase) }
        longest = self.words.map(\.count).max() ?? 0
        takesEmpty = self.words.contains([])
        var openings = [Bool](repeating: false, count: 256)
        for word in words {
            if let byte = word.utf8.first { openings[Int(lowercase(byte))] = true }
        }
        self.openings = openings
        hasNumbers = self.words.contains { word in
            word.withUnsafeBytes {
                DecimalNumber($0) != nil || DecimalNumber($0, point: UInt8(ascii: ",")) != nil
            }
        }
    }

    public func contains(_ cell: UnsafeRawBufferPointer) -> Bool {
        let word = trimmed(cell)
        guard let first = word.first else { return takesEmpty }
        guard word.count <= longest, openings[Int(lowercase(first))] else { return false }
        return words.contains { other in
            other.count == word.count && zip(other, word).allSatisfy { $0 == lowercase($1) }
        }
    }
}

@inline(__always)
private func lowercase(_ byte: UInt8) -> UInt8 {
    0x41...0x5A ~= byte ? byte | 0x20 : byte
}
