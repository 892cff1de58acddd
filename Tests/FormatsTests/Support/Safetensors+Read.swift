import Formats
import Tensors

extension Safetensors {
    /// Reads a file to its end, as ``SafetensorsReader`` does, into memory of its own.
    /// - Throws: `.truncated`; `.unsupported` for other element types; `.malformed` for a header that
    ///   breaks the format's rules, or for anything after the last tensor.
    static func read(from bytes: ByteReader) throws(FormatError) -> Safetensors {
        var reader = try SafetensorsReader(bytes)
        var result = Safetensors(metadata: reader.metadata)
        while let (name, shape) = reader.next {
            result.tensors.append((name, Tensor(try reader.read(), shape: shape)))
        }
        try reader.finish()
        return result
    }

    /// The tensor of that name.
    subscript(name: String) -> Tensor? {
        tensors.first { $0.name == name }?.tensor
    }
}
