/// Numbers with a shape, in C order.
public struct Tensor: Hashable, Sendable {
    public let shape: Shape
    public var values: [Float]

    /// - Precondition: `values` holds exactly `shape.count` numbers.
    public init(_ values: [Float], shape: Shape) {
        precondition(values.count == shape.count, "\(values.count) values cannot have shape \(shape)")
        self.shape = shape
        self.values = values
    }
}
