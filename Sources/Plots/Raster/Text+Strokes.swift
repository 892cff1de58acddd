extension Text {
    var strokeWidth: Double { size * 0.085 }

    /// The lines that draw it.
    var strokes: [[Point]] {
        let unit = Text.capitalHeight * size / Glyph.capitalHeight
        var pen: Double =
            switch anchor {
            case .start: 0
            case .middle: -Text.width(of: string, size: size) / 2
            case .end: -Text.width(of: string, size: size)
            }
        var result: [[Point]] = []
        for character in string {
            let glyph = Glyph.of(character)
            for stroke in glyph.strokes {
                result.append(
                    stroke.map { point in
                        let (along, up) = (pen + point.x * unit * Text.narrowing, point.y * unit)
                        return isVertical
                            ? Point(place.x + up, place.y - along) : Point(place.x + along, place.y + up)
                    })
            }
            pen += glyph.advance * unit * Text.narrowing
        }
        return result
    }
}
