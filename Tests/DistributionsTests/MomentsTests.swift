import Distributions
import Testing

@Suite struct MomentsTests {
    private let values = (0..<1000).map { 1e6 + Double($0 * 7919 % 1000) / 8 }

    @Test func `small samples have their moments by hand`() {
        var moments = Moments()
        #expect(moments.mean == 0 && moments.variance.isNaN && moments.populationVariance.isNaN)
        moments.add(3)
        #expect(moments.mean == 3 && moments.variance.isNaN && moments.populationVariance == 0)
        for value in [5.0, 10] { moments.add(value) }
        #expect(moments.mean == 6 && moments.variance == 13)
        #expect(abs(moments.populationVariance - 26.0 / 3) < 1e-14)
        #expect(abs(moments.standardError - (13.0 / 3).squareRoot()) < 1e-14)
    }

    @Test(arguments: [1, 3, 64, 999, 1000])
    func `blocks merge to the moments of all`(size: Int) {
        var single = Moments()
        for value in values { single.add(value) }
        var merged = Moments()
        for start in stride(from: 0, to: values.count, by: size) {
            merged.merge(Moments(of: Array(values[start..<min(start + size, values.count)])))
        }
        merged.merge(Moments())
        #expect(merged.count == 1000)
        #expect(abs(merged.mean / single.mean - 1) < 1e-14)
        #expect(abs(merged.variance / single.variance - 1) < 1e-10)
    }

    @Test func `columns have the moments of their numbers`() {
        let rows: [Double] = [1, 10, 5, 2, 20, 5, 6, 0, 5]
        var (plain, joint) = (ColumnMoments(columns: 3), ColumnMoments(columns: 3, covariance: true))
        rows.withUnsafeBufferPointer {
            plain.add($0)
            joint.add($0)
        }
        for moments in [plain, joint] {
            #expect(moments.count == 3 && moments.means == [3, 10, 5])
            for (found, expected) in zip(moments.populationVariances, [14.0 / 3, 200.0 / 3, 0]) {
                #expect(abs(found - expected) < 1e-13)
            }
        }
        for (found, expected) in zip(joint.covariance, [7.0, -20, 0, -20, 100, 0, 0, 0, 0]) {
            #expect(abs(found - expected) < 1e-13)
        }
    }

    @Test func `elements that are not finite are counted and left out`() {
        var statistics = ElementStatistics()
        statistics.add([.nan, .infinity])
        #expect(statistics.notFinite == 2 && statistics.minimum.isNaN && statistics.moments.count == 0)
        statistics.add([2, -1, .nan])
        statistics.add([5])
        #expect(statistics.notFinite == 3 && statistics.minimum == -1 && statistics.maximum == 5)
        #expect(statistics.moments.count == 3 && abs(statistics.moments.mean - 2) < 1e-15)
    }

    @Test func `a scaling is undone`() {
        var moments = ColumnMoments(columns: 2)
        moments.add([1, 7, 3, 7] as [Float])
        let scaling = ColumnScaling(moments)
        #expect(scaling.means == [2, 7] && scaling.scales == [1, 1])
        #expect(scaling.apply([1, 7]) == [-1, 0] && scaling.undo([-1, 0]) == [1, 7])
    }
}
