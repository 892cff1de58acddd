import CLibrary

/// log p(x) = x o − log(1 + eᵒ) of the codes 0 and 1.
struct BernoulliColumn: CodeDistribution {
    var outputs: Int { 1 }

    func logDensity(_ x: Double, _ o: Outputs, _ gradient: Numbers) -> Double {
        gradient[0] = x - sigmoid(o[0])
        return x * o[0] - softplus(o[0])
    }

    func draw(_ o: Outputs, _ uniform: Double) -> Double { uniform < sigmoid(-o[0]) ? 0 : 1 }

    var expectations: Int { 2 }
    func addExpectation(_ o: Outputs, weight: Double, to expectation: Numbers) {
        expectation[0] += weight * sigmoid(-o[0])
        expectation[1] += weight * sigmoid(o[0])
    }

    func start(_ summary: ColumnSummary) -> [Double] { [logit(summary.share(of: 1))] }

    func writeFeatures(_ x: Double, to features: Numbers) { features[0] = 2 * x - 1 }
}

/// log p(x) = o_x − log Σ e^(o_k) of K codes; the encoder reads 1 for the code and 0 for the others.
struct CategoricalColumn: CodeDistribution {
    let count: Int

    var outputs: Int { count }

    func logDensity(_ x: Double, _ o: Outputs, _ gradient: Numbers) -> Double {
        for k in 0..<count { gradient[k] = o[k] }
        let density = o[Int(x)] - normalize(gradient, count: count)
        for k in 0..<count { gradient[k] = -gradient[k] }
        gradient[Int(x)] += 1
        return density
    }

    func draw(_ o: Outputs, _ uniform: Double) -> Double {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { shares in
            for k in 0..<count { shares[k] = o[k] }
            normalize(shares.baseAddress!, count: count)
            return code(shares, at: uniform)
        }
    }

    var expectations: Int { count }
    func addExpectation(_ o: Outputs, weight: Double, to expectation: Numbers) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { shares in
            for k in 0..<count { shares[k] = o[k] }
            normalize(shares.baseAddress!, count: count)
            for k in 0..<count { expectation[k] += weight * shares[k] }
        }
    }

    func start(_ summary: ColumnSummary) -> [Double] { (0..<count).map { log(summary.share(of: $0)) } }

    var features: Int { count }
    func writeFeatures(_ x: Double, to features: Numbers) {
        for k in 0..<count { features[k] = Int(x) == k ? 1 : 0 }
    }
}

/// The first code whose share, with those before, is above `uniform`.
func code(_ shares: UnsafeMutableBufferPointer<Double>, at uniform: Double) -> Double {
    var rest = uniform
    for k in shares.indices.dropLast() {
        rest -= shares[k]
        if rest < 0 { return Double(k) }
    }
    return Double(shares.count - 1)
}

/// P(x ≤ k) = sigmoid(c_k) of K ≥ 2 codes in an order (McCullagh 1980), c_0 the first output and each c_k above the one
/// before by log(1 + eᵒ) of its output; the encoder reads 1 for each c_k below x, −1 for those above.
struct OrdinalColumn: CodeDistribution {
    let count: Int

    private static let leastStep = 1e-6

    var outputs: Int { count - 1 }

    func logDensity(_ x: Double, _ o: Outputs, _ gradient: Numbers) -> Double {
        let code = Int(x)
        var (lower, upper) = (-Double.infinity, o[0])
        for k in 0..<outputs { gradient[k] = 0 }
        for k in 1..<max(code + 1, 1) {
            lower = upper
            upper = k < outputs ? upper + softplus(o[k]) + Self.leastStep : .infinity
        }
        // sigmoid(u) − sigmoid(l) = sigmoid(u) sigmoid(−l) (1 − e^(l − u)).
        let gap = upper - lower
        let density =
            -(upper == .infinity ? 0 : softplus(-upper)) - (lower == -.infinity ? 0 : softplus(lower))
            + (gap == .infinity ? 0 : log(-expm1(-gap)))
        let push = gap == .infinity ? 0 : 1 / expm1(gap)
        let upperSlope = upper == .infinity ? 0 : sigmoid(-upper) + push
        let lowerSlope = lower == -.infinity ? 0 : -sigmoid(lower) - push
        gradient[0] = upperSlope + lowerSlope
        for k in 1..<max(min(code + 1, outputs), 1) {
            gradient[k] = sigmoid(o[k]) * (upperSlope + (k < code ? lowerSlope : 0))
        }
        return density
    }

    /// Calls `body` with P(x ≤ k) for k from 0 on, until it returns false.
    private func forEachBound(_ o: Outputs, _ body: (Int, Double) -> Bool) {
        var bound = o[0]
        for k in 0..<outputs {
            if k > 0 { bound += softplus(o[k]) + Self.leastStep }
            guard body(k, sigmoid(bound)) else { return }
        }
    }

    func draw(_ o: Outputs, _ uniform: Double) -> Double {
        var code = 0
        forEachBound(o) { k, share in
            code = share > uniform ? k : k + 1
            return share <= uniform
        }
        return Double(code)
    }

    var expectations: Int { count }
    func addExpectation(_ o: Outputs, weight: Double, to expectation: Numbers) {
        var last = 0.0
        forEachBound(o) { k, share in
            expectation[k] += weight * (share - last)
            last = share
            return true
        }
        expectation[count - 1] += weight * (1 - last)
    }

    func start(_ summary: ColumnSummary) -> [Double] {
        var sum = 0.0
        let bounds = (0..<outputs).map {
            sum += summary.share(of: $0)
            return logit(sum)
        }
        return bounds.indices.map { k in
            k == 0 ? bounds[0] : log(expm1(max(bounds[k] - bounds[k - 1] - Self.leastStep, 1e-3)))
        }
    }

    var features: Int { outputs }
    func writeFeatures(_ x: Double, to features: Numbers) {
        for k in 0..<outputs { features[k] = x > Double(k) ? 1 : -1 }
    }
}
