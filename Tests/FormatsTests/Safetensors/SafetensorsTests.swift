import Formats
import Tensors
import TestSupport
import Testing

@Suite struct SafetensorsTests {
    private let tensors: [(name: String, tensor: Tensor)] = [
        ("b.weight", Tensor([1, 2, 3, 4, 5, 6], shape: Shape([2, 3]))),
        ("a.bias", Tensor([-1], shape: Shape([]))),
        ("none", Tensor([], shape: Shape([0, 7]))),
    ]
    private var model: Safetensors {
        Safetensors(metadata: ["z": "line\nbreak \"quoted\" \\ \u{1} é", "a": "1"], tensors: tensors)
    }

    @Test func `the bytes written are these`() throws {
        let text = #"""
            {"__metadata__":{"a":"1","z":"line\nbreak \"quoted\" \\ \u0001 é"},\#
            "b.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},\#
            "a.bias":{"dtype":"F32","shape":[],"data_offsets":[24,28]},\#
            "none":{"dtype":"F32","shape":[0,7],"data_offsets":[28,28]}}
            """#
        let padding = String(repeating: " ", count: (8 - text.utf8.count % 8) % 8)
        let data = elements([1, 2, 3, 4, 5, 6, -1], .f4, bigEndian: false)
        #expect(try written(model.write) == file(text + padding, data))
    }

    @Test func `what is written reads equal`() throws {
        let found = try reading(try written(model.write)) { try Safetensors.read(from: $0) }
        #expect(found.metadata == model.metadata)
        #expect(found.tensors.map(\.name) == model.tensors.map(\.name))
        #expect(found.tensors.map(\.tensor) == tensors.map(\.tensor))
        #expect(found["a.bias"]?.values == [-1] && found["c"] == nil)
    }

    @Test(
        arguments: [
            ("F32", [0, 0, 0x80, 0x3f, 1, 0, 0, 0], 1, 0x1p-149), ("F16", [0, 0x3c, 1, 0], 1, 0x1p-24),
            ("BF16", [0x80, 0x3f, 0, 0xff], 1, -0x1p127),
            ("F64", [0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0x9a, 0x99, 0x99, 0x99, 0x99, 0x99, 0xb9, 0x3f], 1, 0.1),
        ] as [(String, [UInt8], Float, Float)])
    func `floating-point types are converted`(dtype: String, data: [UInt8], first: Float, second: Float)
        throws
    {
        let text = #"{"t":{"dtype":"\#(dtype)","shape":[2],"data_offsets":[0,\#(data.count)]}}   "#
        let found = try reading(file(text, data)) { try Safetensors.read(from: $0) }
        #expect(found["t"] == Tensor([first, second], shape: Shape([2])))
        #expect(found.metadata.isEmpty)
    }

    @Test func `tensors come in the order of their bytes`() throws {
        let text =
            #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]},"b":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}"#
        let found = try reading(file(text, [0, 0, 0, 0x3c, 0, 0, 0x80, 0x3f])) {
            try Safetensors.read(from: $0)
        }
        #expect(found.tensors.map(\.name) == ["b", "a"])
        #expect(found.tensors.map(\.tensor.values) == [[0, 1], [1]])
    }

    @Test(
        arguments: [
            (
                #"{"t":{"dtype":"X64","shape":[1],"data_offsets":[0,8]}}"#, .malformed,
                "X64, expected one of F16 BF16"
            ),
            (
                #"{"t":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, .malformed,
                "expected 8 bytes from 0 on"
            ),
            (
                #"{"t":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, .malformed,
                "expected 4 bytes from 0 on"
            ),
            (#"{"t":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}"#, .malformed, "found \"-4,0"),
            (#"{"t":{"dtype":"F32","shape":[1],"data_offsets":[0]}}"#, .malformed, "bytes [0]"),
            (#"{"t":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#, .malformed, "found \"-1]"),
            (
                #"{"t":{"dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,0]}}"#, .malformed,
                "fewer than 2^60"
            ),
            (
                #"{"t":{"dtype":"F32","shape":[1000000000000],"data_offsets":[0,4000000000000]}}"#,
                .truncated, "tensor 't'"
            ),
            (
                #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
                .malformed, "'b' of shape 1 at bytes [0, 4], expected 4 bytes from 4 on"
            ),
            (
                #"{"a":{"dtype":"F16","shape":[4611686018427387903],"data_offsets":[0,9223372036854775806]},"b":{"dtype":"F16","shape":[4611686018427387903],"data_offsets":[9223372036854775806,1]}}"#,
                .malformed, "'a'"
            ),
            (#"{"t":{"dtype":"F32","shape":[1]}}"#, .malformed, "'t': found a tensor that lacks a member"),
            (#"{"t":{"dtype":"F32","shape":"1","data_offsets":[0,4]}}"#, .malformed, "'t': found"),
            (
                #"{"t":{"dtype":"F32","shape":[1e99],"data_offsets":[0,4]}}"#, .malformed,
                "expected a whole number"
            ),
            (#"{"t":null}"#, .malformed, "'t': found \"null"),
            (#"{"__metadata__":{"a":1}}"#, .malformed, "'__metadata__': found \"1"),
            ("[]", .malformed, "expected '{'"),
            ("{\"t\":", .malformed, "found the end"),
            (String(repeating: "[", count: 100_000), .malformed, "expected '{'"),
            ("{}", .malformed, "bytes after the last tensor"),
        ] as [(String, FormatError.Kind, String)])
    func `broken headers are refused`(text: String, kind: FormatError.Kind, reason: String) {
        expectError(kind, reason) {
            try reading(file(text, [0, 0, 0, 0])) { try Safetensors.read(from: $0) }
        }
    }

    @Test func `a file cut anywhere is truncated`() throws {
        let bytes = try written(model.write)
        for size in 0..<bytes.count {
            expectError(.truncated, "expected") {
                try reading(Array(bytes[..<size])) { try Safetensors.read(from: $0) }
            }
        }
    }

    @Test(
        arguments: [
            [0, 0, 0, 1, 1, 0, 0, 0], [1, 0, 0, 1, 0, 0, 0, 0], [255, 255, 255, 255, 255, 255, 255, 255],
            [0, 0, 0, 0, 0, 0, 0, 0],
        ] as [[UInt8]])
    func `a length beyond reason is refused before it is allocated`(length: [UInt8]) {
        expectError(.malformed, "expected 2 to 16777216") {
            try reading(length) { try Safetensors.read(from: $0) }
        }
    }

    /// Skipped where `python3` lacks the packages `safetensors` and `numpy`.
    @Test(.enabled(if: Python.hasSafetensors, "safetensors of Python is not installed"))
    func `the package safetensors reads what we write, and we read what it writes`() throws {
        let script = """
            import sys, numpy as np, safetensors.numpy as s, struct, json
            data = sys.stdin.buffer.read()
            tensors = s.load(data)
            meta = json.loads(data[8:8 + struct.unpack('<Q', data[:8])[0]])['__metadata__']
            tensors['half'] = np.array([[0.5, 65504]], dtype='<f2')
            tensors['double'] = np.array([0.1, -3], dtype='<f8')
            sys.stdout.buffer.write(s.save(tensors, metadata=meta))
            """
        let bytes = try Python.run(script, input: try written(model.write))
        let found = try reading(bytes) { try Safetensors.read(from: $0) }
        #expect(found.metadata == model.metadata)
        #expect(found.tensors.count == 5)
        for (name, tensor) in tensors { #expect(found[name] == tensor) }
        #expect(found["half"] == Tensor([0.5, 65504], shape: Shape([1, 2])))
        #expect(found["double"] == Tensor([0.1, -3], shape: Shape([2])))
    }
}

private func file(_ header: String, _ data: [UInt8]) -> [UInt8] {
    let length = (0..<8).map { UInt8(truncatingIfNeeded: header.utf8.count >> (8 * $0)) }
    return length + Array(header.utf8) + data
}
