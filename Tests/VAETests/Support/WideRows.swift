import VAE

/// Rows held in memory in double precision.
struct WideRows: RowSource {
    let values: [[Double]]

    var rowCount: Int { values.count }
    var columns: Int { values[0].count }
    var exceedsFloat: Bool { true }

    func copyRow(_ index: Int, into row: UnsafeMutableBufferPointer<Float>) {
        _ = row.update(from: values[index].map { Float($0) })
    }

    func copyRow(_ index: Int, into row: UnsafeMutableBufferPointer<Double>) {
        _ = row.update(from: values[index])
    }
}
