import Formats
import Tensors
import VAE

/// The labels and covariates of the rows of a stream, read in step with these.
final class ConditionStream {
    /// Those of some rows, as they are stored.
    struct Rows {
        /// The index of the first row in the stream.
        let row: Int
        let count: Int
        /// Nil: there are none.
        var labels: [Int]?
        var labelsName = ""
        var covariates: [Double]?
        var covariatesName = ""
    }

    private let labels: CompanionStream?
    private let covariates: CompanionStream?
    private let covariateShape: Shape
    private var row = 0

    /// - Parameter columns: of the covariates.
    init(labels: String?, covariates: String?, columns: Int, batch: Int?) {
        self.labels = labels.map { CompanionStream(path: $0, .classes, batch: batch) }
        self.covariates = covariates.map { CompanionStream(path: $0, .covariates, batch: batch) }
        covariateShape = Shape([columns])
    }

    /// - Throws: bad data, where there are too few rows, or other numbers.
    func next(_ count: Int) throws(Failure) -> Rows {
        var rows = Rows(row: row, count: count)
        if let labels {
            var numbers: [Int] = []
            try labels.read(count, of: Shape([])) { block, row, name throws(Failure) in
                numbers += try LabelNumbers(missing: nil).decode(block, row: row, in: name).map { $0! }
            }
            (rows.labels, rows.labelsName) = (numbers, labels.name)
        }
        if let covariates {
            var numbers: [Double] = []
            try covariates.read(count, of: covariateShape) { block, row, name throws(Failure) in
                numbers += try CovariateNumbers.decode(block, row: row, in: name)
            }
            (rows.covariates, rows.covariatesName) = (numbers, covariates.name)
        }
        row += count
        return rows
    }

    /// All rows; of labels and covariates there must be as many.
    ///
    /// - Throws: bad data, where there are not, or other numbers.
    func all() throws(Failure) -> Rows {
        var (labelRows, covariateRows): ([Int]?, [Double]?) = (nil, nil)
        if let labels {
            var numbers: [Int] = []
            try labels.readAll(of: Shape([])) { block, row, name throws(Failure) in
                numbers += try LabelNumbers(missing: nil).decode(block, row: row, in: name).map { $0! }
            }
            labelRows = numbers
        }
        if let covariates {
            var numbers: [Double] = []
            try covariates.readAll(of: covariateShape) { block, row, name throws(Failure) in
                numbers += try CovariateNumbers.decode(block, row: row, in: name)
            }
            covariateRows = numbers
        }
        let count = covariateRows.map { $0.count / covariateShape.count }
        if let labelRows, let count, labelRows.count != count {
            throw .badData(
                labels!.name,
                "row \(min(labelRows.count, count)): found \(labelRows.count) labels, expected \(count), "
                    + "one for each row of \(covariates!.name)")
        }
        return Rows(
            row: 0, count: labelRows?.count ?? count ?? 0, labels: labelRows, labelsName: labels?.name ?? "",
            covariates: covariateRows, covariatesName: covariates?.name ?? "")
    }

    /// - Throws: bad data, where rows are left.
    func checkEnd() throws(Failure) {
        try labels?.checkEnd()
        try covariates?.checkEnd()
    }
}

/// Real covariates, none of which may be missing.
enum CovariateNumbers {
    static func decode(_ block: RowBlock, row: Int, in name: String) throws(Failure) -> [Double] {
        let numbers = block.decodeDoubles()
        if let index = numbers.firstIndex(where: { !$0.isFinite }) {
            let (place, column) = index.quotientAndRemainder(dividingBy: block.columns)
            throw .badData(
                name,
                "row \(row + place), column \(column): found \(plain(numbers[index])), expected a finite number: "
                    + "a condition has no missing values")
        }
        return numbers
    }
}

extension Conditioning {
    /// - Throws: bad data, where a class is unknown.
    func batch(_ rows: ConditionStream.Rows) throws(Failure) -> BatchConditions {
        var places: [Int] = []
        for (index, label) in (rows.labels ?? []).enumerated() {
            guard let place = self.index(of: label) else {
                throw .badData(
                    rows.labelsName,
                    "row \(rows.row + index): found class \(label), expected \(describedClasses)")
            }
            places.append(place)
        }
        return BatchConditions(self, classes: places, covariates: standardize(rows.covariates ?? []))
    }

    /// "one of the 10 classes of the model, 0 to 9".
    var describedClasses: String {
        let ends = classes.count == 1 ? "\(classes[0])" : "\(classes[0]) to \(classes.last!)"
        return classes.count == 1
            ? "class \(ends), the only one of the model"
            : "one of the \(classes.count) classes of the model, \(ends)"
    }
}
