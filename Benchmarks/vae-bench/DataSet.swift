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

    /// - Parameter mnist: a folder with MNIST's training images.
    init(mnist: String?, rows: Int, in place: Workplace) throws {
        self.rows = rows
        plain = place["images.idx"]
        gzipped = place["images.idx.gz"]
        few = place["few.idx"]
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
        try Child.run(["gzip", "-k", plain]).expectSuccess()
    }

    private static func write(_ pixels: [UInt8], rows: Int, to path: String) throws {
        let header = [0x803, rows, 28, 28].flatMap { size in
            (0..<4).map { UInt8(size >> (24 - 8 * $0) & 255) }
        }
        try Data(header + pixels[..<(rows * 784)]).write(to: URL(fileURLWithPath: path))
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
