import CLibrary

/// What the observed numbers of one column are like, in the units in which a likelihood sees them.
public struct ColumnSummary: Sendable {
    private var moments = Moments()
    private var frequencies: [Double]
    private var (cosines, sines) = (0.0, 0.0)
    private let isCircle: Bool

    public init(_ form: ColumnForm) {
        frequencies = [Double](repeating: 0, count: form.family == .bernoulli ? 2 : form.categories ?? 0)
        isCircle = form.family == .vonMises
    }

    public mutating func add(_ x: Double) {
        moments.add(x)
        if !frequencies.isEmpty { frequencies[Int(x)] += 1 }
        if isCircle {
            cosines += cos(x)
            sines += sin(x)
        }
    }

    /// All that it is.
    public var numbers: [Double] {
        [Double(moments.count), moments.mean, moments.squares, cosines, sines] + frequencies
    }

    /// Adds the numbers of another summary of the same column.
    public mutating func merge(numbers: [Double]) {
        moments.merge(Moments(count: Int(numbers[0]), mean: numbers[1], squares: numbers[2]))
        (cosines, sines) = (cosines + numbers[3], sines + numbers[4])
        for code in frequencies.indices { frequencies[code] += numbers[5 + code] }
    }

    var mean: Double { moments.count > 0 ? moments.mean : 0 }
    var variance: Double { moments.count > 0 ? moments.populationVariance : 1 }
    /// Means over the column.
    var cosine: Double { cosines / Double(max(moments.count, 1)) }
    var sine: Double { sines / Double(max(moments.count, 1)) }

    /// Of a code, as if each had been seen half a time more.
    func share(of code: Int) -> Double {
        (frequencies[code] + 0.5) / (Double(moments.count) + 0.5 * Double(frequencies.count))
    }
}
