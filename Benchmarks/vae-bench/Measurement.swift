/// What a program did in a case, once for each time it ran.
struct Measurement {
    enum Unit: String {
        case secondsPerEpoch = "s/epoch"
        case rowsPerSecond = "rows/s"
        case passesPerSecond = "passes/s"
        case milliseconds = "ms"
        case nanoseconds = "ns"
        case gigaflops = "GFLOP/s"
        case megabytes = "MB"

        var moreIsBetter: Bool { [.rowsPerSecond, .passesPerSecond, .gigaflops].contains(self) }
    }

    let program: String
    /// Nil where a program has no choice of them.
    var threads: Int?
    let unit: Unit
    let values: [Double]
    /// Of the peak of the processors, where the median stands for floating-point operations.
    var ofPeak: Double?

    var median: Double { vae_bench.median(values) }
    var best: Double { (unit.moreIsBetter ? values.max() : values.min())! }

    /// How many times as fast, or as small, the median of `other` is as this one.
    func ratio(to other: Measurement) -> Double {
        unit.moreIsBetter ? other.median / median : median / other.median
    }
}

/// The one in the middle, or the mean of the two.
func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
