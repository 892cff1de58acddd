import Plots

/// The lines of curves: colours tell logs apart, and the quantities of a single log; dashes tell the columns of several
/// logs apart, and validation from training.
struct CurveLooks {
    private let colors: [String]
    private let dashes: [String]
    private let isSingleLog: Bool
    private let logs: [String]
    /// The columns that were drawn, in their order.
    private let columns: [String]

    init(logs: [String], columns: [String]) {
        self.columns = columns
        self.logs = logs
        isSingleLog = logs.count == 1
        let quantities = columns.map(Quantity.withoutPrefix).uniqued
        colors = isSingleLog ? quantities : logs
        dashes = isSingleLog || quantities.count == 1 ? Quantity.sets(of: columns) : columns
    }

    func stroke(log: Int, column: String) -> Stroke {
        let color =
            isSingleLog ? colors.firstIndex(of: Quantity.withoutPrefix(column))! : log
        let dash = dashes.firstIndex(of: column) ?? dashes.firstIndex(of: Quantity.set(of: column))!
        return look(color: color, dash: dash)
    }

    /// A line for each colour, then one for each kind of dashes, in grey where there are several colours.
    var legend: [(name: String, stroke: Stroke)] {
        let ofColors = colors.indices.map { (colors[$0], look(color: $0, dash: 0)) }
        let ofDashes = dashes.indices.map { dash in
            let stroke = look(color: 0, dash: dash)
            return (
                dashes[dash],
                colors.count == 1 ? stroke : Stroke(.grey, width: stroke.width, dashes: stroke.dashes)
            )
        }
        if dashes.count == 1 { return ofColors }
        return colors.count == 1 ? ofDashes : ofColors + ofDashes
    }

    /// The lines of reference curves: thin, in the colour of the log whose name theirs begins with, else in one of
    /// their own. Of one colour, each has other dashes, dots first.
    func references(named names: [String]) -> [Stroke] {
        let dashes: [[Double]] = [[1, 3], [5, 3], [9, 3, 1, 3]]
        var counts: [Int: Int] = [:]
        var next = colors.count
        return names.map { name in
            var color = next
            if let log = logs.indices.filter({ name.hasPrefix(logs[$0]) }).max(by: {
                logs[$0].count < logs[$1].count
            }) {
                color = isSingleLog ? 0 : log
            } else {
                next += 1
            }
            color %= Color.palette.count
            defer { counts[color, default: 0] += 1 }
            return Stroke(
                Color.palette[color], width: 1.2, dashes: dashes[counts[color, default: 0] % dashes.count])
        }
    }

    private func look(color: Int, dash: Int) -> Stroke {
        // Colours that come again have other dashes.
        Stroke.look(color: color, dash: dash, of: dashes.count, width: 1.8)
    }
}

extension Stroke {
    /// Lines that can be told apart by colour, and by dashes where the colours come again.
    ///
    /// - Parameter count: how many kinds of dashes a colour has.
    static func look(color: Int, dash: Int = 0, of count: Int = 1, width: Double) -> Stroke {
        let dashes: [[Double]] = [[], [7, 5], [1, 4], [9, 4, 1, 4]]
        let colors = Color.palette
        return Stroke(
            colors[color % colors.count], width: width,
            dashes: dashes[(dash + color / colors.count * count) % dashes.count])
    }
}

extension Array where Element: Hashable {
    /// The elements without those that came before.
    fileprivate var uniqued: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
