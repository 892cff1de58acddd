/// How strongly two columns go together. Rows where one of them is missing are left out; 0 where a column is constant.
public enum Associations {
    /// Pearson's correlation, -1 to 1: Σ (x - x̄)(y - ȳ) / √(Σ (x - x̄)² Σ (y - ȳ)²).
    public static func correlation(_ x: [Double], _ y: [Double]) -> Double {
        let pairs = zip(x, y).filter { !$0.isNaN && !$1.isNaN }
        let count = Double(pairs.count)
        let meanX = pairs.reduce(0) { $0 + $1.0 } / count
        let meanY = pairs.reduce(0) { $0 + $1.1 } / count
        var (xx, yy, xy) = (0.0, 0.0, 0.0)
        for (x, y) in pairs {
            xx += (x - meanX) * (x - meanX)
            yy += (y - meanY) * (y - meanY)
            xy += (x - meanX) * (y - meanY)
        }
        return xx > 0 && yy > 0 ? max(-1, min(1, xy / (xx * yy).squareRoot())) : 0
    }

    /// Cramér's V of two columns of categories, 0 to 1: √(χ² / (n (min(r, c) - 1))), with r and c the numbers of their
    /// categories that occur.
    public static func cramersV(_ x: [Double], _ y: [Double]) -> Double {
        var cells: [[Int]: Double] = [:]
        var (xs, ys): ([Int: Double], [Int: Double]) = ([:], [:])
        var count = 0.0
        for (x, y) in zip(x, y) where !x.isNaN && !y.isNaN {
            cells[[Int(x), Int(y)], default: 0] += 1
            xs[Int(x), default: 0] += 1
            ys[Int(y), default: 0] += 1
            count += 1
        }
        let freedom = Double(min(xs.count, ys.count) - 1)
        guard freedom > 0 else { return 0 }
        // χ² / n = Σ n_xy² / (n_x n_y) - 1, in a fixed order.
        let sum = cells.sorted { $0.key.lexicographicallyPrecedes($1.key) }.reduce(0.0) {
            $0 + $1.value * $1.value / (xs[$1.key[0]]! * ys[$1.key[1]]!)
        }
        return max(0, min(1, (sum - 1) / freedom)).squareRoot()
    }

    /// The correlation ratio η of numbers and categories, 0 to 1: the root of the share of the variance of the numbers
    /// that lies between the means of the categories.
    public static func correlationRatio(numbers: [Double], categories: [Double]) -> Double {
        var groups: [Int: (count: Double, sum: Double)] = [:]
        let pairs = zip(numbers, categories).filter { !$0.isNaN && !$1.isNaN }
        guard !pairs.isEmpty else { return 0 }
        let mean = pairs.reduce(0) { $0 + $1.0 } / Double(pairs.count)
        var all = 0.0
        for (number, category) in pairs {
            let group = groups[Int(category), default: (0, 0)]
            groups[Int(category)] = (group.count + 1, group.sum + (number - mean))
            all += (number - mean) * (number - mean)
        }
        let between = groups.sorted { $0.key < $1.key }.reduce(0) {
            $0 + $1.value.sum * $1.value.sum / $1.value.count
        }
        return all > 0 ? max(0, min(1, between / all)).squareRoot() : 0
    }

    /// The measure that goes with the kinds of two columns of a table.
    public static func strength(_ table: ComparedTable, _ first: Int, _ second: Int) -> Double {
        let (x, y) = (table.column(first), table.column(second))
        return switch (table.columns[first], table.columns[second]) {
        case (.number, .number): correlation(x, y)
        case (.category, .category): cramersV(x, y)
        case (.number, .category): correlationRatio(numbers: x, categories: y)
        case (.category, .number): correlationRatio(numbers: y, categories: x)
        }
    }
}
