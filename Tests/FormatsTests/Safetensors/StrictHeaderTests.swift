import Formats
import Testing

/// Headers are read as the reference parser of safetensors reads them.
@Suite struct StrictHeaderTests {
    private func read(_ header: String, bytes: Int = 4) throws -> SafetensorsReader {
        let length = (0..<8).map { UInt8(truncatingIfNeeded: header.utf8.count >> (8 * $0)) }
        let file = length + Array(header.utf8) + [UInt8](repeating: 0, count: bytes)
        return try reading(file) { bytes in
            var reader = try SafetensorsReader(bytes)
            while reader.next != nil { try reader.skip() }
            try reader.finish()
            return reader
        }
    }

    @Test(arguments: [
        #"{"t":{"dtype":"F32","shape":[2.0],"data_offsets":[0,4]}}"#,
        #"{"t":{"dtype":"F32","shape":[1e0],"data_offsets":[0,4]}}"#,
        #"{"t":{"dtype":"F32","shape":[01],"data_offsets":[0,4]}}"#,
        #"{"t":{"dtype":"F32","shape":[true],"data_offsets":[0,4]}}"#,
        #"{"t":{"dtype":"F32","shape":[1,],"data_offsets":[0,4]}}"#,
        #"{"t":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},}"#,
        #"{"t":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"t":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
        #"{"t":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
        #"{"__metadata__":{"a":"1","a":"2"},"t":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
        #"{"t":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}} x"#,
        #"{"t":{"dtype":"F4","shape":[1],"data_offsets":[0,0]}}"#,
        #"{"t\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
        "{\"t\n\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        #"{"t":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":\#(String(repeating: "[", count: 500))}}"#,
    ])
    func `headers that break the rules are refused`(_ header: String) {
        #expect(throws: FormatError.self) { try read(header) }
    }

    @Test(arguments: [
        #"{"t":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}   "#,
        "{ \"t\" :\t{\"shape\":[ 1 ],\n\"dtype\":\"F32\",\"data_offsets\":[0 , 4]}}",
        #"{"t":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"more":{"a":[1.5e-3,-0,null,true,"x"]}}}"#,
        #"{"__metadata__":null,"t":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}"#,
        #"{"t":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"empty":{"dtype":"I64","shape":[0],"data_offsets":[4,4]}}"#,
        #"{"t":{"dtype":"F4","shape":[8],"data_offsets":[0,4]}}"#,
    ])
    func `headers that follow the rules are taken`(_ header: String) throws {
        #expect(try read(header).shapes.contains { $0.name == "t" })
    }

    @Test func `escapes are those of JSON`() throws {
        let reader = try read(
            #"{"__metadata__":{"a\u00e9\n\ud83d\ude00\/":"\u0000\"\\"}}"#, bytes: 0)
        #expect(reader.metadata == ["aé\n😀/": "\0\"\\"])
    }

    @Test(arguments: ["BOOL", "U8", "I8", "F8_E4M3"])
    func `other types are passed over, and refused where they are needed`(type: String) throws {
        let reader = try read(#"{"t":{"dtype":"\#(type)","shape":[4],"data_offsets":[0,4]}}"#)
        expectError(.unsupported, "'t' with elements of \(type), expected one of F16 BF16 F32 F64") {
            try reader.checkType(of: "t")
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `a header of a hundred thousand tensors takes no longer than its bytes`() throws {
        let claims = (0..<100_000).map { #""t\#($0)":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}"# }
        let reader = try read("{\(claims.joined(separator: ","))}", bytes: 0)
        #expect(reader.shapes.count == 100_000)
    }
}
