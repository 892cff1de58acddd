import Compute
import Tensors

/// Numbers that are learned beside the weights of networks, as a family's own are: a named vector of parameters.
public struct ParameterVector: Sendable {
    public let count: Int
    private let offset: Int

    public init(_ name: String, count: Int, layout: inout ParameterLayout) {
        self.count = count
        offset = layout.append(name, Shape([count]))
    }

    public func elements<S>(in store: ParameterStore<S>) -> UnsafeMutableBufferPointer<S> {
        UnsafeMutableBufferPointer(start: store.buffer.base + offset, count: count)
    }
}
