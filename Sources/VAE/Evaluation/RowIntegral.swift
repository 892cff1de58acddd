import CLibrary
import Compute
import Distributions

/// Integrates p(u) p(x|z(u)) over coordinates u of z, one row at a time; memory for one thread. Cells are in widths of p(u)
/// from its center.
final class RowIntegral {
    /// Of errors beside the integral, for an integrand e^top at most: below that there is what `Float` leaves.
    private static func tolerance(_ top: Double) -> Double { max(1e-5, 0x1p-22 * abs(top)) }
    /// The share of the outermost cells beyond which there is nothing.
    private static let negligible = 1e-10
    /// Multiples of the spread of the encoder's posterior around its center where cells end.
    private static let multiples = [64.0, 16, 4]
    private static let (nearest, farthest) = (16.0, 0x1p14)

    private let likelihood: LikelihoodPass<Float>
    private let latents: Matrix<Float>
    private let logs, priorLogs: UnsafeMutableBufferPointer<Double>
    private let memory: (Buffer<Float>, Buffer<Double>, Buffer<Double>)
    private let dimensions: Int
    private let posterior: any Posterior
    private let prior: any Prior
    /// Of p(u).
    private let center, spread: LatentPoint
    private let logScale: Double
    /// Of one cell.
    private let nodes: Int

    private var cells: [QuadratureCell] = []
    /// Cells cover ±radius.
    private var radius = LatentPoint.zero
    private var evaluations = 0

    init(_ packed: PackedModel<Float>) {
        let latent = packed.model.architecture.latent
        (posterior, prior) = (packed.model.posterior, packed.model.prior)
        dimensions = prior.integrationDimensions(latent: latent)
        let frame = prior.integrationFrame(latent: latent)
        (center, spread) = (LatentPoint(frame.centers, 0), LatentPoint(frame.spreads, 1))
        logScale = frame.spreads.reduce(0) { $0 + log($1) }
        nodes = dimensions == 1 ? GaussKronrod.count : GaussKronrod.count * GaussKronrod.count
        let capacity = 480 / nodes * nodes
        likelihood = LikelihoodPass(
            packed, capacity: capacity, differentiation: .nothing,
            groupPanels: LikelihoodPass<Float>.fewGroups)
        memory = (Buffer(count: capacity * latent), Buffer(count: capacity), Buffer(count: capacity))
        latents = Matrix(memory.0, rows: capacity, columns: latent)
        (logs, priorLogs) = (memory.1.elements, memory.2.elements)
    }

    /// - Parameter row: one row.
    func estimate(_ row: EncodedRows<Float>) -> LikelihoodEstimate {
        evaluations = 0
        let data = row.data
        var parameters = [Float](rows: 1, columns: row.posteriors.count * latents.columns) {
            row.copyParameters(of: 0, to: $0.elements)
        }
        guard parameters.allSatisfy(\.isFinite) else { return result(.nan, .nan) }
        guard dimensions > 0 else {
            likelihood.evaluate(latents[0..<1], of: data, into: logs.baseAddress!)
            return result(logs[0], 0)
        }
        cells = []
        add(parameters.withUnsafeMutableBufferPointer { firstCells($0) }, of: data)
        refine(data)
        while true {
            let outside = grown()
            guard !outside.isEmpty, evaluations + outside.count * nodes <= Quadrature.mostEvaluations
            else { break }
            add(outside, of: data)
            refine(data)
        }
        let sums = sums()
        return result(sums.top + log(sums.value), sums.error / sums.value)
    }

    private func result(_ logLikelihood: Double, _ error: Double) -> LikelihoodEstimate {
        LikelihoodEstimate(
            logLikelihood: logLikelihood, standardError: error,
            isReliable: error
                <= max(Reliability.mostQuadratureError, 2 * Self.tolerance(logLikelihood)),
            diagnostics: [Double(evaluations)])
    }

    /// Coarse cells that reach to twice the center of the encoder's posterior, those around it cut by its spread. Without
    /// an encoder, fine ones where p(u) has nearly all of its weight.
    private func firstCells(_ parameters: UnsafeMutableBufferPointer<Float>) -> [QuadratureCell] {
        radius = .zero
        guard !parameters.isEmpty else {
            for j in 0..<dimensions { radius[j] = Self.nearest }
            return Self.grid(Self.edges(radius.x), Self.edges(radius.y)).flatMap { cell in
                (0..<dimensions).reduce([cell]) { cells, j in cells.flatMap { Self.refined($0, j) } }
            }
        }
        let frame = posterior.integrationFrame(parameters)
        let mean = (LatentPoint(frame.centers, 0) - center) / spread
        let deviation = LatentPoint(frame.spreads, 0) / spread
        for j in 0..<dimensions {
            radius[j] = Self.nearest
            while radius[j] < min(2 * abs(mean[j]), Self.farthest) { radius[j] *= 2 }
        }
        var cells = Self.grid(Self.edges(radius.x), Self.edges(radius.y))
        for multiple in Self.multiples {
            let (low, high) = (mean - multiple * deviation, mean + multiple * deviation)
            cells = cells.flatMap { $0.cut(around: low, high, dimensions: dimensions) }
        }
        return cells
    }

