import Compute

/// The K rows of a stream nearest to each of Q queries by Euclidean distance; of rows at the same distance, those that
/// come first.
///
/// |q − x|² is first bounded from below by |q|² + |x|² − 2 qᵀx from matrix products in single precision. Only where
/// the bound is less than the K-th distance so far is it computed, from the differences in double precision. So the
/// result is exact and the same for all kernel sets, and equal rows are at distance zero.
public final class NearestRows {
    /// Rows of the stream in one product.
    private static let blockRows = 512
    /// Queries in one product.
    private static let groupRows = 64

    private let count: Int
    private let queries: Buffer<Float>
    private let queryRows: Int
    private let columns: Int
    private let workers: Workers
    private let operand: ProductOperandBuffer<Float>
    private let querySquares: [Float]
    private let layer: PackedLayer<Float>
    private let layerBuffer: Buffer<Float>
    private let weights: Buffer<Float>
    private let bias: Buffer<Float>
    private let payloadColumns: Int
    private let lists: NeighborLists

    /// - Parameters:
    ///   - queries: Q × J, finite.
    ///   - count: K.
    ///   - payload: numbers that each row of the stream carries along.
    public init(queries: [Float], columns: Int, count: Int, payload: Int, workers: Workers) {
        precondition(count > 0 && columns > 0 && queries.count % columns == 0)
        let rows = queries.count / columns
        (self.count, self.columns, self.workers, payloadColumns) = (count, columns, workers, payload)
        queryRows = rows
        self.queries = Buffer(count: queries.count)
        for (index, value) in queries.enumerated() { self.queries.base[index] = value }
        let matrix = Matrix(self.queries, rows: rows, columns: columns)
        operand = ProductOperandBuffer(capacity: max(rows, 1), columns: columns, precision: .float32)
        if rows > 0 { operand.operand.values[0..<rows].copy(from: matrix) }
        querySquares = (0..<rows).map { squaredNorm(matrix.row($0)) }
        let size = Self.blockRows
        layerBuffer = Buffer(count: PackedLayer<Float>.elements(inputs: columns, outputs: size))
        layer = PackedLayer(
            inputs: columns, outputs: size, offset: 0, in: layerBuffer,
            copies: LayerCopies(inputs: columns, outputs: size, precision: .float32, transposed: false))
        (weights, bias) = (Buffer(count: size * columns), Buffer(count: size))
        lists = NeighborLists(queries: rows, count: count, payload: payload)
    }

    /// Takes the next rows of the stream, B × J, and what they carry, B × P.
    ///
    /// - Parameter row: the place of the first in the stream.
    public func add(_ rows: [Float], payload: [Float], row: Int) {
        precondition(payload.count * columns == rows.count * payloadColumns)
        rows.withUnsafeBufferPointer { rows in
            payload.withUnsafeBufferPointer { payload in
                for start in stride(from: 0, to: rows.count / columns, by: Self.blockRows) {
                    let size = min(Self.blockRows, rows.count / columns - start)
                    let block = Matrix(
                        UnsafeMutablePointer(mutating: rows.baseAddress! + start * columns), rows: size,
                        columns: columns)
                    let carried = payload.baseAddress.map { $0 + start * payloadColumns }
                    add(block, carried, row: row + start)
                }
            }
        }
    }

    private func add(_ block: Matrix<Float>, _ payload: UnsafePointer<Float>?, row: Int) {
        var greatest: Float = 0
        for index in 0..<Self.blockRows {
            // What stands behind the last row is never near.
            bias.base[index] = index < block.rows ? squaredNorm(block.row(index)) : .infinity
            if index < block.rows { greatest = max(greatest, bias.base[index]) }
        }
        for index in 0..<block.count { weights.base[index] = -2 * block.base[index] }
        layer.pack(weight: Matrix(weights, rows: Self.blockRows, columns: columns), bias: bias.base)
        nonisolated(unsafe) let payload = payload
        workers.run(count: queryRows, by: Self.groupRows) { group in
            let products = Buffer<Float>(
                count: Panels<Float>.elements(rows: Self.groupRows, columns: Self.blockRows))
            let panels = Panels(products, capacity: Self.groupRows, columns: Self.blockRows)[0..<group.count]
            layer.forward(operand.operand[group], into: panels, panels: 0..<panels.panelCount)
            for panel in 0..<panelCount(of: block.rows) {
                for (index, query) in group.enumerated() {
                    let lanes = UnsafeRawPointer(panels.base + panel * panels.stride + index * panelWidth)
                        .loadUnaligned(as: SIMD16<Float>.self)
                    var bound = limit(of: query, greatest: greatest)
                    // A NaN, of an overflow, is looked at too.
                    guard any(.!(lanes .>= bound)) else { continue }
                    for lane in 0..<min(panelWidth, block.rows - panel * panelWidth)
                    where !(lanes[lane] >= bound) {
                        let place = panel * panelWidth + lane
                        let square = squaredDistance(
                            Matrix(queries, rows: queryRows, columns: columns).row(query), block.row(place))
                        let carried = payload.map { $0 + place * payloadColumns }
                        if lists.insert(square, row + place, carried, of: query) {
                            bound = limit(of: query, greatest: greatest)
                        }
                    }
                }
            }
            withExtendedLifetime(products) {}
        }
    }

    /// A row whose |x|² − 2 qᵀx is this or greater is no nearer than the K-th so far; NaN, which nothing is, where there
    /// are fewer rows so far or a square overflows.
    ///
    /// Rounding moves the product of J + 1 terms, and each of the squares, by less than
    /// (J + 4) 2⁻²⁴ (|q|² + |x|² + 2 |q| |x|), of which this allows twice.
    private func limit(of query: Int, greatest: Float) -> Float {
        let worst = lists.worst(of: query)
        let squares = Double(querySquares[query]) + Double(greatest)
        guard worst < .infinity, squares < .infinity else { return .nan }
        let error = 4 * Double(columns + 4) * 0x1p-24 * squares
        return Float(worst - Double(querySquares[query]) + error).nextUp
    }

    /// The places of the rows in the stream, Q × K, the nearest first.
    /// - Precondition: the stream has had at least K rows.
    public var indices: [Int] { lists.indices }

    /// Their distances, Q × K.
    public var distances: [Float] { lists.squares.map { Float($0.squareRoot()) } }

    /// What they carry, Q × K × P.
    public var payload: [Float] { lists.payload.values }
}

/// |x|², as a product in single precision gives it, more or less.
private func squaredNorm(_ x: UnsafeMutableBufferPointer<Float>) -> Float {
    Float(x.reduce(0) { $0 + Double($1) * Double($1) })
}

/// |x − y|² in double precision.
private func squaredDistance(
    _ x: UnsafeMutableBufferPointer<Float>, _ y: UnsafeMutableBufferPointer<Float>
) -> Double {
    var sum = 0.0
    for index in 0..<x.count {
        let difference = Double(x[index]) - Double(y[index])
        sum += difference * difference
    }
    return sum
}
