/// Data on two axes, with texts around it.
public struct Figure: Sendable {
    /// In units of 1/96 inch.
    public var width = 640
    public var height = 480

    public var title = ""
    public var xLabel = ""
    public var yLabel = ""

    public var x: Axis
    public var y: Axis

    /// Names of 0, 1, 2 and so on, which then mark the x axis; nil: numbers do.
    public var xNames: [String]?

    /// Whether a unit is as long on one axis as on the other: an axis then goes beyond its ends where it has to.
    public var hasEqualUnits = false

    /// Shapes in units of the data, each drawn over those before, and only within the axes; the middle of a text's height
    /// is at its place.
    public var data: [Element] = []
    /// Beside or below the axes, so that it covers no data.
    public var legend: [LegendEntry] = []

    public init(x: Axis, y: Axis) {
        self.x = x
        self.y = y
    }
}

/// What a look stands for.
public struct LegendEntry: Hashable, Sendable {
    public enum Sample: Hashable, Sendable {
        case line(Stroke)
        case area(Paint, Stroke)
        case mark(Mark, Color)
    }

    public let name: String
    public let sample: Sample

    public init(_ name: String, _ sample: Sample) {
        self.name = name
        self.sample = sample
    }
}

/// A figure whose texts and legend leave no room for its data.
public struct FigureError: Error, Hashable, CustomStringConvertible {
    public let description: String
}
