import Formats
import SystemPackage
import Testing

/// A file that becomes shorter while it is read.
@Suite struct ShrinkingTests {
    @Test func `its end is an error of reading, behind what was there`() throws {
        try withFile { file in
            try file.writeAll([UInt8](repeating: 7, count: 1 << 20))
            try file.seek(offset: 0, from: .start)
            let bytes = ByteReader(file)
            #expect(try bytes.peek(1).first == 7)
            try file.resize(to: 1 << 19)
            #expect(try bytes.read(upTo: 1 << 20).count == 1 << 19)
            expectError(.changed, "the file was truncated while in use") { _ = try bytes.peek(1) }
        }
    }

    @Test func `one that grows is read to its new end`() throws {
        try withFile { file in
            try file.writeAll([1, 2, 3])
            try file.seek(offset: 0, from: .start)
            let bytes = ByteReader(file)
            try file.writeAll(toAbsoluteOffset: 3, [4, 5])
            #expect(try bytes.read(upTo: 10) == [1, 2, 3, 4, 5])
            #expect(try bytes.peek(1).isEmpty)
        }
    }
}