    /// 0, ±2, ±4, ±8 and so on to the radius; 0 and 0 where that is zero.
    private static func edges(_ radius: Double) -> [Double] {
        let positive = sequence(first: 2) { 2 * $0 }.prefix { $0 <= radius }
        return radius == 0 ? [0, 0] : positive.reversed().map { -$0 } + [0] + positive
    }

    /// Halves of a cell that lies from −4 to 4.
    private static func refined(_ cell: QuadratureCell, _ dimension: Int) -> [QuadratureCell] {
        let isInside = cell.low.min() >= -4 && cell.high.max() <= 4
        return isInside ? cell.cut(dimension, at: (cell.low[dimension] + cell.high[dimension]) / 2) : [cell]
    }

    private static func grid(_ x: [Double], _ y: [Double]) -> [QuadratureCell] {
        zip(x, x.dropFirst()).flatMap { x in
            zip(y, y.dropFirst()).map { y in
                QuadratureCell(low: LatentPoint(x.0, y.0), high: LatentPoint(x.1, y.1))
            }
        }
    }

    /// Doubles the radius in each dimension whose outer half holds more than nothing; gives the cells that this adds.
    private func grown() -> [QuadratureCell] {
        let sums = sums()
        var added: [QuadratureCell] = []
        for j in 0..<dimensions where radius[j] < Self.farthest {
            var share = 0.0
            for cell in cells where max(-cell.low[j], cell.high[j]) > radius[j] / 2 {
                share += cell.value * exp(cell.scale - sums.top)
            }
            guard share > Self.negligible * sums.value else { continue }
            let r = radius[j]
            for side in [[-2 * r, -r], [r, 2 * r]] {
                added +=
                    j == 0 ? Self.grid(side, Self.edges(radius.y)) : Self.grid(Self.edges(radius.x), side)
            }
            radius[j] = 2 * r
        }
        return added
    }

    private func add(_ new: [QuadratureCell], of data: DataRows<Float>) {
        cells += new
        evaluate(Array(cells.count - new.count..<cells.count), data)
    }

    /// The value and the error of all cells, over e^top; NaN where the integrand was.
    private func sums() -> (top: Double, value: Double, error: Double) {
        let top = cells.reduce(-.infinity) { $1.scale.isNaN ? .nan : max($0, $1.scale) }
        var (value, error) = (0.0, 0.0)
        for cell in cells where cell.scale.isFinite {
            let weight = exp(cell.scale - top)
            value += weight * cell.value
            error += weight * cell.error
        }
        return (top, value, error)
    }

    /// Halves the cells that err most until the others, too, err little together.
    private func refine(_ data: DataRows<Float>) {
        while true {
            let sums = sums()
            let allowed = Self.tolerance(sums.top) * sums.value
            var excess = sums.error - allowed
            guard excess > 0 else { return }
            var worst = cells.indices.filter { cells[$0].error > 0 && cells[$0].isDivisible }
            let errors = cells.map { $0.error * exp($0.scale - sums.top) }
            worst.sort { (errors[$0], $1) > (errors[$1], $0) }
            guard let first = worst.first else { return }
            excess += allowed / 2
            var changed: [Int] = []
            for index in worst where excess > 0 && errors[index] >= errors[first] / 16 {
                guard evaluations + (changed.count + 2) * nodes <= Quadrature.mostEvaluations else { break }
                excess -= errors[index]
                let halves = cells[index].halves()
                changed += [index, cells.count]
                cells[index] = halves[0]
                cells.append(halves[1])
            }
            guard !changed.isEmpty else { return }
            evaluate(changed, data)
        }
    }

    /// Integrates some cells, as many at a time as fit in the memory of the pass.
    private func evaluate(_ indices: [Int], _ data: DataRows<Float>) {
        let most = latents.rows / nodes
        for start in stride(from: 0, to: indices.count, by: most) {
            let some = indices[start..<min(start + most, indices.count)]
            let points = latents[0..<some.count * nodes]
            for (index, cell) in some.enumerated() {
                cells[cell].forEachNode(dimensions: dimensions) { node, place in
                    let i = index * nodes + node
                    priorLogs[i] = prior.place(center + spread * place, into: points.row(i)) + logScale
                }
            }
            likelihood.evaluate(points, of: data, into: logs.baseAddress!)
            for i in 0..<points.rows { logs[i] += priorLogs[i] }
            for (index, cell) in some.enumerated() {
                cells[cell].integrate(
                    UnsafeBufferPointer(rebasing: logs[index * nodes..<(index + 1) * nodes]))
            }
            evaluations += points.rows
        }
    }
}
