/// A message in the wire format of Protocol Buffers, with the kinds of fields that ONNX needs.
struct ProtobufMessage {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ field: Int, _ number: Int) {
        addKey(field, wireType: 0)
        addVarint(UInt64(bitPattern: Int64(number)))
    }

    mutating func add(_ field: Int, _ text: String) { add(field, Array(text.utf8)) }

    mutating func add(_ field: Int, _ message: ProtobufMessage) { add(field, message.bytes) }

    mutating func add(_ field: Int, _ content: some Collection<UInt8>) {
        addKey(field, wireType: 2)
        addVarint(UInt64(content.count))
        bytes += content
    }

    private mutating func addKey(_ field: Int, wireType: Int) { addVarint(UInt64(field << 3 | wireType)) }

    private mutating func addVarint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
