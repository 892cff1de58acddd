import Formats
import Tensors
import Testing

@Suite struct TensorStreamWriterTests {
    @Test func `a record is a header of a multiple of 64 bytes, then the numbers`() throws {
        let found = try written { bytes in
            let stream = TensorStreamWriter(bytes)
            try stream.beginRecord(shape: Shape([2, 1]))
            try stream.write([1, -2])
        }
        let text = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }"
        let padding = String(repeating: " ", count: 128 - 10 - text.utf8.count - 1) + "\n"
        #expect(found == npy(header: text + padding, data: [0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]))
    }

    @Test func `what is written reads equal`() throws {
        let values: [Float] = [0, 1, 2, 100, 254, 255]
        let found = try written { bytes in
            let stream = TensorStreamWriter(bytes)
            for shape in [[3, 2], [0, 2], [1, 2]] {
                try stream.beginRecord(shape: Shape(shape))
                for row in 0..<shape[0] { try stream.write(Array(values[(2 * row)..<(2 * row + 2)])) }
            }
        }
        #expect(
            try reading(found) { try records($0) } == [
                Record(shape: Shape([3, 2]), values: values), Record(shape: Shape([0, 2]), values: []),
                Record(shape: Shape([1, 2]), values: [0, 1]),
            ])
    }
}
