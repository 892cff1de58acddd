/// How far the distributions of a column in two tables are apart, from 0, the same, to 1.
public enum Marginals {
    /// The statistic of Kolmogorov and Smirnov: sup over x of |F(x) - G(x)|, with the empirical distribution functions of
    /// two samples. Missing values count as less than all others; 0 where a sample is empty.
    public static func kolmogorovSmirnov(_ first: [Double], _ second: [Double]) -> Double {
        let first = first.map { $0.isNaN ? -.infinity : $0 }.sorted()
        let second = second.map { $0.isNaN ? -.infinity : $0 }.sorted()
        guard !first.isEmpty, !second.isEmpty else { return 0 }
        var (i, j) = (0, 0)
        var greatest = 0.0
        while i < first.count, j < second.count {
            let value = min(first[i], second[j])
            while i < first.count, first[i] == value { i += 1 }
            while j < second.count, second[j] == value { j += 1 }
            let difference = Double(i) / Double(first.count) - Double(j) / Double(second.count)
            greatest = max(greatest, abs(difference))
        }
        return greatest
    }

    /// The total variation distance: half the sum over categories of |p - q|, with their shares of two samples. Missing
    /// values are a category of their own; 0 where a sample is empty.
    public static func totalVariation(_ first: [Double], _ second: [Double], categories: Int) -> Double {
        guard !first.isEmpty, !second.isEmpty else { return 0 }
        let (p, q) = (shares(first, categories), shares(second, categories))
        return zip(p, q).reduce(0) { $0 + abs($1.0 - $1.1) } / 2
    }

    private static func shares(_ codes: [Double], _ categories: Int) -> [Double] {
        var counts = [Double](repeating: 0, count: categories + 1)
        for code in codes { counts[code.isNaN ? categories : Int(code)] += 1 }
        return counts.map { $0 / Double(codes.count) }
    }

    /// The distance that goes with the kind of a column: ``kolmogorovSmirnov(_:_:)`` or ``totalVariation(_:_:categories:)``.
    public static func distance(_ first: ComparedTable, _ second: ComparedTable, column: Int) -> Double {
        let (a, b) = (first.column(column), second.column(column))
        return switch first.columns[column] {
        case .number: kolmogorovSmirnov(a, b)
        case .category(let count): totalVariation(a, b, categories: count)
        }
    }
}
