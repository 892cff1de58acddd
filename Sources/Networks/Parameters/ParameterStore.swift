import Compute
import Tensors

/// Where each named array stands in one flat buffer of parameters.
public struct ParameterLayout: Sendable {
    public struct Entry: Sendable {
        public let name: String
        public let shape: Shape
        public let offset: Int
    }

    public private(set) var entries: [Entry] = []
    /// All parameters together.
    public private(set) var count = 0

    public init() {}

    /// Gives the next `shape.count` places to `name`; returns the first of them.
    public mutating func append(_ name: String, _ shape: Shape) -> Int {
        defer { count += shape.count }
        entries.append(Entry(name: name, shape: shape, offset: count))
        return count
    }
}

/// All parameters of a model, or their gradient, in one allocation with named views: the optimiser and the
/// model file see one array.
public final class ParameterStore<S: Real>: Sendable {
    public let layout: ParameterLayout
    public let buffer: Buffer<S>

    /// Parameters that stand in some memory, or zeros.
    ///
    /// - Precondition: `buffer` has as many elements as the layout.
    public init(layout: ParameterLayout, buffer: Buffer<S>? = nil) {
        precondition(buffer?.count ?? layout.count == layout.count)
        self.layout = layout
        self.buffer = buffer ?? Buffer(count: layout.count)
    }

    public func elements(of entry: ParameterLayout.Entry) -> UnsafeMutableBufferPointer<S> {
        UnsafeMutableBufferPointer(start: buffer.base + entry.offset, count: entry.shape.count)
    }

    /// The first array that holds a value that is not finite, and where in it.
    public func firstNonFinite() -> (name: String, index: Int)? {
        for entry in layout.entries {
            if let index = elements(of: entry).firstIndex(where: { !$0.isFinite }) {
                return (entry.name, index)
            }
        }
        return nil
    }
}
