import CLibrary

/// Step sizes of the chains of some rows, led towards a mean probability of acceptance by stochastic approximation
/// (Robbins & Monro 1951; Andrieu & Thoms 2008, section 4.2).
struct StepSizes {
    private let target: Double
    /// log ε of each row.
    private(set) var logarithms: [Double]

    /// Sizes of 1 at first, in scales of the prior.
    init(rows: Int, target: Double) {
        self.target = target
        logarithms = [Double](repeating: 0, count: rows)
    }

    /// The sizes of these rows, then those of others.
    mutating func append(_ others: StepSizes) { logarithms += others.logarithms }

    var values: [Double] { logarithms.map(exp) }

    /// log ε += rate · (acceptance − target).
    mutating func update(_ acceptance: [Double], rate: Double) {
        for row in logarithms.indices { logarithms[row] += rate * (acceptance[row] - target) }
    }

    /// A transition of chains at β = 1 with these sizes, number `step` of those that tune them.
    mutating func tune(_ chains: HamiltonianMonteCarlo<Float>, step: Int) {
        update(chains.advance(beta: 1, stepSizes: values), rate: 1 / Double(step + 1).squareRoot())
    }
}

/// Step sizes of some rows for each β of a schedule.
struct StepSizeCurve {
    private var logarithms: [[Double]] = []

    mutating func add(_ sizes: StepSizes) { logarithms.append(sizes.logarithms) }

    /// The sizes at time t of 0 … T, which go evenly from the first to the last, log ε between two by a line.
    func sizes(_ t: Int, of count: Int) -> [Double] {
        let place = Double(t) * Double(logarithms.count - 1) / Double(count)
        let first = Int(place)
        let (before, after) = (logarithms[first], logarithms[min(first + 1, logarithms.count - 1)])
        return zip(before, after).map { exp($0 + (place - Double(first)) * ($1 - $0)) }
    }
}
