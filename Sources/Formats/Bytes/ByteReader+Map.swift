import SystemPackage

extension ByteReader {
    /// The next bytes as memory of the file, at most `count`; nil where the file is not mapped, or where they
    /// are compressed or lie behind its end.
    func mapped(upTo count: Int) -> (bytes: UnsafeRawBufferPointer, file: MappedFile)? {
        guard let map, inflated == nil else { return nil }
        let offset = map.start + raw.position
        let available = min(map.file.bytes.count - offset, count)
        guard available > 0 else { return nil }
        return (UnsafeRawBufferPointer(rebasing: map.file.bytes[offset..<offset + available]), map.file)
    }

    /// Takes bytes that ``mapped(upTo:)`` has given.
    func skipMapped(_ count: Int) throws(FormatError) {
        let rest = count - raw.skipWindow(count)
        guard rest > 0 else { return }
        do {
            try descriptor.seek(offset: Int64(rest), from: .current)
        } catch {
            throw .readFailed(error as! Errno)
        }
        raw.noteSkipped(rest)
    }
}

extension FileDescriptor {
    /// Where in a regular file the next byte is read.
    var offset: Int { Int((try? seek(offset: 0, from: .current)) ?? 0) }
}
