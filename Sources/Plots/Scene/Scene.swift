/// A picture as a list of elements, each drawn over those before, on white.
///
/// What draws a scene, as SVG or as pixels, knows nothing of axes; what lays axes out knows nothing of formats.
public struct Scene: Hashable, Sendable {
    /// In units of 1/96 inch.
    public let width: Int
    public let height: Int
    public var elements: [Element] = []

    public init(width: Int, height: Int, elements: [Element] = []) {
        self.width = width
        self.height = height
        self.elements = elements
    }
}

/// What pictures are made of.
public enum Element: Hashable, Sendable {
    case line([Point], Stroke)
    /// A filled polygon, closed by itself.
    case polygon([Point], Paint)
    /// The same mark at many places, each painted over those before.
    case marks(Mark, [Point], radius: Double, Paint)
    case text(Text)
}

/// A place: of a scene, x to the right and y down from the top left corner; of a figure, in units of its data.
public struct Point: Hashable, Sendable {
    public var x: Double
    public var y: Double

    public init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }
}

public struct Paint: Hashable, Sendable {
    public let color: Color
    /// From 0, nothing is seen, to 1.
    public let opacity: Double

    public init(_ color: Color, opacity: Double = 1) {
        self.color = color
        self.opacity = opacity
    }
}

/// How lines are drawn: with round ends and joins.
public struct Stroke: Hashable, Sendable {
    public let color: Color
    public let width: Double
    /// Lengths that are drawn and left out, in turn; none: the line is solid.
    public let dashes: [Double]

    public init(_ color: Color, width: Double, dashes: [Double] = []) {
        self.color = color
        self.width = width
        self.dashes = dashes
    }
}

/// One line of text.
public struct Text: Hashable, Sendable {
    public enum Anchor: Sendable { case start, middle, end }

    public let string: String
    /// Where the anchor lies on the base line.
    public let place: Point
    /// The height of the font.
    public let size: Double
    public let anchor: Anchor
    /// Whether the text runs upwards.
    public let isVertical: Bool

    public init(_ string: String, at place: Point, size: Double, anchor: Anchor, isVertical: Bool = false) {
        self.string = string
        self.place = place
        self.size = size
        self.anchor = anchor
        self.isVertical = isVertical
    }
}
