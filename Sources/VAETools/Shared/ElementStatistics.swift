import Formats

/// Extremes, mean and standard deviation of all finite elements of a stream, in double precision.
struct ElementStatistics {
    private(set) var minimum = Double.nan
    private(set) var maximum = Double.nan
    private(set) var notFinite = 0
    /// Of the finite elements.
    private(set) var count = 0.0
    private(set) var mean = Double.nan
    /// Σ (x − mean)².
    private var squares = 0.0

    /// Of all elements as they are, not of a sample of a population.
    var standardDeviation: Double { (squares / count).squareRoot() }

    /// Adds a block by its own mean, as Chan, Golub & LeVeque (1983) combine samples.
    mutating func add(_ block: RowBlock) {
        let values = block.decodeDoubles()
        let finite = values.allSatisfy(\.isFinite) ? values : values.filter(\.isFinite)
        notFinite += values.count - finite.count
        guard !finite.isEmpty else { return }
        var (sum, least, greatest) = (0.0, Double.infinity, -Double.infinity)
        for value in finite {
            sum += value
            least = min(least, value)
            greatest = max(greatest, value)
        }
        let (own, size) = (sum / Double(finite.count), Double(finite.count))
        let deviations = finite.reduce(0) { $0 + ($1 - own) * ($1 - own) }
        guard count > 0 else {
            (minimum, maximum, mean, squares, count) = (least, greatest, own, deviations, size)
            return
        }
        minimum = min(minimum, least)
        maximum = max(maximum, greatest)
        let difference = own - mean
        squares += deviations + difference * difference * count * size / (count + size)
        mean += difference * size / (count + size)
        count += size
    }
}
