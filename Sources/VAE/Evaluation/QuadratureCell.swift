import CLibrary

/// A point of one or two dimensions.
typealias LatentPoint = SIMD2<Double>

extension LatentPoint {
    /// - Parameter rest: stands for numbers that are missing.
    init(_ numbers: [Double], _ rest: Double) {
        self.init(numbers.first ?? rest, numbers.count > 1 ? numbers[1] : rest)
    }
}

/// A cell of latent space with the integral over it: e^scale times what the Gauss–Kronrod rule gives.
struct QuadratureCell {
    var low: LatentPoint
    var high: LatentPoint
    private(set) var scale = -Double.infinity
    private(set) var value = 0.0
    /// Along each dimension, what the rule changes when it becomes Gauss's in it.
    private(set) var errors = LatentPoint.zero

    init(low: LatentPoint, high: LatentPoint) {
        self.low = low
        self.high = high
    }

    var error: Double { errors.sum() }

    /// The places where the integrand is needed, the first dimension's slowest.
    func forEachNode(dimensions: Int, _ body: (Int, LatentPoint) -> Void) {
        let (center, half) = ((low + high) / 2, (high - low) / 2)
        let count = GaussKronrod.count
        for i in 0..<(dimensions == 1 ? count : count * count) {
            let (a, b) = dimensions == 1 ? (i, count / 2) : (i / count, i % count)
            body(i, center + half * LatentPoint(GaussKronrod.nodes[a], GaussKronrod.nodes[b]))
        }
    }

    /// Integrates from the logarithms of the integrand at all nodes.
    mutating func integrate(_ logs: UnsafeBufferPointer<Double>) {
        let (count, weights, gauss) = (GaussKronrod.count, GaussKronrod.weights, GaussKronrod.gaussWeights)
        scale = logs.reduce(-.infinity) { $1.isNaN ? .nan : max($0, $1) }
        guard scale.isFinite else { return }
        let half = (high - low) / 2
        if logs.count == count {
            var (kronrod, embedded) = (0.0, 0.0)
            for a in 0..<count {
                let f = exp(logs[a] - scale)
                kronrod += weights[a] * f
                embedded += gauss[a] * f
            }
            value = kronrod * half.x
            errors = LatentPoint(abs(kronrod - embedded) * half.x, 0)
            return
        }
        var (both, first, second) = (0.0, 0.0, 0.0)
        for a in 0..<count {
            var (kronrod, embedded) = (0.0, 0.0)
            for b in 0..<count {
                let f = exp(logs[a * count + b] - scale)
                kronrod += weights[b] * f
                embedded += gauss[b] * f
            }
            both += weights[a] * kronrod
            first += gauss[a] * kronrod
            second += weights[a] * embedded
        }
        value = both * half.x * half.y
        errors = LatentPoint(abs(both - first), abs(both - second)) * (half.x * half.y)
    }

    /// The dimension that errs more.
    private var worseDimension: Int { errors.x >= errors.y ? 0 : 1 }

    /// Whether the numbers of a `Float` are close enough to each other for half of the cell.
    var isDivisible: Bool {
        let (a, b) = (low[worseDimension], high[worseDimension])
        return b - a > 16 * Double(Float(max(abs(a), abs(b))).ulp)
    }

    /// Two halves across the dimension that errs more.
    func halves() -> [QuadratureCell] {
        cut(worseDimension, at: (low[worseDimension] + high[worseDimension]) / 2)
    }

    /// The parts below and above a place, or the cell itself where that lies outside.
    func cut(_ dimension: Int, at place: Double) -> [QuadratureCell] {
        guard low[dimension] < place, place < high[dimension] else { return [self] }
        var (below, above) = (self, self)
        below.high[dimension] = place
        above.low[dimension] = place
        return [below, above]
    }

    /// The parts outside and inside of a box, with none that reaches across its faces.
    func cut(around low: LatentPoint, _ high: LatentPoint, dimensions: Int) -> [QuadratureCell] {
        var (outside, inside) = ([QuadratureCell](), self)
        for j in 0..<dimensions {
            guard inside.low[j] < high[j], low[j] < inside.high[j] else { return [self] }
        }
        for j in 0..<dimensions {
            for place in [low[j], high[j]] {
                let parts = inside.cut(j, at: place)
                guard parts.count == 2 else { continue }
                inside = place == low[j] ? parts[1] : parts[0]
                outside.append(place == low[j] ? parts[0] : parts[1])
            }
        }
        return outside + [inside]
    }
}
