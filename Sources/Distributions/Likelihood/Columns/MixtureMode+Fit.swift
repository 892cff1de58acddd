import CLibrary

extension MixtureMode {
    /// Steps of expectation and maximisation.
    private static let steps = 60
    /// Of deviations, in units of that of the column.
    private static let leastDeviation = 0.011
    private static let leastWeight = 1e-4

    /// K modes of some numbers, by expectation and maximisation from equal shares of the sorted numbers on.
    ///
    /// - Precondition: there is at least one number.
    static func fit(_ values: [Double], components count: Int) -> [MixtureMode] {
        let sorted = values.sorted()
        var modes = (0..<count).map { k in
            let middle = sorted[min((2 * k + 1) * sorted.count / (2 * count), sorted.count - 1)]
            return MixtureMode(weight: 1 / Double(count), mean: middle, deviation: 1 / Double(count))
        }
        var shares = [Double](repeating: 0, count: count)
        for _ in 0..<steps {
            var (sums, means, squares) = (
                [Double](repeating: 0, count: count), [Double](repeating: 0, count: count),
                [Double](repeating: 0, count: count)
            )
            for x in sorted {
                for k in 0..<count { shares[k] = modes[k].logDensity(x) }
                shares.withUnsafeMutableBufferPointer { _ = normalize($0.baseAddress!, count: count) }
                for k in 0..<count {
                    let error = x - modes[k].mean
                    sums[k] += shares[k]
                    means[k] += shares[k] * error
                    squares[k] += shares[k] * error * error
                }
            }
            for k in 0..<count where sums[k] > 0 {
                let shift = means[k] / sums[k]
                let variance = max(squares[k] / sums[k] - shift * shift, 0)
                modes[k].mean += shift
                modes[k].deviation = max(variance.squareRoot(), leastDeviation)
            }
            for k in 0..<count { modes[k].weight = max(sums[k] / Double(sorted.count), leastWeight) }
        }
        return modes
    }
}
