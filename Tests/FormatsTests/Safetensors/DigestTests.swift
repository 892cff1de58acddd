import Tensors
import TestSupport
import Testing

@testable import Formats

/// A file is as it was sealed, or it is told.
@Suite struct DigestTests {
    private func sealed() -> Safetensors {
        var file = Safetensors(
            metadata: ["z": "1", "a": "two"],
            tensors: [
                ("b", Tensor([1, 2, 3, 4, 5, 6], shape: Shape([2, 3]))),
                ("a", Tensor([-1], shape: Shape([]))),
            ])
        file.append("log", bytes: [1, 2, 3])
        file.seal()
        return file
    }

    private func isIntact(_ bytes: [UInt8]) throws -> Bool? {
        try reading(bytes) { bytes throws(FormatError) in
            var reader = try SafetensorsReader(bytes)
            while reader.next != nil { try reader.skip() }
            try reader.finish()
            return reader.isIntact
        }
    }

    /// CRC-32 as zlib, PNG and gzip define it, bit by bit.
    private func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
        ~bytes.reduce(UInt32.max) { crc, byte in
            (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in crc >> 1 ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
    }

    private func text(_ crc: UInt32) -> String {
        let digits = String(crc, radix: 16)
        return "crc32:" + String(repeating: "0", count: 8 - digits.count) + digits
    }

    @Test func `the digest of bytes is CRC-32`() {
        var digest = Digest()
        digest.add("1234")
        digest.add("56789")
        #expect(digest.text == "crc32:cbf43926")
        #expect(Digest().text == "crc32:00000000")
    }

    /// As the page says.
    @Test func `the digest of a file is that of its lines`() {
        let elements = [1, 2, 3, 4, 5, 6].flatMap { (value: Float) in
            (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) }
        }
        let lines = [
            "metadata a\0two\n", "metadata z\01\n",
            "tensor a\0F32\0\0\(text(crc32([0, 0, 0x80, 0xBF])))\n",
            "tensor b\0F32\02,3\0\(text(crc32(elements)))\n",
            "tensor log\0U8\03\0\(text(crc32([1, 2, 3])))\n",
        ]
        #expect(sealed().metadata["digest"] == text(crc32(lines.joined().utf8)))
    }

    @Test func `a file is intact as it was written, in whatever order`() throws {
        var file = sealed()
        #expect(try isIntact(try written(file.write)) == true)
        file.tensors.swapAt(0, 1)
        #expect(try isIntact(try written(file.write)) == true)
        file.metadata["more"] = ""
        #expect(try isIntact(try written(file.write)) == false)
        file.metadata["digest"] = nil
        #expect(try isIntact(try written(file.write)) == nil)
    }

    /// Every bit of the file but those of the length, in front.
    @Test func `a changed bit is seen`() throws {
        let bytes = try written(sealed().write)
        for index in 8..<bytes.count {
            for bit in 0..<8 {
                var changed = bytes
                changed[index] ^= 1 << bit
                let intact = Result { try isIntact(changed) }
                // Without the name of the digest there is none; the tools ask for one.
                #expect(throws: Never.self) { if case .success(true?) = intact { throw Unseen() } }
            }
        }
    }

    private struct Unseen: Error {}
}
