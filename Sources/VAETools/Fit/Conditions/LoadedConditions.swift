import Distributions
import Formats
import Tensors
import VAE

/// The conditions of all rows of a data set.
struct LoadedConditions {
    let rows: RowConditions
    /// Of the labels and of the covariates as they are stored.
    let labelsDigest: String?
    let covariatesDigest: String?
    /// Rows without a label.
    let missing: Int

    /// - Parameters:
    ///   - missing: the label of rows whose class is not known.
    ///   - count: of the rows.
    ///   - learned: nil: the classes are those of the labels, and the units of covariates are learned from them.
    /// - Throws: bad data, where there are more rows or fewer, a class that is not known or none at all.
    init(
        labels: String?, covariates: String?, missing missingLabel: Int, rows count: Int,
        learned: Conditioning?
    ) throws(Failure) {
        let labelColumn = try labels.map { path throws(Failure) in
            try LabelColumn(path, missing: missingLabel, rows: count)
        }
        let covariateColumns = try covariates.map { path throws(Failure) in
            try CovariateColumns(path, rows: count)
        }
        if let learned { try Self.check(covariateColumns, learned) }
        let conditioning = Conditioning(
            classes: try labelColumn.map { column throws(Failure) in
                learned?.hasClasses == true ? learned!.classes : try column.classes()
            } ?? [],
            covariates: covariateColumns, learned: learned, labels: labelColumn)
        rows = RowConditions(
            conditioning,
            classes: try labelColumn.map { column throws(Failure) in try column.places(conditioning) } ?? [],
            covariates: conditioning.standardize(covariateColumns?.numbers ?? []))
        labelsDigest = labelColumn?.digest
        covariatesDigest = covariateColumns?.digest
        missing = labelColumn?.missing ?? 0
    }

    /// "10 classes, 59900 of 60000 labels missing; 3 covariates".
    var description: String {
        let conditioning = rows.conditioning
        var parts: [String] = []
        if conditioning.hasClasses {
            let total = missing + conditioning.counts.reduce(0, +)
            let classes = conditioning.classes.count
            parts.append(
                "\(classes) \(classes == 1 ? "class" : "classes")"
                    + (missing > 0 ? ", \(missing) of \(total) labels missing" : ""))
        }
        let covariates = conditioning.means.count
        if covariates > 0 { parts.append("\(covariates) \(covariates == 1 ? "covariate" : "covariates")") }
        return parts.joined(separator: "; ")
    }

    private static func check(
        _ covariates: CovariateColumns?, _ learned: Conditioning
    ) throws(Failure) {
        guard let covariates, !learned.means.isEmpty, covariates.columns != learned.means.count else {
            return
        }
        throw .badData(
            covariates.name,
            "found \(covariates.columns) covariates in a row, expected \(learned.means.count) as of the training"
        )
    }
}

extension Conditioning {
    /// With the counts of labels, and the units of covariates that are learned or those that were.
    fileprivate init(
        classes: [Int], covariates: CovariateColumns?, learned: Conditioning?, labels: LabelColumn?
    ) {
        let places = Conditioning(classes: classes, counts: classes.map { _ in 0 })
        var counts = [Int](repeating: 0, count: classes.count)
        for label in labels?.labels ?? [] {
            if let place = label.flatMap(places.index(of:)) { counts[place] += 1 }
        }
        // Rows that a training goes on with need not be of all classes.
        if let learned, learned.hasClasses, counts.contains(0) { counts = learned.counts }
        let isLearned = learned?.means.isEmpty == false
        let units = isLearned ? (learned!.means, learned!.scales) : covariates?.units ?? ([], [])
        self.init(
            classes: classes, counts: counts, means: covariates == nil ? [] : units.0,
            scales: covariates == nil ? [] : units.1)
    }
}

/// The labels of all rows.
struct LabelColumn {
    let name: String
    /// Nil: not known.
    let labels: [Int?]
    let digest: String
    var missing: Int { labels.count { $0 == nil } }

    init(_ path: String, missing: Int, rows: Int) throws(Failure) {
        let stream = CompanionStream(path: path, .classes)
        var (labels, digest) = ([Int?](), Digest())
        labels.reserveCapacity(min(rows, 1 << 24))
        try stream.read(rows, of: Shape([])) { block, row, name throws(Failure) in
            labels += try LabelNumbers(missing: missing).decode(block, row: row, in: name)
            block.withUnsafeBytes { digest.add($0) }
        }
        try stream.checkEnd()
        (name, self.labels, self.digest) = (stream.name, labels, digest.text)
    }

    /// The classes that there are, in increasing order.
    ///
    /// - Throws: bad data, where there is none, or more than a model may have.
    func classes() throws(Failure) -> [Int] {
        let classes = Set(labels.compactMap { $0 }).sorted()
        guard !classes.isEmpty else {
            throw .badData(name, "found only missing labels, expected at least one class")
        }
        guard classes.count <= Conditioning.mostClasses else {
            throw .badData(
                name, "found \(classes.count) classes, expected at most \(Conditioning.mostClasses)")
        }
        return classes
    }

    /// The place of each row's class.
    func places(_ conditioning: Conditioning) throws(Failure) -> [Int32] {
        var places: [Int32] = []
        places.reserveCapacity(labels.count)
        for (row, label) in labels.enumerated() {
            guard let label else {
                places.append(Int32(BatchConditions.unknown))
                continue
            }
            guard let place = conditioning.index(of: label) else {
                throw .badData(
                    name, "row \(row): found class \(label), expected \(conditioning.describedClasses)")
            }
            places.append(Int32(place))
        }
        return places
    }
}

/// The covariates of all rows.
struct CovariateColumns {
    let name: String
    let columns: Int
    let numbers: [Double]
    let digest: String

    init(_ path: String, rows: Int) throws(Failure) {
        let stream = CompanionStream(path: path, .covariates)
        var (numbers, digest, columns) = ([Double](), Digest(), 0)
        try stream.read(rows, of: nil) { block, row, name throws(Failure) in
            if columns == 0 {
                columns = block.columns
                try checkMemory("\(name): \(rows) rows", count: rows * columns, size: 8)
            }
            numbers += try CovariateNumbers.decode(block, row: row, in: name)
            block.withUnsafeBytes { digest.add($0) }
        }
        try stream.checkEnd()
        (name, self.columns, self.numbers, self.digest) = (stream.name, columns, numbers, digest.text)
    }

    /// The mean and the standard deviation of each; of a constant one the scale is 1.
    var units: (means: [Float], scales: [Float]) {
        var moments = ColumnMoments(columns: columns)
        numbers.withUnsafeBufferPointer { numbers in
            for first in stride(from: 0, to: numbers.count, by: columns) {
                moments.add(UnsafeBufferPointer(rebasing: numbers[first..<first + columns]))
            }
        }
        let scales = moments.populationVariances.map { Float($0.squareRoot()) }
        return (moments.means.map { Float($0) }, scales.map { $0.isNormal ? $0 : 1 })
    }
}
