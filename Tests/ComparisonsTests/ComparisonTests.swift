import Compute
import Foundation
import Testing

@testable import Comparisons

@Suite struct ComparisonTests {
    private let workers = Workers(threads: 2)

    private func table(_ columns: [ComparedTable.Column], _ rows: [[Double]]) -> ComparedTable {
        ComparedTable(columns: columns, values: rows.flatMap(\.self))
    }

    @Test func `the statistic of Kolmogorov and Smirnov is the greatest difference of two steps`() {
        #expect(Marginals.kolmogorovSmirnov([1, 2, 3, 4], [1, 2, 3, 4]) == 0)
        #expect(Marginals.kolmogorovSmirnov([1, 2], [3, 4]) == 1)
        // F and G differ most between 2 and 3: 2/4 and 0/2.
        #expect(Marginals.kolmogorovSmirnov([1, 2, 3, 5], [3, 4]) == 0.5)
        // What is missing is less than all others.
        #expect(Marginals.kolmogorovSmirnov([2, 2, 2, .nan], [2, 3]) == 0.5)
        #expect(Marginals.kolmogorovSmirnov([2, .nan, .nan, .nan], [2, 2]) == 0.75)
        #expect(Marginals.kolmogorovSmirnov([.nan], [1]) == 1)
        #expect(Marginals.kolmogorovSmirnov([], [1]) == 0)
    }

    @Test func `the statistic of uniform samples of other widths is known`() {
        // F(x) = x and G(x) = x / 2 on 0 to 1: 1/2 at x = 1.
        let first = (0..<1000).map { (Double($0) + 0.5) / 1000 }
        #expect(abs(Marginals.kolmogorovSmirnov(first, first.map { 2 * $0 }) - 0.5) < 0.001)
    }

    @Test func `total variation is half the sum of differences`() {
        // 1/2, 1/2, 0 and 1/4, 1/4, 1/2.
        #expect(Marginals.totalVariation([0, 1], [0, 1, 2, 2], categories: 3) == 0.5)
        #expect(Marginals.totalVariation([0, .nan], [0, 0], categories: 1) == 0.5)
        #expect(Marginals.totalVariation([0], [1], categories: 2) == 1)
    }

    @Test func `correlations are those of closed forms`() {
        let x: [Double] = [1, 2, 3, 4, 5]
        #expect(abs(Associations.correlation(x, x.map { 3 - 2 * $0 }) + 1) < 1e-15)
        #expect(Associations.correlation(x, [1, 0, 0, 0, 1]) == 0)
        // Σ xy = 12, Σ xx = 10, Σ yy = 21.2 around the means.
        #expect(abs(Associations.correlation(x, [2, 1, 4, 3, 7]) - 12 / 212.0.squareRoot()) < 1e-12)
        #expect(Associations.correlation(x, [1, 1, 1, 1, 1]) == 0)
        #expect(abs(Associations.correlation([1, 2, .nan], [2, 4, 0]) - 1) < 1e-15)
    }

    @Test func `Cramer's V is that of a table of counts`() {
        // Counts 10, 20 / 30, 5: χ² = 65 (10·5 - 20·30)² / (30·35·40·25), V = √(χ² / 65).
        let x = Array(repeating: 0.0, count: 30) + Array(repeating: 1.0, count: 35)
        let y =
            Array(repeating: 0.0, count: 10) + Array(repeating: 1.0, count: 20)
            + Array(repeating: 0.0, count: 30)
            + Array(repeating: 1.0, count: 5)
        let expected = (550.0 * 550 / (30.0 * 35 * 40 * 25)).squareRoot()
        #expect(abs(Associations.cramersV(x, y) - expected) < 1e-12)
        #expect(Associations.cramersV(x, x) == 1)
        #expect(Associations.cramersV(x, Array(repeating: 0, count: 65)) == 0)
    }

    @Test func `the correlation ratio is the share between the means`() {
        // Means 2 and 6 around 4: 4·4 of 4·4 + 2 + 2.
        let ratio = Associations.correlationRatio(numbers: [1, 3, 5, 7], categories: [0, 0, 1, 1])
        #expect(abs(ratio - (16.0 / 20).squareRoot()) < 1e-15)
        #expect(Associations.correlationRatio(numbers: [1, 1], categories: [0, 1]) == 0)
        #expect(Associations.correlationRatio(numbers: [.nan], categories: [0]) == 0)
    }

