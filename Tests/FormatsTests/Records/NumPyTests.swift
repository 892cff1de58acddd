import Formats
import Tensors
import TestSupport
import Testing

/// Comparison with NumPy itself; skipped where `python3` has no NumPy.
@Suite(.enabled(if: Python.hasNumPy, "NumPy is not installed")) struct NumPyTests {
    @Test func `arrays saved by NumPy read as NumPy converts them`() throws {
        // For every case: a stream of one array, then the same values as a stream of f4.
        let script = """
            import io, sys, numpy as np
            from numpy.lib import format as f
            rng = np.random.default_rng(1)
            np.seterr(all='ignore')
            for name in 'f2 f4 f8 u1 u2 u4 u8 i1 i2 i4 i8 b1'.split():
                for order in '<>':
                    for shape in [(4, 3, 5), (7, 11), (13,), (0, 3), (1, 1)]:
                        for fortran in (False, True):
                            for version in [(1, 0), (2, 0), (3, 0)]:
                                bits = rng.integers(0, 256, int(np.prod(shape)) * int(name[1]), dtype=np.uint8)
                                if name == 'b1': bits %= 2
                                a = bits.view(order + name).reshape(shape, order='F' if fortran else 'C')
                                for array in (a, np.ascontiguousarray(a).astype('<f4')):
                                    out = io.BytesIO()
                                    f.write_array(out, array, version)
                                    sys.stdout.buffer.write(len(out.getvalue()).to_bytes(4, 'little') + out.getvalue())
            """
        var rest = try Python.run(script)[...]
        func next() throws -> [Record] {
            let size = rest.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
            let file = Array(rest.dropFirst(4).prefix(size))
            rest = rest.dropFirst(4 + size)
            return try reading(file) { try records($0, block: 3) }
        }
        var cases = 0
        while !rest.isEmpty {
            let (found, expected) = (try next(), try next())
            #expect(found.map(\.shape) == expected.map(\.shape))
            let areEqual = zip(found[0].values, expected[0].values).allSatisfy {
                $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN)
            }
            #expect(areEqual && found[0].values.count == expected[0].values.count, "case \(cases)")
            cases += 1
        }
        #expect(cases == 12 * 2 * 5 * 2 * 3)
    }

    @Test func `what we write is what NumPy saves`() throws {
        let shapes = [
            [], [1], [5], [0], [12, 34], [3, 1, 2], [100_000], [0, 123_456_789],
            Array(repeating: 1, count: 32),
        ]
        let script = """
            import sys, numpy as np
            for shape in \(shapes.map { "(\($0.map { "\($0)," }.joined()))" }):
                for name in ['<f4', '<f2', '|u1']:
                    a = (np.arange(np.prod(eval(shape), dtype=int)) % 256 / 2).astype('<f4').reshape(eval(shape))
                    np.lib.format.write_array(sys.stdout.buffer, np.rint(a).astype(name) if name == '|u1' else a.astype(name), (1, 0))
            """
        let found = try written { bytes in
            let stream = TensorStreamWriter(bytes)
            for shape in shapes.map({ Shape($0) }) {
                for type in [.f4, .f2, .u1] as [ElementType] {
                    try stream.beginRecord(shape: shape, elementType: type)
                    let values = (0..<shape.count).map { Double($0 % 256) / 2 }
                    let bytes = elements(
                        type == .u1 ? values.map { $0.rounded(.toNearestOrEven) } : values, type,
                        bigEndian: false)
                    try bytes.withUnsafeBytes { try stream.write(encoded: $0) }
                }
            }
        }
        let expected = try Python.run(script)
        #expect(found == expected)
        #expect(found.count > 100_000 * 7)
    }
}
