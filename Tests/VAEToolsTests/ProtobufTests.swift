import Testing

@testable import VAETools

/// Protocol Buffers' own examples of its wire format, and others worked out by hand.
@Suite struct ProtobufTests {
    private func bytes(_ write: (inout ProtobufMessage) -> Void) -> [UInt8] {
        var message = ProtobufMessage()
        write(&message)
        return message.bytes
    }

    @Test func `numbers are varints`() {
        #expect(bytes { $0.add(1, 150) } == [0x08, 0x96, 0x01])
        #expect(bytes { $0.add(1, 0) } == [0x08, 0])
        #expect(bytes { $0.add(16, 127) } == [0x80, 0x01, 0x7F])
        #expect(bytes { $0.add(1, -1) } == [0x08] + [UInt8](repeating: 0xFF, count: 9) + [0x01])
    }

    @Test func `texts and messages have their length`() {
        #expect(bytes { $0.add(2, "testing") } == [0x12, 0x07] + Array("testing".utf8))
        var inner = ProtobufMessage()
        inner.add(1, 150)
        #expect(bytes { $0.add(3, inner) } == [0x1A, 0x03, 0x08, 0x96, 0x01])
        #expect(bytes { $0.add(4, [UInt8](repeating: 7, count: 300)) }.prefix(3) == [0x22, 0xAC, 0x02])
    }
}
