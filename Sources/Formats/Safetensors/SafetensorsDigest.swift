import Tensors

/// The digest of a safetensors file: of its metadata but the digest itself, and of each tensor's name, type, shape and
/// bytes, whatever their order.
struct SafetensorsDigest {
    /// Its name in the metadata.
    static let key = "digest"

    private var lines: [String] = []

    mutating func add(_ name: String, _ type: SafetensorsType, _ shape: Shape, _ elements: Digest) {
        let dimensions = shape.dimensions.map(String.init).joined(separator: ",")
        lines.append("tensor \(name)\0\(type.rawValue)\0\(dimensions)\0\(elements.text)\n")
    }

    func text(_ metadata: [String: String]) -> String {
        let entries = metadata.filter { $0.key != Self.key }.map { "metadata \($0.key)\0\($0.value)\n" }
        var digest = Digest()
        for line in (lines + entries).sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            digest.add(line)
        }
        return digest.text
    }
}
