import Compute
import Tensors

/// An affine layer y = W x + b, W outputs × inputs as in PyTorch's `nn.Linear`.
public struct AffineLayer: Sendable {
    public let inputs: Int
    public let outputs: Int
    /// Parts of the output, such as means and log-variances, that have panels of their own when packed.
    public let blocks: Int
    private let weightOffset: Int
    private let biasOffset: Int

    /// - Precondition: `outputs` is a multiple of `blocks`.
    public init(_ name: String, inputs: Int, outputs: Int, blocks: Int = 1, layout: inout ParameterLayout) {
        precondition(outputs % blocks == 0)
        self.inputs = inputs
        self.outputs = outputs
        self.blocks = blocks
        weightOffset = layout.append("\(name).weight", Shape([outputs, inputs]))
        biasOffset = layout.append("\(name).bias", Shape([outputs]))
    }

    public func weight<S>(in store: ParameterStore<S>) -> Matrix<S> {
        Matrix(store.buffer.base + weightOffset, rows: outputs, columns: inputs)
    }

    public func bias<S>(in store: ParameterStore<S>) -> UnsafeMutableBufferPointer<S> {
        UnsafeMutableBufferPointer(start: store.buffer.base + biasOffset, count: outputs)
    }

    /// Outputs of one block.
    public var blockOutputs: Int { outputs / blocks }

    /// Outputs when packed: each block but the last fills its panels.
    public var packedOutputs: Int { firstPanel(ofBlock: blocks - 1) * panelWidth + blockOutputs }

    public func firstPanel(ofBlock block: Int) -> Int { block * panelCount(of: blockOutputs) }

    /// Outputs that stand in a panel, at most 16.
    func outputs(ofPanel panel: Int) -> Int {
        let first = panel % panelCount(of: blockOutputs) * panelWidth
        return min(panelWidth, blockOutputs - first)
    }

    func weight<S>(in store: ParameterStore<S>, block: Int) -> Matrix<S> {
        weight(in: store)[block * blockOutputs..<(block + 1) * blockOutputs]
    }

    func bias<S>(in store: ParameterStore<S>, block: Int) -> UnsafeMutablePointer<S> {
        bias(in: store).baseAddress! + block * blockOutputs
    }
}
