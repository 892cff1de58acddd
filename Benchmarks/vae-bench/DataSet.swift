import Foundation

/// The rows that everything is measured on: MNIST's training images, or made-up digits of their size and density.
struct DataSet {
    let name: String
    let rows: Int
    /// An IDX file, as it is and gzipped.
    let plain: String
    let gzipped: String
    /// The first of the rows, for what is slow.
    let few: String
    static let fewRows = 6_000
    /// As many of them as MNIST has test images, or a sixth of all.
    let test: String
    var testRows: Int { rows / 6 }
    /// Images of 8 × 8: the middle of the others, every third pixel of it.
    let small: String
    /// The images with no pixel zero.
    let inked: String

    /// - Parameter mnist: a folder with MNIST's training images.
    init(mnist: String?, rows: Int, in place: Workplace) throws {
        self.rows = rows
        plain = place["images.idx"]
        gzipped = place["images.idx.gz"]
        few = place["few.idx"]
        test = place["test.idx"]
        small = place["small.idx"]
        inked = place["inked.idx"]
        var bytes: [UInt8]
        if let mnist {
            name = "MNIST"
            bytes = try DataSet.images(in: mnist)
            guard bytes.count >= 16 + rows * 784 else {
                throw BenchFailure(description: "\(mnist): found \(bytes.count) bytes, expected MNIST")
            }
            bytes = Array(bytes[16..<16 + rows * 784])
        } else {
            bytes = SyntheticDigits.pixels(rows: rows)
            let ink = 100 * bytes.count { $0 > 0 } / bytes.count
            name = "made-up digits, \(ink) % of the pixels not zero"
        }
        try DataSet.write(bytes, rows: rows, to: plain)
        try DataSet.write(bytes, rows: DataSet.fewRows, to: few)
        try DataSet.write(bytes, rows: testRows, to: test)
        try DataSet.write(bytes.map { max($0, 1) }, rows: rows, to: inked)
        let places = (0..<64).map { (3 + $0 / 8 * 3) * 28 + 3 + $0 % 8 * 3 }
        try DataSet.write(
            (0..<rows).flatMap { row in places.map { bytes[row * 784 + $0] } }, rows: rows, side: 8, to: small
        )
        try Child.run(["gzip", "-k", plain]).expectSuccess()
    }

    private static func write(_ pixels: [UInt8], rows: Int, side: Int = 28, to path: String) throws {
        let header = [0x803, rows, side, side].flatMap { size in
            (0..<4).map { UInt8(size >> (24 - 8 * $0) & 255) }
        }
        try Data(header + pixels[..<(rows * side * side)]).write(to: URL(fileURLWithPath: path))
    }

    private static func images(in folder: String) throws -> [UInt8] {
        let path = "\(folder)/train-images-idx3-ubyte"
        if let plain = FileManager.default.contents(atPath: path) { return Array(plain) }
        let copy = FileManager.default.temporaryDirectory.appendingPathComponent("vae-bench-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: copy) }
        try Child.run(["sh", "-c", "gzip -dc \"$0.gz\" > \"$1\"", path, copy]).expectSuccess()
        return Array(try Data(contentsOf: URL(fileURLWithPath: copy)))
    }
}
