import Foundation
import TestSupport
import Testing

/// The demo data in `Examples/` is what `DIGITS.md` says.
@Suite(.enabled(if: Program.python3.isInstalled, "python3 is not installed"))
struct DigitsTests {
    @Test(arguments: [("digits.bin", 1500), ("digits-test.bin", 297)])
    func `digits are sixteenths in NPY`(name: String, rows: Int) throws {
        let examples = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Examples").standardized
        let result = try run("python3", ["-c", reader, examples.appendingPathComponent(name).path])
        #expect(
            result.text == "{'descr': '<f2', 'fortran_order': False, 'shape': (\(rows), 8, 8), }\n\(rows)\n"
        )
    }
}

/// Prints the header of a gzipped NPY 1.0 file and its number of 8x8 rows, after checking every value.
private let reader = """
    import gzip, struct, sys
    data = gzip.open(sys.argv[1]).read()
    assert data[:8] == bytes([147]) + b"NUMPY" + bytes([1, 0])
    size, = struct.unpack("<H", data[8:10])
    assert (size + 10) % 64 == 0
    values = struct.unpack("<%de" % ((len(data) - 10 - size) // 2), data[10 + size:])
    assert all(v * 16 in range(17) for v in values)
    print(data[10:10 + size].decode().strip())
    print(len(values) // 64)
    """
