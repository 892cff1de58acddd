/// A character as strokes, in units of the font: x from its left edge, y down from the base line.
struct Glyph {
    /// To the left edge of the next character.
    let advance: Double
    let strokes: [[Point]]

    /// The height of capitals.
    static let capitalHeight = 21.0

    /// The strokes of a character; a box for those that the font does not have.
    static func of(_ character: Character) -> Glyph {
        if let glyph = ascii[character] { return glyph }
        if let base = likenesses[character] { return of(base) }
        if let place = superscripts.firstIndex(of: character) {
            return of(Array("0123456789-")[place]).raised
        }
        return box
    }

    private static let ascii: [Character: Glyph] = {
        let lines = hershey.split(separator: "\n")
        let characters = (32...126).map { Character(UnicodeScalar($0)) }
        return Dictionary(uniqueKeysWithValues: zip(characters, lines.map { Glyph(jhf: $0) }))
    }()

    private static let likenesses: [Character: Character] = ["\u{2212}": "-", "×": "x", "–": "-", "’": "'"]
    private static let superscripts = Array("⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
    private static let box = Glyph(
        advance: 16,
        strokes: [[Point(2, 0), Point(14, 0), Point(14, -21), Point(2, -21), Point(2, 0)]])

    private init(advance: Double, strokes: [[Point]]) {
        self.advance = advance
        self.strokes = strokes
    }

    /// - Parameter line: as ``hershey`` says.
    private init(jhf line: Substring) {
        let numbers = line.utf8.map { Double($0) - Double(UInt8(ascii: "R")) }
        let pairs = stride(from: 0, to: numbers.count - 1, by: 2).map { Point(numbers[$0], numbers[$0 + 1]) }
        let edges = pairs[0]
        let penUp = Point(Double(UInt8(ascii: " ")) - Double(UInt8(ascii: "R")), 0)
        let baseLine = 9.0
        advance = edges.y - edges.x
        strokes = pairs.dropFirst().split(separator: penUp).map { stroke in
            stroke.map { Point($0.x - edges.x, $0.y - baseLine) }
        }
    }

    private var raised: Glyph {
        let factor = 0.65
        return Glyph(
            advance: advance * factor,
            strokes: strokes.map {
                $0.map { Point($0.x * factor, $0.y * factor - 0.5 * Glyph.capitalHeight) }
            })
    }
}
