import Compute
import Tensors

/// Numbers that are learned beside the weights of networks, as a family's own are: a named vector of parameters.
package struct ParameterVector: Sendable {
    package let count: Int
    private let offset: Int

    package init(_ name: String, count: Int, layout: inout ParameterLayout) {
        self.count = count
        offset = layout.append(name, Shape([count]))
    }

    package func elements<S>(in store: ParameterStore<S>) -> UnsafeMutableBufferPointer<S> {
        UnsafeMutableBufferPointer(start: store.buffer.base + offset, count: count)
    }
}
