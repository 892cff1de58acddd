/// Lays the rows of a tensor out as images side by side, line by line: a contact sheet.
public struct Sheet: Sendable {
    public let shape: ImageShape

    /// Images on a line; nil for as many as make the sheet nearly square, ⌈√n⌉.
    public let columns: Int?

    /// Pixels between neighbouring images, of the finished sheet: they are not scaled. There is no border.
    public let gap: Int

    /// Every value becomes a square of scale × scale pixels; nil for the least scale that makes the longer
    /// side of the sheet at least ``comfortableSide``.
    public let scale: Int?

    public let depth: Depth

    /// Pixels along the longer side that a sheet can be looked at with.
    public static let comfortableSide = 600

    /// - Throws: where a number is out of range: columns and scale are 1 to `Image.maximumSide`, the gap 0
    ///   to that.
    public init(
        shape: ImageShape, columns: Int? = nil, gap: Int = 2, scale: Int? = nil, depth: Depth = .eight
    ) throws(ImageError) {
        try Sheet.check(columns, of: "columns", from: 1)
        try Sheet.check(gap, of: "gap", from: 0)
        try Sheet.check(scale, of: "scale", from: 1)
        self.shape = shape
        self.columns = columns
        self.gap = gap
        self.scale = scale
        self.depth = depth
    }

    private static func check(_ number: Int?, of name: String, from least: Int) throws(ImageError) {
        guard let number, !(least...Image.maximumSide).contains(number) else { return }
        throw .mismatch(
            found: "\(name) \(number)", expected: "a number from \(least) to \(Image.maximumSide)")
    }
}
