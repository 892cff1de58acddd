extension Figure {
    /// The same figure with axes whose units are equally long.
    ///
    /// - Throws: what ``layout()`` throws.
    func equalized() throws(FigureError) -> Figure {
        var result = self
        result.hasEqualUnits = false
        // Other ends have labels of other widths, which change the width of the data.
        for _ in 0..<4 {
            let box = try result.layout().data
            let units = (x.range.extent / box.x.extent, y.range.extent / box.y.extent)
            let unit = Swift.max(units.0, units.1)
            result.x = x.extended(to: unit * box.x.extent)
            result.y = y.extended(to: unit * box.y.extent)
        }
        return result
    }
}

extension Axis {
    /// The axis around the same middle, made as long as that.
    fileprivate func extended(to extent: Double) -> Axis {
        let room = Swift.max(extent - range.extent, 0) / 2
        var result = Axis(range: range.lowerBound - room...range.upperBound + room)
        result.isCounting = isCounting
        return result
    }
}

extension ClosedRange<Double> {
    fileprivate var extent: Double { upperBound - lowerBound }
}
