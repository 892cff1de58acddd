import Compute
import Testing

@testable import Latents

@Suite struct NearestRowTests {
    private func normals(_ rows: Int, _ columns: Int, seed: UInt64, shift: Float = 0) -> [Float] {
        [Float](rows: rows, columns: columns) {
            Noise(seed: seed, purpose: .likelihood).fillNormal($0, row: 0)
        }.map { $0 + shift }
    }

    @Test(arguments: [
        (1300, 70, 5, 3, 0), (700, 130, 20, 1, 0), (600, 3, 40, 600, 0), (900, 65, 8, 4, 10_000),
    ])
    func `as by looking at all`(rows: Int, queries: Int, columns: Int, count: Int, shift: Int) {
        // Far out single precision is coarse, so that many distances are equal.
        let stream = normals(rows, columns, seed: 1, shift: Float(shift))
        let wanted = normals(queries, columns, seed: 2, shift: Float(shift))
        for threads in [1, 3] {
            let nearest = NearestRows(
                queries: wanted, columns: columns, count: count, payload: 1,
                workers: Workers(threads: threads))
            let cut = rows / 3
            nearest.add(
                Array(stream[..<(cut * columns)]), payload: (0..<cut).map { Float($0) }, row: 0)
            nearest.add(
                Array(stream[(cut * columns)...]), payload: (cut..<rows).map { Float($0) }, row: cut)
            for q in 0..<queries {
                let squares = (0..<rows).map { row in
                    (0..<columns).reduce(0.0) {
                        let change = Double(wanted[q * columns + $1]) - Double(stream[row * columns + $1])
                        return $0 + change * change
                    }
                }
                let order = (0..<rows).sorted { (squares[$0], $0) < (squares[$1], $1) }.prefix(count)
                let range = q * count..<(q + 1) * count
                #expect(Array(nearest.indices[range]) == Array(order))
                #expect(Array(nearest.distances[range]) == order.map { Float(squares[$0].squareRoot()) })
                #expect(Array(nearest.payload[range]) == order.map { Float($0) })
            }
        }
    }

    @Test func `equal rows are at distance zero, and the first of them is nearest`() {
        let rows = normals(600, 7, seed: 4)
        let nearest = NearestRows(
            queries: rows, columns: 7, count: 2, payload: 0, workers: Workers(threads: 2))
        nearest.add(rows + rows, payload: [], row: 0)
        #expect(nearest.indices == (0..<600).flatMap { [$0, $0 + 600] })
        #expect(nearest.distances.allSatisfy { $0 == 0 })
    }

    @Test func `squares that overflow are compared none the less`() {
        let nearest = NearestRows(
            queries: [1e30, 0, -1e30, 0], columns: 2, count: 1, payload: 0, workers: Workers(threads: 1))
        nearest.add([-2e30, 0, 3e30, 0], payload: [], row: 0)
        #expect(nearest.indices == [1, 0])
        for (found, known) in zip(nearest.distances, [2e30, 1e30] as [Float]) {
            #expect(abs(found / known - 1) < 1e-6)
        }
    }

    @Test func `the majority wins, or the nearest`() {
        #expect(majorityLabels([1, 2, 2, 3, 1, 1, 5, 4, 6], count: 3) == [2, 1, 5])
        #expect(majorityLabels([7, 8], count: 1) == [7, 8])
    }
}
