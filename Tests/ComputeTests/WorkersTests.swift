import Compute
import Testing

@Suite struct WorkersTests {
    @Test(arguments: [1, 2, 3, 8]) func everyPieceIsWorkedOnOnce(threads: Int) {
        let workers = Workers(threads: threads)
        #expect(workers.threads == threads)
        let counts = Buffer<Float>(count: 1000)
        for round in 1...200 {
            workers.run(pieces: round * 5) { counts.base[$0] += 1 }
        }
        for piece in 0..<1000 {
            #expect(counts.base[piece] == Float(200 - piece / 5))
        }
    }

    @Test(arguments: [0, 1, 4, 5, 100, 101]) func rangesMakeUpTheWhole(count: Int) {
        let workers = Workers(threads: 3)
        let seen = Buffer<Float>(count: max(count, 1))
        workers.run(rows: count) { range in for row in range { seen.base[row] += 1 } }
        workers.run(count: count, by: 7) { range in for row in range { seen.base[row] += 1 } }
        #expect(seen.elements[0..<count].allSatisfy { $0 == 2 })
    }

    @Test func denormalsAreFlushedOnEveryThread() {
        let workers = Workers(threads: 2)
        let results = Buffer<Float>(count: 64)
        workers.run(pieces: 64) { piece in
            results.base[piece] = Float.leastNormalMagnitude * Float(piece) / 128
        }
        #expect(results.elements.allSatisfy { $0 == 0 })
    }
}
