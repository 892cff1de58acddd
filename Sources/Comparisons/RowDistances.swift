import Compute

/// Squared distances between rows: the sum over columns of ((x - y) / scale)² for numbers, and of 1 for categories that
/// differ. A cell that is missing in one row only counts 1, in both 0.
public struct RowDistances: Sendable {
    let columns: [ComparedTable.Column]
    /// Of columns: one over the scale, 0 for categories.
    private let factors: [Double]

    public init(_ columns: [ComparedTable.Column]) {
        self.columns = columns
        factors = columns.map { if case .number(let scale) = $0 { 1 / scale } else { 0 } }
    }

    /// The squared distances of one row of a table to all rows of another.
    /// - Parameter distances: the square for each row of `others`, which is replaced.
    func squares(
        from row: Int, of table: ComparedTable, to others: ComparedTable, _ distances: inout [Double]
    ) {
        let width = columns.count
        let start = row * width
        table.values.withUnsafeBufferPointer { own in
            others.values.withUnsafeBufferPointer { others in
                for index in distances.indices {
                    var sum = 0.0
                    for column in 0..<width {
                        sum += square(own[start + column], others[index * width + column], factors[column])
                    }
                    distances[index] = sum
                }
            }
        }
    }

    /// What a column adds to these squares.
    func squares(
        from row: Int, of table: ComparedTable, to others: ComparedTable, column: Int,
        _ squares: inout [Double]
    ) {
        let width = columns.count
        let own = table.values[row * width + column]
        others.values.withUnsafeBufferPointer { others in
            for index in squares.indices {
                squares[index] = square(own, others[index * width + column], factors[column])
            }
        }
    }

    @inline(__always)
    private func square(_ x: Double, _ y: Double, _ factor: Double) -> Double {
        let difference = (x - y) * factor
        if factor > 0, !difference.isNaN { return difference * difference }
        if x.isNaN || y.isNaN { return x.isNaN && y.isNaN ? 0 : 1 }
        return x == y ? 0 : 1
    }

    /// The indices of the `count` least distances, the least first; of equal ones the first.
    static func nearest(_ count: Int, in distances: [Double], where isTaken: (Int) -> Bool = { _ in true })
        -> [Int]
    {
        var nearest: [Int] = []
        var limit = Double.infinity
        for index in distances.indices where distances[index] < limit && isTaken(index) {
            var place = nearest.count
            while place > 0, distances[nearest[place - 1]] > distances[index] { place -= 1 }
            nearest.insert(index, at: place)
            if nearest.count > count { nearest.removeLast() }
            if nearest.count == count { limit = distances[nearest[count - 1]] }
        }
        return nearest
    }

    /// The distance of each row of a table to the nearest row of another.
    /// - Parameter isSame: whether the tables are one, of which no row is its own neighbour.
    public func closest(
        _ table: ComparedTable, to others: ComparedTable, isSame: Bool = false, _ workers: Workers
    ) -> [Double] {
        map(table, others, workers) { row, distances in
            squares(from: row, of: table, to: others, &distances)
            if isSame { distances[row] = .infinity }
            return (distances.min() ?? .infinity).squareRoot()
        }
    }

    /// What `body` makes of each row, given room for the distances to all rows of another table.
    func map<Result: Sendable>(
        _ table: ComparedTable, _ others: ComparedTable, _ workers: Workers,
        _ body: (Int, inout [Double]) -> Result
    ) -> [Result] {
        let results = UnsafeMutableBufferPointer<Result>.allocate(capacity: table.rows)
        defer { results.deallocate() }
        workers.run(count: table.rows, by: 64) { range in
            var distances = [Double](repeating: 0, count: others.rows)
            for row in range { results.initializeElement(at: row, to: body(row, &distances)) }
        }
        defer { results.deinitialize() }
        return Array(results)
    }
}
