import CLibrary
import SystemPackage

/// How many pictures follow each other in a PNG file, by the lengths of its chunks; nil: it is no such file.
///
/// Damage that hides in the chunks is found where they are read.
func pictureCount(ofPNG path: String) -> Int? {
    guard isRegularFile(path), let file = try? openFile(path, .readOnly) else {
        return nil
    }
    defer { try? file.close() }
    var count = 0
    while let signature = file.next(8) {
        guard PictureBytes.isPNG(signature) else { break }
        while true {
            guard let opening = file.next(8) else { return nil }
            let size = opening[..<4].reduce(0) { $0 << 8 | Int64($1) }
            // Behind the data stands a checksum.
            guard (try? file.seek(offset: size + 4, from: .current)) != nil else { return nil }
            if opening[4...].elementsEqual("IEND".utf8) { break }
        }
        count += 1
    }
    return count == 0 ? nil : count
}

extension FileDescriptor {
    /// The next bytes; nil where fewer are left.
    fileprivate func next(_ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        let read = try? bytes.withUnsafeMutableBytes { try self.read(into: $0, retryOnInterrupt: true) }
        return read == count ? bytes : nil
    }
}
