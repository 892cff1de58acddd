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

    public func clear() { fill(0) }
}
