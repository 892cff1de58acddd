import Foundation
import TestSupport
import Testing

@testable import Plots

@Suite struct HistogramTests {
    @Test func `a bin holds its left edge, the last its right one too`() {
        let histogram = Histogram([0, 0.5, 1, 1.5, 2, 2, -1, 9], range: 0...2, bins: 2)
        #expect(histogram.edges == [0, 1, 2])
        #expect(histogram.counts == [2, 4])
        #expect(histogram.density == [2.0 / 6, 4.0 / 6])
    }

    @Test func `a single number stands in the middle`() {
        let histogram = Histogram([3, 3], range: 3...3, bins: 3)
        #expect(histogram.counts == [0, 2, 0])
        #expect(histogram.edges.first == 2.5 && histogram.edges.last == 3.5)
    }

    @Test(arguments: [0, 0x1p-1074, -0x1p-1030, 1e15, 1e16, -1e17, 1e100, 1e300])
    func `a single number of any size is counted`(value: Double) {
        for bins in [1, 2, 40, 10_000] {
            for end in [value, value.nextUp, value + abs(value) * 1e-15] {
                let histogram = Histogram([value, end], range: value...end, bins: bins)
                #expect(histogram.counts.reduce(0, +) == 2)
                let rises = zip(histogram.edges, histogram.edges.dropFirst()).allSatisfy { $0 < $1 }
                #expect(rises)
                #expect(histogram.density.allSatisfy { $0.isFinite })
            }
        }
    }

    @Test func `the outline goes up, along and down`() {
        let histogram = Histogram([0, 1, 1], range: 0...1, bins: 2)
        #expect(
            histogram.outline([1, 2]) == [
                Point(0, 0), Point(0, 1), Point(0.5, 1), Point(0.5, 2), Point(1, 2), Point(1, 0),
            ])
    }

    @Test(.enabled(if: Python.hasNumPy, "NumPy is not installed"), arguments: [1, 7, 10, 40, 1000])
    func `NumPy counts the same`(bins: Int) throws {
        // Many of them lie on edges.
        let values = (0..<3000).map { Double($0 * 7919 % 1000) / 10 - 31.7 } + [68.3]
        let histogram = Histogram(values, range: -31.7...68.3, bins: bins)
        let script = """
            import numpy as np, sys
            v = np.array(eval(sys.stdin.read()))
            counts, edges = np.histogram(v, bins=\(bins), range=(-31.7, 68.3))
            print(counts.tolist()); print(edges.tolist())
            """
        let output = try Python.run(script, input: Array("\(values)".utf8))
        let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
        #expect("\(histogram.counts)" == lines[0])
        let edges = lines[1].dropFirst().dropLast().split(separator: ",").map {
            Double($0.trimmingCharacters(in: .whitespaces))!
        }
        #expect(histogram.edges == edges)
    }
}
