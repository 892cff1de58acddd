import Compute

/// The K nearest rows so far to each of Q queries, the nearest first. Work on different queries may run on different
/// threads.
final class NeighborLists: @unchecked Sendable {
    private let count: Int
    private let payloadColumns: Int
    private let places: UnsafeMutableBufferPointer<Int>
    private let distances: UnsafeMutableBufferPointer<Double>
    /// What the rows carry, Q × K × P.
    let payload: Buffer<Float>

    init(queries: Int, count: Int, payload: Int) {
        (self.count, payloadColumns) = (count, payload)
        places = .allocate(capacity: queries * count)
        places.initialize(repeating: -1)
        distances = .allocate(capacity: queries * count)
        distances.initialize(repeating: .infinity)
        self.payload = Buffer(count: queries * count * payload)
    }

    deinit {
        places.deallocate()
        distances.deallocate()
    }

    var indices: [Int] { Array(places) }
    var squares: [Double] { Array(distances) }

    /// The K-th squared distance; ∞ while there are fewer rows.
    func worst(of query: Int) -> Double { distances[(query + 1) * count - 1] }

    /// Puts a row that comes after all others in its place, unless K are at least as near; returns whether it did.
    func insert(_ square: Double, _ row: Int, _ carried: UnsafePointer<Float>?, of query: Int) -> Bool {
        let first = query * count
        guard square < worst(of: query) else { return false }
        var slot = first + count - 1
        while slot > first, distances[slot - 1] > square {
            (distances[slot], places[slot]) = (distances[slot - 1], places[slot - 1])
            move(slot - 1, to: slot)
            slot -= 1
        }
        (distances[slot], places[slot]) = (square, row)
        if let carried {
            (payload.base + slot * payloadColumns).update(from: carried, count: payloadColumns)
        }
        return true
    }

    private func move(_ slot: Int, to target: Int) {
        guard payloadColumns > 0 else { return }
        (payload.base + target * payloadColumns)
            .update(from: payload.base + slot * payloadColumns, count: payloadColumns)
    }
}
