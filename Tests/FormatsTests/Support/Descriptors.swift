import Formats
import Foundation
import SystemPackage

/// Runs `body` on a reader of a file that holds `bytes`.
func reading<Result>(_ bytes: [UInt8], _ body: (ByteReader) throws -> Result) throws -> Result {
    try reading(bytes, maps: false, body)
}

/// Runs `body` on a reader that maps a file that holds `bytes`.
func mappedReading<Result>(_ bytes: [UInt8], _ body: (ByteReader) throws -> Result) throws -> Result {
    try reading(bytes, maps: true, body)
}

private func reading<Result>(
    _ bytes: [UInt8], maps: Bool, _ body: (ByteReader) throws -> Result
) throws -> Result {
    try withFile { file in
        try file.writeAll(bytes)
        try file.seek(offset: 0, from: .start)
        return try body(ByteReader(file, maps: maps))
    }
}

/// Runs `body` on a reader of a pipe that a thread feeds with `piece` bytes at a time.
func reading<Result>(
    _ bytes: [UInt8], piece: Int, _ body: (ByteReader) throws -> Result
) throws -> Result {
    signal(SIGPIPE, SIG_IGN)
    let pipe = try FileDescriptor.pipe()
    Thread.detachNewThread {
        for start in stride(from: 0, to: bytes.count, by: piece) {
            guard (try? pipe.writeEnd.writeAll(bytes[start..<min(start + piece, bytes.count)])) != nil else {
                break
            }
        }
        try? pipe.writeEnd.close()
    }
    return try pipe.readEnd.closeAfter { try body(ByteReader(pipe.readEnd)) }
}

/// What `body` writes.
func written(_ body: (ByteWriter) throws -> Void) throws -> [UInt8] {
    try withFile { file in
        let writer = ByteWriter(file)
        try body(writer)
        try writer.flush()
        let size = Int(try file.seek(offset: 0, from: .end))
        return try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = try file.read(fromAbsoluteOffset: 0, into: UnsafeMutableRawBufferPointer(buffer))
        }
    }
}

/// Runs `body` on a file without a name.
func withFile<Result>(_ body: (FileDescriptor) throws -> Result) throws -> Result {
    let name = FileManager.default.temporaryDirectory.appendingPathComponent("formats-\(UUID())").path
    let file = try FileDescriptor.open(
        FilePath(name), .readWrite, options: [.create, .exclusiveCreate], permissions: .ownerReadWrite)
    try FileManager.default.removeItem(atPath: name)
    return try file.closeAfter { try body(file) }
}
