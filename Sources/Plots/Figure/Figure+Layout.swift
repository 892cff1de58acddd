extension Figure {
    /// Where the parts of a figure go.
    struct Layout {
        /// The rectangle of the data, its sides on the middle of pixels so that lines of width 1 are sharp.
        let data: Box
        let legend: Legend
        let xTicks: Ticks
        let yTicks: Ticks
    }

    static let labelSize = 14.0
    static let tickSize = 12.0
    static let titleSize = 16.0
    /// The length of the lines that mark ticks.
    static let tickLength = 5.0
    /// Between texts and what they belong to.
    static let gap = 7.0
    /// Around everything.
    static let border = 12.0
    /// Below this a side of the rectangle of the data is of no use.
    private static let leastSide = 60.0

    /// - Throws: where the texts and the legend leave no room for the data.
    func layout() throws(FigureError) -> Layout {
        let capital = Text.capitalHeight
        let top = Figure.border + (title.isEmpty ? 0 : Figure.titleSize * capital + Figure.gap)
        let below =
            Figure.border + Figure.tickLength + Figure.gap + Figure.tickSize * capital
            + (xLabel.isEmpty ? 0 : Figure.gap + Figure.labelSize)
        let dataTop = top.rounded(.up) + 0.5
        let legend = Legend(
            legend, width: Double(width) - 2 * Figure.border, height: Double(height) - below - dataTop)
        let dataBottom = (Double(height) - below - legend.size.height).rounded(.down) - 0.5
        let dataHeight = dataBottom - dataTop
        let yTicks = y.ticks(atMost: Swift.max(Int(dataHeight / (y.names.isEmpty ? 42 : 18)), 2))

        let labels = yTicks.labels.map { Text.width(of: $0, size: Figure.tickSize) }
        let left =
            Figure.border + Figure.tickLength + Figure.gap + (labels.max() ?? 0)
            + (yLabel.isEmpty ? 0 : Figure.gap + Figure.labelSize)
        let dataLeft = left.rounded(.up) + 0.5
        let dataRight =
            (Double(width) - Swift.max(legend.size.width, Figure.gap) - Figure.border).rounded(.down) - 0.5
        guard dataHeight >= Figure.leastSide, dataRight - dataLeft >= Figure.leastSide else {
            throw FigureError(
                description:
                    "found no room for the data in a picture of \(width)x\(height), expected a larger --size")
        }
        return Layout(
            data: Box(x: dataLeft...dataRight, y: dataTop...dataBottom), legend: legend,
            xTicks: xTicks(width: dataRight - dataLeft), yTicks: yTicks)
    }

    /// As many ticks as have labels that stand apart from each other.
    private func xTicks(width: Double) -> Ticks {
        if let xNames {
            let room = width / (x.range.upperBound - x.range.lowerBound) - 4
            return Ticks(
                numbers: xNames.indices.map { TickNumber(digits: $0, exponent: 0) },
                names: xNames.map { Text.beginning(of: $0, size: Figure.tickSize, into: room) })
        }
        var count = Swift.max(Int(width / 30), 2)
        while true {
            let ticks = x.ticks(atMost: count)
            let needed = ticks.labels.reduce(0) { $0 + Text.width(of: $1, size: Figure.tickSize) + 22 }
            if needed <= width || count == 2 { return ticks }
            count -= 1
        }
    }
}
