import Compute
import Foundation
import Testing

@Suite struct WorkersTests {
    @Test(arguments: [1, 2, 3, 8]) func `every piece is worked on once`(threads: Int) {
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

    @Test(arguments: [2, 3, 8]) func `every piece is worked on once where some threads are slower`(
        threads: Int
    ) {
        let workers = Workers(threads: threads)
        let caller = pthread_self()
        let (runs, pieces) = (400, 90)
        let counts = Buffer<Float>(count: pieces)
        for _ in 0..<runs {
            workers.run(pieces: pieces) { piece in
                counts.base[piece] += 1
                if pthread_equal(pthread_self(), caller) == 0 { work(steps: 20_000) }
            }
            // A run of few pieces in between.
            workers.run(pieces: 2) { counts.base[$0] += 1 }
        }
        #expect(counts.elements.enumerated().allSatisfy { $1 == Float($0 < 2 ? 2 * runs : runs) })
    }

    /// The second thread is left the last piece of its share, the caller takes what it has not come to before.
    @Test func `a long piece holds up no others`() {
        let workers = Workers(threads: 2)
        let counts = Buffer<Float>(count: 40)
        for round in 0..<40 {
            workers.run(pieces: 40) { piece in
                counts.base[piece] += 1
                if piece == round { work(steps: 1_000_000) }
            }
        }
        #expect(counts.elements.allSatisfy { $0 == 40 })
    }

    @Test(arguments: [0, 1, 4, 5, 100, 101]) func `ranges make up the whole`(count: Int) {
        let workers = Workers(threads: 3)
        let seen = Buffer<Float>(count: max(count, 1))
        workers.run(rows: count) { range in for row in range { seen.base[row] += 1 } }
        workers.run(count: count, by: 7) { range in for row in range { seen.base[row] += 1 } }
        #expect(seen.elements[0..<count].allSatisfy { $0 == 2 })
    }

    @Test func `denormals are flushed on every thread`() {
        let workers = Workers(threads: 2)
        let results = Buffer<Float>(count: 64)
        workers.run(pieces: 64) { piece in
            results.base[piece] = Float.leastNormalMagnitude * Float(piece) / 128
        }
        #expect(results.elements.allSatisfy { $0 == 0 })
    }
}

/// Keeps a processor busy.
private func work(steps: Int) {
    var x = 1.0
    for _ in 0..<steps { x = x * 0.999 + 0.001 }
    withExtendedLifetime(x) {}
    precondition(x > 0)
}
