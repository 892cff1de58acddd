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

    @Test func `what another thread writes keeps its order`() throws {
        var expected: [UInt8] = []
        let found = try written { writer in
            for size in [3, 100_000, 5, 400_000, 20_000, 0, 300_000, 1] {
                let numbers = (0..<size).map { Float(expected.count + $0) }
                try writer.write(numbers: numbers)
                try writer.write([UInt8(size & 255)])
                if size == 5 { try writer.send() }
                if size == 0 { try writer.write([UInt8](repeating: 7, count: 200_000)) }
                numbers.withUnsafeBytes { expected += $0 }
                expected += [UInt8(size & 255)]
                if size == 0 { expected += [UInt8](repeating: 7, count: 200_000) }
            }
        }
        #expect(found == expected)
    }

    @Test func `what another thread cannot write is an error`() throws {
        let numbers = [Float](repeating: 1, count: 100_000)
        let full = try FileDescriptor.open("/dev/full", .writeOnly)
        defer { try? full.close() }
        let writer = ByteWriter(full)
        expectError(.writeFailed(.noSpace), "cannot write: No space left") {
            try writer.write(numbers: numbers)
            try writer.flush()
        }
        expectError(.writeFailed(.noSpace), "cannot write: No space left") {
            for _ in 0..<100 { try writer.write(numbers: numbers) }
        }
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
