import Tensors

extension SafetensorsHeader {
    /// A tensor whose place in the file is certain.
    struct Entry {
        let name: String
        let type: SafetensorsType
        let shape: Shape
        /// Bytes of all its elements.
        let size: Int

        /// As messages call it.
        var description: String { "tensor '\(name)'" }
    }

    /// The tensors in the order of their bytes, which follow on from 0 without holes or overlaps.
    /// - Throws: `.unsupported` for an element type that is not read; `.malformed` for a shape that no
    ///   array has, for bytes that are not as many as the shape needs, and for holes and overlaps.
    func layout() throws(FormatError) -> [Entry] {
        var entries: [Entry] = []
        var end = 0
        for (name, claim) in inOrder() {
            let entry = try Self.entry(name, claim)
            let (next, overflow) = end.addingReportingOverflow(entry.size)
            guard claim.offsets == [end, next], !overflow else {
                throw .malformed(
                    "found tensor '\(name)' of shape \(entry.shape) at bytes \(claim.offsets), "
                        + "expected \(entry.size) bytes from \(end) on")
            }
            entries.append(entry)
            end = next
        }
        return entries
    }

    /// By offsets; tensors without elements share their place and go by name.
    private func inOrder() -> [(name: String, claim: Claim)] {
        claims.sorted { a, b in
            if a.claim.offsets == b.claim.offsets { return a.name < b.name }
            return a.claim.offsets.lexicographicallyPrecedes(b.claim.offsets)
        }
    }

    private static func entry(_ name: String, _ claim: Claim) throws(FormatError) -> Entry {
        guard let type = SafetensorsType(rawValue: claim.dtype) else {
            let accepted = SafetensorsType.allCases.map(\.rawValue).joined(separator: " ")
            throw .malformed(
                "found tensor '\(name)' with elements of \(claim.dtype), expected one of \(accepted)")
        }
        guard let shape = Shape(checking: claim.shape),
            case let size = shape.count.multipliedReportingOverflow(by: type.bits), !size.overflow,
            size.partialValue.isMultiple(of: 8)
        else {
            throw .malformed(
                "found tensor '\(name)' of \(claim.dtype) with shape \(claim.shape), expected whole bytes, and "
                    + "fewer than 2^60 of them")
        }
        return Entry(name: name, type: type, shape: shape, size: size.partialValue / 8)
    }
}
