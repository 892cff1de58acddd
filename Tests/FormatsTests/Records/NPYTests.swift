import Formats
import Tensors
import Testing

@Suite struct NPYTests {
    @Test(arguments: ElementType.allCases, ["<", ">"])
    func `every element type is read in both byte orders, in C and in Fortran order`(
        type: ElementType, order: String
    ) throws {
        let top: Double = type == .b1 ? 1 : type.isFloatingPoint || type.size == 1 ? 100 : 30000
        let values = (0..<24).map { type == .b1 ? Double($0 % 2) : top - Double($0) }
        let fortran = fortranOrder(values, [2, 3, 4])
        for block in 1...3 {
            for (elements, isFortran) in [(values, false), (fortran, true)] {
                let file = npy(
                    elements, descr: order + type.rawValue, fortranOrder: isFortran, shape: "2, 3, 4")
                let found = try reading(file) { try records($0, block: block) }
                #expect(found == [Record(shape: Shape([2, 3, 4]), values: values.map(Float.init))])
            }
        }
    }

    @Test func `a vector in Fortran order is read as it stands`() throws {
        let file = npy([1, 2, 3], fortranOrder: true, shape: "3,")
        #expect(try reading(file) { try records($0) } == [Record(shape: Shape([3]), values: [1, 2, 3])])
    }

    @Test(
        arguments: [
            "{'descr': '<i2', 'fortran_order': False, 'shape': (2, 1), }         \n",
            "{'shape':(2,1),'fortran_order':False,'descr':'<i2'}",
            "  {\"descr\" : \"<i2\" ,\n\t\"shape\" : ( 2 , 1 , ) , \"fortran_order\" : False , } ",
            "{'descr': 'i2', 'fortran_order': False, 'shape': (2L, 1L)}",
            "{'descr': '=i2', 'fortran_order': False, 'shape': (2, 1), }",
            "{'descr': '|i2', 'fortran_order': True, 'shape': (2, 1), }",
        ], [1, 2, 3] as [UInt8])
    func `headers are read as Python would read them`(header: String, version: UInt8) throws {
        let file = npy(header: header, data: [1, 0, 0, 1], version: version)
        #expect(try reading(file) { try records($0) } == [Record(shape: Shape([2, 1]), values: [1, 256])])
    }

    @Test func `a question mark is a Boolean`() throws {
        let file = npy(header: "{'descr': '?', 'fortran_order': False, 'shape': (3,)}", data: [0, 1, 2])
        #expect(try reading(file) { try records($0) } == [Record(shape: Shape([3]), values: [0, 1, 1])])
    }

    @Test(arguments: [
        ("'<c8'", "(1,)", "complex numbers"), ("'|O'", "(1,)", "Python objects"), ("'<U3'", "(1,)", "text"),
        ("'|S3'", "(1,)", "text"), ("'<M8[ns]'", "(1,)", "dates"), ("'|V8'", "(1,)", "structures"),
        ("'<f16'", "(1,)", "another size"), ("'<f3'", "(1,)", "f2 f4 f8"), ("''", "(1,)", "''"),
        ("[('a', '<f4')]", "(1,)", "several fields"), ("'<f4'", "()", "without axes"),
        ("'<f4'", "(\(Array(repeating: "1", count: 33).joined(separator: ",")))", "33 axes"),
    ])
    func `what NumPy can save but no tool can use is unsupported`(
        descr: String, shape: String, reason: String
    ) {
        let file = npy(
            header: "{'descr': \(descr), 'fortran_order': False, 'shape': \(shape)}", data: [0, 0, 0, 0])
        expectError(.unsupported, reason) { try reading(file) { try records($0) } }
    }

    @Test(arguments: [
        ("", "the end of an NPY header, expected '{'"), ("{", "a string"), ("{'descr'", "':'"),
        ("{'descr': '<f4'", "'}'"), ("{'descr': '<f4", "closing quote"), ("{'descr\\'': 1}", "plain ASCII"),
        ("{'descr': 4}", "found \"4}\" at byte 10"), ("{'colour': 'red'}", "key 'colour'"),
        ("{'descr': '<f4', 'descr': '<f4'}", "once each"), ("{'descr': '<f4', 'shape': (1,)}", "lacks a key"),
        ("{'fortran_order': 1}", "True or False"), ("{'shape': (5)}", "','"), ("{'shape': 5}", "'('"),
        ("{'shape': (1.5,)}", "','"), ("{'shape': (,)}", "an integer"), ("{'shape': (1 2)}", "','"),
        ("{'shape': (99999999999999999999,)}", "an integer below"), ("{'shape': [1]}", "'('"),
        ("{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} x", "the end of the header"),
        ("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}", "none negative"),
        ("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296)}", "below 2^63"),
        ("{'descr': '<f8', 'fortran_order': False, 'shape': (2305843009213693952,)}", "below 2^63"),
        ("{'descr': '<f8', 'fortran_order': False, 'shape': (0, 4294967296, 4294967296)}", "below 2^63"),
    ])
    func `broken headers are malformed`(header: String, reason: String) {
        expectError(.malformed, reason) { try reading(npy(header: header)) { try records($0) } }
    }

    @Test func `a long header is refused before it is read`() {
        let file = [0x93] + Array("NUMPY".utf8) + [2, 0, 1, 0, 1, 0]
        expectError(.malformed, "65537 bytes") { try reading(file) { try records($0) } }
    }

    @Test(arguments: [
        ("float32", "which is a name, expected a code as NumPy writes it in files, '<f4'"),
        ("int64", "'<i8'"), ("bool", "'|b1'"), ("|O", "(Python objects), expected"),
        ("|O", "array.astype('f8') makes numbers"), ("<c16", "array.real and array.imag"),
        ("<U7", "(text)"), ("<M8[ns]", "array.astype('i8')"), ("<f16", "array.astype('f8')"),
        ("nonsense", "expected one of f2"),
    ])
    func `types that are no plain numbers are explained`(descr: String, reason: String) {
        let header = "{'descr': '\(descr)', 'fortran_order': False, 'shape': (1,)}"
        expectError(.unsupported, reason) { try reading(npy(header: header)) { try records($0) } }
    }

    @Test(arguments: [(0, 0), (1, 1), (4, 0)] as [(UInt8, UInt8)])
    func `other versions are unsupported`(major: UInt8, minor: UInt8) {
        let file = [0x93] + Array("NUMPY".utf8) + [major, minor, 0, 0]
        expectError(.unsupported, "version \(major).\(minor)") { try reading(file) { try records($0) } }
    }
}

/// `values`, which stand in C order, in Fortran order.
private func fortranOrder(_ values: [Double], _ sizes: [Int]) -> [Double] {
    var result = values
    for i in 0..<sizes[0] {
        for j in 0..<sizes[1] {
            for k in 0..<sizes[2] {
                result[i + sizes[0] * (j + sizes[1] * k)] = values[(i * sizes[1] + j) * sizes[2] + k]
            }
        }
    }
    return result
}
