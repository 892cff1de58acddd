import Formats
import Tensors

/// What a safetensors file holds.
struct SafetensorsContents {
    let metadata: [String: String]
    var tensors: [(name: String, tensor: Tensor)] = []

    /// The tensor of that name.
    subscript(name: String) -> Tensor? {
        tensors.first { $0.name == name }?.tensor
    }
}

extension Safetensors {
    /// Reads a file to its end, as ``SafetensorsReader`` does, into memory of its own.
    /// - Throws: `.truncated`; `.unsupported` for other element types; `.malformed` for a header that
    ///   breaks the format's rules, or for anything after the last tensor.
    static func read(from bytes: ByteReader) throws(FormatError) -> SafetensorsContents {
        var reader = try SafetensorsReader(bytes)
        var result = SafetensorsContents(metadata: reader.metadata)
        while let (name, shape) = reader.next {
            result.tensors.append((name, Tensor(try reader.read(), shape: shape)))
        }
        try reader.finish()
        return result
    }
}
