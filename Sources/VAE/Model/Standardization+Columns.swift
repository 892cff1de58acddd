import CLibrary
import Compute
import Distributions

/// The units of tables: real numbers, or their logarithms, are shifted by the mean and divided by the deviation; circles
/// become angles; codes and counts stay as they are.
extension Standardization {
    /// - Parameter units: means and scales; nil: those of standard columns.
    init(_ units: Standardization?, of columns: [ColumnForm]) {
        self.init(
            means: units?.means ?? columns.map { _ in 0 },
            scales: units?.scales ?? columns.map { $0.angleScale ?? 1 }, columns: columns)
    }

    /// Of the observed numbers of some rows.
    init(of columns: [ColumnForm], _ rows: TrainingRows) {
        let statistics = ColumnStatistics(of: rows) { row in
            for (d, column) in columns.enumerated() where column.isLogarithmic { row[d] = log(row[d]) }
        }
        self.init(
            means: columns.indices.map {
                columns[$0].isStandardized ? Self.stored(statistics.means[$0], exact: true) : 0
            },
            scales: columns.indices.map {
                guard columns[$0].isStandardized else { return columns[$0].angleScale ?? 1 }
                let scale = Float(statistics.variances[$0].squareRoot())
                return scale.isNormal ? scale : 1
            }, columns: columns)
    }

    /// A number of the data in the units in which the networks see it.
    func networkUnits(_ x: Double, _ d: Int) -> Double {
        let x = columns?[d].isLogarithmic ?? false ? log(x) : x
        return (x - means[d]) / Double(scales[d])
    }

    /// A number of the networks in the units of the data; NaN of columns of which the training knew no value.
    ///
    /// - Parameter isDraw: whether it is kept within the column's range, and whole numbers are made of it where the column has
    ///   them.
    func dataUnits(_ x: Double, _ d: Int, isDraw: Bool = false) -> Double {
        let value = means[d] + Double(scales[d]) * x
        guard let column = columns?[d] else { return value }
        if column.isUnseen == true { return .nan }
        if let period = column.period, column.family == .vonMises {
            let origin = column.origin ?? 0
            let turned = value - ((value - origin) / period).rounded(.down) * period
            let whole = isDraw && column.isWhole == true ? turned.rounded() : turned
            return whole < origin + period ? whole : origin
        }
        let number = column.isLogarithmic ? exp(value) : value
        guard isDraw, column.isStandardized else { return number }
        let kept = column.kept(number)
        guard column.isWhole == true else { return kept }
        // 0 has no logarithm.
        return column.isLogarithmic ? max(kept.rounded(), 1) : kept.rounded()
    }
}

extension ColumnForm {
    /// What an angle in radians is multiplied by; nil: there are no angles.
    fileprivate var angleScale: Float? { family == .vonMises ? period.map { Float($0 / (2 * .pi)) } : nil }
}

extension VariationalAutoencoder {
    /// Whether rows are those of a table, whose numbers need double precision.
    public var isOfTables: Bool { architecture.columns != nil }

    /// Rows of numbers as a decoder gives them for a table, in the units of the table.
    ///
    /// - Parameter areDraws: whether whole numbers are made of them where columns have them.
    public func tableValues(_ rows: [Float], areDraws: Bool) -> [Double] {
        guard let standardization else { return rows.map(Double.init) }
        let columns = architecture.dimensions
        return rows.indices.map {
            standardization.dataUnits(Double(rows[$0]), $0 % columns, isDraw: areDraws)
        }
    }
}