    @Test func `distances are scaled, and categories count one`() {
        let columns: [ComparedTable.Column] = [.number(scale: 2), .category(count: 3)]
        let first = table(columns, [[0, 0], [.nan, 1]])
        let second = table(columns, [[4, 0], [4, 1], [.nan, 1], [.nan, .nan]])
        let distances = RowDistances(columns)
        var squares = [Double](repeating: 0, count: 4)
        distances.squares(from: 0, of: first, to: second, &squares)
        #expect(squares == [4, 5, 2, 2])
        distances.squares(from: 1, of: first, to: second, column: 0, &squares)
        #expect(squares == [1, 1, 0, 0])
        #expect(distances.closest(first, to: second, workers) == [Double(2).squareRoot(), 0])
        #expect(distances.closest(second, to: second, isSame: true, workers) == [1, 1, 1, 1])
    }

    @Test func `the nearest are in order`() {
        #expect(RowDistances.nearest(3, in: [5, 1, 4, 1, 0]) == [4, 1, 3])
        #expect(RowDistances.nearest(2, in: [5, 1, 4, 1, 0]) { $0 < 3 } == [1, 2])
        #expect(RowDistances.nearest(9, in: [2, 1]) == [1, 0])
    }

    @Test func `samples that are apart are always told, those of one distribution not`() {
        var generator = Noise(state: 1)
        let columns: [ComparedTable.Column] = [.number(scale: 1), .number(scale: 1)]
        func sample(_ shift: Double) -> ComparedTable {
            table(columns, (0..<400).map { _ in [generator.uniform() + shift, generator.uniform()] })
        }
        let apart = ClassifierTest(sample(0), sample(3), workers)
        #expect(apart.accuracy == 1 && apart.pValue < 1e-20)
        let same = ClassifierTest(sample(0), sample(0), workers)
        // 400 answers: a standard deviation of 1/40.
        #expect(abs(same.accuracy - 0.5) < 0.1 && same.pValue > 1e-4)
        // Half of the second sample lies beyond the first: 3/4 can be right.
        let half = ClassifierTest(sample(0), sample(0.5), workers)
        #expect(abs(half.accuracy - 0.75) < 0.08)
    }

    @Test func `what follows from other columns is predicted`() {
        var generator = Noise(state: 2)
        let columns: [ComparedTable.Column] = [.number(scale: 0.3), .category(count: 2), .number(scale: 0.3)]
        let rows = (0..<300).map { _ -> [Double] in
            let x = generator.uniform()
            return [x, x > 0.5 ? 1 : 0, generator.uniform()]
        }
        let (learned, tested) = (table(columns, Array(rows[..<200])), table(columns, Array(rows[200...])))
        let scores = NeighborPrediction.scores(of: tested, learnedFrom: learned, workers)
        #expect(scores[1]! > 0.85)
        #expect(scores[0]! > 0.5 && scores[0]! <= 1)
        #expect(scores[2]! < 0.3)
        // By hand: the nearest of 0.1 in the other column are the rows of 0, whose mean is 2.
        let other = table(
            [.number(scale: 1), .number(scale: 1)],
            (0..<10).map { [$0 < 5 ? Double($0) : 100, $0 < 5 ? 0 : 9] })
        let asked = table([.number(scale: 1), .number(scale: 1)], [[1, 0.1], [3, 0.1]])
        // Errors 1 and 1 of a spread of 2.
        #expect(NeighborPrediction.scores(of: asked, learnedFrom: other, workers)[0] == 0)
        let own = table([.number(scale: 1), .number(scale: 1)], [[1, 2], [1, 2], [1, 2]])
        #expect(NeighborPrediction.scores(of: own, learnedFrom: own, workers) == [nil, nil])
    }

    @Test func `copies are rows that are equal cell for cell`() {
        let columns: [ComparedTable.Column] = [.number(scale: 1), .category(count: 2)]
        let first = table(columns, [[1, 0], [-0.0, 1], [.nan, 1], [1, 1]])
        let second = table(columns, [[1, 0], [0, 1], [.nan, 1], [2, 1]])
        #expect(ExactCopies.count(in: second, of: first) == 3)
        #expect(ExactCopies.count(in: first, of: first) == 4)
    }
}

/// The same numbers at every call.
private struct Noise {
    var state: UInt64

    mutating func uniform() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 11) / 0x1p53
    }
}
