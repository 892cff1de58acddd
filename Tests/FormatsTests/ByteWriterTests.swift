import Formats
import Foundation
import SystemPackage
import Testing

@Suite struct ByteWriterTests {
    @Test func `small and large writes keep their order`() throws {
        let pieces = [3, 200_000, 0, 100_000, 100_000, 1, 131_072, 5].enumerated().map { index, size in
            [UInt8](repeating: UInt8(index), count: size)
        }
        let found = try written { writer in for piece in pieces { try writer.write(piece) } }
        #expect(found == pieces.flatMap { $0 })
    }

    @Test func `a slow reader gets everything`() throws {
        let bytes = (0..<500_000).map { UInt8(truncatingIfNeeded: $0 >> 8) }
        let pipe = try FileDescriptor.pipe()
        Thread.detachNewThread {
            let writer = ByteWriter(pipe.writeEnd)
            try? writer.write(bytes)
            try? writer.write([1, 2, 3])
            try? writer.closeChecked()
        }
        let found = try pipe.readEnd.closeAfter {
            var found: [UInt8] = []
            var piece = [UInt8](repeating: 0, count: 999)
            while case let count = try piece.withUnsafeMutableBytes({ try pipe.readEnd.read(into: $0) }),
                count > 0
            {
                found += piece[..<count]
            }
            return found
        }
        #expect(found == bytes + [1, 2, 3])
    }

    @Test(arguments: [1, 1_000_000]) func `a full device is an error`(count: Int) throws {
        let writer = ByteWriter(try FileDescriptor.open("/dev/full", .writeOnly))
        expectError(.writeFailed(.noSpace), "cannot write: No space left") {
            try writer.write([UInt8](repeating: 1, count: count))
            try writer.closeChecked()
        }
    }

    @Test func `closing is checked`() throws {
        let writer = ByteWriter(FileDescriptor(rawValue: -1))
        expectError(.writeFailed(.badFileDescriptor), "cannot write") { try writer.closeChecked() }
    }
}
