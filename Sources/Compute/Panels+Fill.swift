extension Panels {
    /// Writes a number to all elements; the lanes behind the last column stay as they are.
    public func fill(_ value: Scalar) {
        for panel in 0..<panelCount {
            let (start, lanes) = (base + panel * stride, min(panelWidth, columns - panel * panelWidth))
            if lanes == panelWidth {
                start.update(repeating: value, count: rows * panelWidth)
            } else {
                for row in 0..<rows { (start + row * panelWidth).update(repeating: value, count: lanes) }
            }
        }
    }

    /// Copies row `source` of panels of the same columns, by default the same row.
    public func copyRow(_ row: Int, from other: Panels, _ source: Int? = nil) {
        let source = source ?? row
        precondition(other.columns == columns && row < rows && source < other.rows)
        for panel in 0..<panelCount {
            (base + panel * stride + row * panelWidth).update(
                from: other.base + panel * other.stride + source * panelWidth, count: panelWidth)
        }
    }
}
