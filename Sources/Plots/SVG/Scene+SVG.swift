extension Scene {
    /// The scene as a document of SVG 1.1, in UTF-8, with the reader's own sans-serif font.
    public func svg() -> String {
        let head = """
            <?xml version="1.0" encoding="UTF-8"?>
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
            viewBox="0 0 \(width) \(height)" font-family="sans-serif">
            <rect width="100%" height="100%" fill="#ffffff"/>

            """
        return head + elements.map(\.svg).joined() + "</svg>\n"
    }
}

extension Element {
    fileprivate var svg: String {
        switch self {
        case .line(let points, let stroke):
            return "<polyline points=\"\(list(points))\" fill=\"none\" stroke=\"\(stroke.color.svg)\" "
                + "stroke-width=\"\(number(stroke.width))\" stroke-linecap=\"round\" stroke-linejoin=\"round\""
                + (stroke.dashes.isEmpty
                    ? "" : " stroke-dasharray=\"\(stroke.dashes.map(number).joined(separator: " "))\"")
                + "/>\n"
        case .polygon(let points, let paint):
            return "<polygon points=\"\(list(points))\" \(paint.svg)/>\n"
        case .marks(let mark, let centers, let radius, let paint):
            let marks = centers.map { center in
                mark == .disc
                    ? "<circle cx=\"\(number(center.x))\" cy=\"\(number(center.y))\" r=\"\(number(radius))\"/>\n"
                    : "<polygon points=\"\(list(mark.corners(around: center, radius: radius)))\"/>\n"
            }
            return marks.isEmpty ? "" : "<g \(paint.svg)>\n" + marks.joined() + "</g>\n"
        case .text(let text): return text.svg
        }
    }
}

extension Text {
    fileprivate var svg: String {
        let (x, y) = (number(place.x), number(place.y))
        let turned = isVertical ? " transform=\"rotate(-90 \(x) \(y))\"" : ""
        let anchor =
            switch anchor {
            case .start: "start"
            case .middle: "middle"
            case .end: "end"
            }
        return "<text x=\"\(x)\" y=\"\(y)\" font-size=\"\(number(size))\" text-anchor=\"\(anchor)\" "
            + "fill=\"\(Color.ink.svg)\"\(turned)>\(escaped(string))</text>\n"
    }
}

extension Paint {
    fileprivate var svg: String {
        "fill=\"\(color.svg)\"" + (opacity < 1 ? " fill-opacity=\"\(number(opacity))\"" : "")
    }
}

extension Color {
    fileprivate var svg: String {
        "#"
            + [red, green, blue].map { byte in
                let digits = String(byte, radix: 16)
                return digits.utf8.count == 1 ? "0" + digits : digits
            }.joined()
    }
}

private func list(_ points: [Point]) -> String {
    points.map { "\(number($0.x)),\(number($0.y))" }.joined(separator: " ")
}

/// To two decimals, without needless zeros.
///
/// - Precondition: its hundredfold fits `Int`, as that of places in a picture does.
private func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    if rest.isMultiple(of: 10) { return "\(sign)\(whole).\(rest / 10)" }
    return "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
}

/// Text as XML has it; characters that XML cannot hold become the replacement character.
private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\u{0}"..."\u{8}", "\u{B}", "\u{C}", "\u{E}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}":
            result += "\u{FFFD}"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}
