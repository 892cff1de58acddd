/// The sizes of an array along each of its axes, outermost first.
public struct Shape: Hashable, Sendable {
    public let dimensions: [Int]

    /// - Precondition: no dimension is negative and the element count fits an `Int`; use
    ///   ``init(checking:)`` for sizes that come from a file or a user.
    public init(_ dimensions: [Int]) {
        guard let shape = Shape(checking: dimensions) else {
            preconditionFailure("invalid shape \(dimensions)")
        }
        self = shape
    }

    /// A shape, or nil where a dimension is negative or the element count overflows an `Int`.
    public init?(checking dimensions: [Int]) {
        var count = 1
        for dimension in dimensions {
            let (product, overflow) = count.multipliedReportingOverflow(by: max(dimension, 1))
            guard dimension >= 0, !overflow else { return nil }
            count = product
        }
        self.dimensions = dimensions
    }

    /// Reads `28x28`, `28×28` or `784`; nil for anything else.
    public init?(parsing text: some StringProtocol) {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "x" || $0 == "×" }
        let sizes = parts.compactMap { part in
            part.allSatisfy { $0.isASCII && $0.isNumber } ? Int(part) : nil
        }
        guard sizes.count == parts.count, sizes.allSatisfy({ $0 > 0 }) else { return nil }
        self.init(checking: sizes)
    }

    public var rank: Int { dimensions.count }

    /// The number of elements; 1 for a scalar.
    public var count: Int { dimensions.reduce(1, *) }

    /// The shape of one row: every axis but the first.
    public var trailing: Shape { Shape(Array(dimensions.dropFirst())) }

    /// This shape with an axis of `rows` before its own.
    public func prefixed(by rows: Int) -> Shape { Shape([rows] + dimensions) }
}

extension Shape: Codable {
    /// Reads a list of dimensions.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let shape = Shape(checking: try container.decode([Int].self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a shape")
        }
        self = shape
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(dimensions)
    }
}

extension Shape: CustomStringConvertible {
    public var description: String {
        dimensions.isEmpty ? "scalar" : dimensions.map(String.init).joined(separator: "x")
    }
}
