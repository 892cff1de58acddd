import Formats
import Tensors

/// One record as a reader gave it.
struct Record: Equatable {
    var shape: Shape
    var values: [Float]
}

/// Every record of a stream, read `block` rows at a time.
func records(_ bytes: ByteReader, raw: RowForm? = nil, block: Int = 2) throws -> [Record] {
    let stream = TensorStreamReader(bytes, raw: raw)
    var records: [Record] = []
    while let header = try stream.nextRecord() {
        var (rows, values): (Int, [Float]) = (0, [])
        while let part = try stream.readRows(upTo: block) {
            rows += part.rows
            values += part.decode()
        }
        records.append(Record(shape: header.rowShape.prefixed(by: rows), values: values))
    }
    return records
}

/// An NPY file with this dictionary as its header, in any version and without padding.
func npy(header: String, data: [UInt8] = [], version: UInt8 = 1) -> [UInt8] {
    let length = (0..<(version == 1 ? 2 : 4)).map { UInt8(truncatingIfNeeded: header.utf8.count >> (8 * $0)) }
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + length + Array(header.utf8) + data
}

func npy(
    _ values: [Double], descr: String = "<f4", fortranOrder: Bool = false, shape: String
) -> [UInt8] {
    let header =
        "{'descr': '\(descr)', 'fortran_order': \(fortranOrder ? "True" : "False"), 'shape': (\(shape)), }\n"
    let type = ElementType(rawValue: String(descr.dropFirst()))!
    return npy(header: header, data: elements(values, type, bigEndian: descr.first == ">"))
}

/// The bytes of `values`, each of which `type` can hold.
func elements(_ values: [Double], _ type: ElementType, bigEndian: Bool) -> [UInt8] {
    values.flatMap { value -> [UInt8] in
        let bits: UInt64 =
            switch type {
            case .f2: UInt64(Float16(value).bitPattern)
            case .f4: UInt64(Float(value).bitPattern)
            case .f8: value.bitPattern
            case .u8: UInt64(value)
            default: UInt64(bitPattern: Int64(value))
            }
        let bytes = (0..<type.size).map { UInt8(truncatingIfNeeded: bits >> (8 * $0)) }
        return bigEndian ? bytes.reversed() : bytes
    }
}
