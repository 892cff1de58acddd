import Formats
import Plots

/// Draws the distributions of a column in two tables.
struct MarginalDrawing {
    /// More categories than this are drawn as one.
    private static let mostCategories = 8

    let bins: Int

    /// - Parameters: the values of the column, NaN where they are missing.
    func figure(_ column: TableSchema.Column, _ first: [Double], _ second: [Double]) -> Figure {
        if column.kind.hasCategories { return bars(column.categories, [first, second]) }
        let (scale, origin) = axis(of: column.kind)
        return histograms(
            [first, second].map { $0.map { $0 * scale + origin } }, isWhole: column.kind.isWhole)
    }

    /// What is written behind the name of a column: the unit of its axis.
    func unit(of kind: ColumnKind) -> String {
        switch kind {
        case .date, .datetime: " (year)"
        case .time: " (hours)"
        default: ""
        }
    }

    private func axis(of kind: ColumnKind) -> (scale: Double, origin: Double) {
        let year = 365.2425
        return switch kind {
        case .date: (1 / year, 1970)
        case .datetime: (1 / year / 86_400, 1970)
        case .time: (1 / 3600, 0)
        default: (1, 0)
        }
    }

    func legend(_ names: [String]) -> [LegendEntry] {
        names.enumerated().map { LegendEntry($1, .area(paint($0), stroke($0))) }
    }

    private func stroke(_ table: Int) -> Stroke { Stroke(Color.palette[table], width: 1.5) }

    private func paint(_ table: Int) -> Paint { Paint(Color.palette[table], opacity: 0.3) }

    private func histograms(_ tables: [[Double]], isWhole: Bool) -> Figure {
        let values = tables.map { $0.filter { abs($0) <= Axis.greatest } }
        let all = values.joined()
        var range = (all.min() ?? 0)...(all.max() ?? 1)
        var bins = bins
        if isWhole {
            // As many whole numbers in each bin.
            let first = range.lowerBound.rounded() - 0.5
            let count = range.upperBound.rounded() + 0.5 - first
            let width = (count / Double(bins)).rounded(.up)
            bins = Int((count / width).rounded(.up))
            range = first...first + width * Double(bins)
        }
        let histograms = values.map { Histogram($0, range: range, bins: bins) }
        let heights = zip(histograms, tables).map { histogram, values in
            histogram.counts.map { Double($0) / Double(max(values.count, 1)) }
        }
        let edges = histograms[0].edges
        var figure = Figure(
            x: Axis(covering: edges[0]...edges[bins], margins: (0.02, 0.02)),
            y: shares(heights.joined().max()!))
        for (table, histogram) in histograms.enumerated() {
            let outline = histogram.outline(heights[table])
            figure.data += [.polygon(outline, paint(table)), .line(outline, stroke(table))]
        }
        return figure
    }

    /// Bars side by side for each category, those of all others together, and of missing cells where there are any.
    private func bars(_ categories: [String], _ tables: [[Double]]) -> Figure {
        var counts = tables.map { table in
            var counts = [Double](repeating: 0, count: categories.count + 1)
            for code in table { counts[code.isNaN ? categories.count : Int(code)] += 1 / Double(table.count) }
            return counts
        }
        var names = categories + ["(missing)"]
        if counts.allSatisfy({ $0.last == 0 }) {
            names.removeLast()
            for table in counts.indices { counts[table].removeLast() }
        }
        if names.count > MarginalDrawing.mostCategories {
            let order = names.indices.sorted { (counts[0][$0], $1) > (counts[0][$1], $0) }
            let kept = order.prefix(MarginalDrawing.mostCategories - 1).sorted()
            counts = counts.map { table in
                let shown = kept.map { table[$0] }
                return shown + [max(table.reduce(0, +) - shown.reduce(0, +), 0)]
            }
            names = kept.map { names[$0] } + ["(others)"]
        }
        var figure = Figure(
            x: Axis(range: -0.6...Double(names.count) - 0.4), y: shares(counts.joined().max()!))
        figure.xNames = names
        for (table, heights) in counts.enumerated() {
            let color = Paint(Color.palette[table], opacity: 0.75)
            for (index, height) in heights.enumerated() {
                let left = Double(index) - 0.4 + 0.4 * Double(table)
                figure.data.append(
                    .polygon(
                        [
                            Point(left, 0), Point(left, height), Point(left + 0.4, height),
                            Point(left + 0.4, 0),
                        ], color))
            }
        }
        return figure
    }

    private func shares(_ greatest: Double) -> Axis {
        Axis(covering: 0...max(greatest, 1e-9), margins: (0, 0.05))
    }
}
