import Compute

extension Panels {
    /// Panels that hold row-major values, and their memory.
    static func holding(_ values: [Scalar], rows: Int, columns: Int) -> (
        panels: Panels, buffer: Buffer<Scalar>
    ) {
        let buffer = Buffer<Scalar>(count: elements(rows: rows, columns: columns))
        let panels = Panels(buffer, capacity: rows, columns: columns)
        for r in 0..<rows { for c in 0..<columns { panels[r, c] = values[r * columns + c] } }
        return (panels, buffer)
    }

    /// All elements, row-major.
    var values: [Scalar] { (0..<rows).flatMap { r in (0..<columns).map { self[r, $0] } } }
}
