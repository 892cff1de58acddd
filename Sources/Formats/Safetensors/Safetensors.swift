import Tensors

/// Named tensors and text in one file, as the `safetensors` format holds them.
///
/// Eight bytes for the length of the header (little-endian), the header, which is JSON, then the
/// elements of every tensor, little-endian in C order, without holes. See
/// <https://github.com/huggingface/safetensors#format>.
public struct Safetensors: Sendable {
    /// The strings under `__metadata__`.
    public var metadata: [String: String]

    /// The tensors in the order of their elements in the file.
    public var tensors: [(name: String, tensor: Tensor)]

    public init(metadata: [String: String] = [:], tensors: [(name: String, tensor: Tensor)] = []) {
        self.metadata = metadata
        self.tensors = tensors
    }
}
