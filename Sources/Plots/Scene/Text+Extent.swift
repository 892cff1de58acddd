extension Text {
    /// The height of capitals, as a part of the size of a font.
    static let capitalHeight = 0.72
    /// Glyphs are drawn this much narrower than they were designed, for they are wide.
    static let narrowing = 0.88

    /// The width of a line in the font of pictures of pixels, in which sans-serif fonts of the same size, as
    /// they are used for SVG, fit or nearly so.
    static func width(of string: String, size: Double) -> Double {
        let unit = capitalHeight * size / Glyph.capitalHeight
        return string.reduce(0) { $0 + Glyph.of($1).advance } * unit * narrowing
    }

    /// The greatest size up to `size` in which a line is no wider than `room`.
    static func size(_ size: Double, fitting string: String, into room: Double) -> Double {
        let width = width(of: string, size: size)
        return width <= room ? size : size * room / width
    }

    /// As much of the beginning of a line as is no wider than `room`, and a character at least.
    static func beginning(of string: String, size: Double, into room: Double) -> String {
        var result = string.prefix(4096)
        while result.count > 1, width(of: String(result), size: size) > room { result.removeLast() }
        return String(result)
    }

    /// The line, its middle left out where it is wider than `room`.
    static func shortened(_ string: String, size: Double, into room: Double) -> String {
        if width(of: string, size: size) <= room { return string }
        // No picture has room for more.
        var count = min(string.count, 4096)
        while true {
            count -= 1
            let result = "\(string.prefix(count - count / 2))..\(string.suffix(count / 2))"
            if count <= 2 || width(of: result, size: size) <= room { return result }
        }
    }
}
