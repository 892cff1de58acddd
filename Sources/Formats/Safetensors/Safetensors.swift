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
    public var tensors: [Entry]

    public struct Entry: Sendable {
        public let name: String
        public let shape: Shape
        let elements: Elements
        let type: SafetensorsType
    }

    /// Where the elements of a tensor stand.
    enum Elements: @unchecked Sendable {
        case array([Float])
        /// As long as the owner lives.
        case memory(UnsafeRawBufferPointer, owner: AnyObject)
        case bytes([UInt8])

        func withUnsafeBytes<E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> Void) throws(E) {
            switch self {
            case .array(let values):
                try values.withUnsafeBufferPointer { (values) throws(E) in
                    try body(UnsafeRawBufferPointer(values))
                }
            case .memory(let bytes, _): try body(bytes)
            case .bytes(let bytes):
                try bytes.withUnsafeBufferPointer { (bytes) throws(E) in
                    try body(UnsafeRawBufferPointer(bytes))
                }
            }
        }
    }

    public init(metadata: [String: String] = [:], tensors: [(name: String, tensor: Tensor)] = []) {
        self.metadata = metadata
        self.tensors = []
        for (name, tensor) in tensors { append(name, tensor) }
    }

    public mutating func append(_ name: String, _ tensor: Tensor) {
        tensors.append(
            Entry(name: name, shape: tensor.shape, elements: .array(tensor.values), type: .f32))
    }

    /// Appends numbers that stay where they are, as long as `owner` lives.
    public mutating func append(
        _ name: String, _ values: UnsafeBufferPointer<Float>, shape: Shape, owner: AnyObject
    ) {
        precondition(values.count == shape.count)
        tensors.append(
            Entry(
                name: name, shape: shape, elements: .memory(UnsafeRawBufferPointer(values), owner: owner),
                type: .f32))
    }

    /// Appends bytes, as a row of `U8`.
    public mutating func append(_ name: String, bytes: [UInt8]) {
        tensors.append(
            Entry(name: name, shape: Shape([bytes.count]), elements: .bytes(bytes), type: .u8))
    }
}
