import Foundation
import Testing

@testable import Latents

@Suite struct InterpolationTests {
    private func point(_ way: Interpolation, _ a: [Float], _ b: [Float], _ t: Double) -> [Float] {
        a.withUnsafeBufferPointer { a in
            b.withUnsafeBufferPointer { b in
                [Float](unsafeUninitializedCapacity: a.count) { buffer, count in
                    way.interpolate(
                        from: a, to: b, at: t, into: UnsafeMutableBufferPointer(rebasing: buffer[..<a.count]))
                    count = a.count
                }
            }
        }
    }

    @Test func `a quarter of a circle is gone through at constant speed`() {
        for step in 0...8 {
            let angle = Double(step) / 8 * .pi / 2
            let found = point(.spherical, [1, 0, 0], [0, 1, 0], Double(step) / 8)
            #expect(abs(Double(found[0]) - cos(angle)) < 1e-7 && abs(Double(found[1]) - sin(angle)) < 1e-7)
        }
    }

    @Test func `the norm grows linearly`() {
        for t in stride(from: 0, through: 1, by: 0.125) {
            let found = point(.spherical, [3, 0], [0, 5], t)
            let norm = Double(found[0] * found[0] + found[1] * found[1]).squareRoot()
            #expect(abs(norm - (3 + 2 * t)) < 1e-5)
        }
    }

    @Test(
        arguments: [
            ([1, 2], [2, 4]), ([1, 2], [-1, -2]), ([0, 0], [3, 1]), ([3, 1], [0, 0]), ([0, 0], [0, 0]),
        ] as [([Float], [Float])])
    func `without one circle the way is linear`(a: [Float], b: [Float]) {
        for t in [0, 0.25, 0.5, 1] {
            #expect(point(.spherical, a, b, t) == point(.linear, a, b, t))
        }
    }

    @Test(arguments: [Interpolation.linear, .spherical])
    func `ends are exact`(way: Interpolation) {
        let (a, b): ([Float], [Float]) = ([0.1, -0.7, 3], [0.3, 1.1, -0.2])
        #expect(point(way, a, b, 0) == a && point(way, a, b, 1) == b)
    }

    @Test func `a path counts its points and does not care how it is cut up`() {
        let rows: [Float] = [0, 0, 4, 8, 8, 0]
        var whole = InterpolationPath(.linear, steps: 2, columns: 2)
        #expect(whole.points(of: 3) == 5)
        let points = whole.advance(through: rows)
        #expect(points == [0, 0, 2, 4, 4, 8, 6, 4, 8, 0])
        #expect(whole.points(of: 3) == 6 && whole.wayBack() == [4, 0])
        var cut = InterpolationPath(.linear, steps: 2, columns: 2)
        #expect(cut.points(of: 0) == 0)
        #expect(cut.advance(through: Array(rows[..<2])) + cut.advance(through: Array(rows[2...])) == points)
        #expect(whole.points(of: .max) == nil)
    }

    @Test func `a traversal sets one dimension at a time`() {
        let traversal = Traversal(dimensions: [1, 0], range: -1...1, steps: 3)
        #expect(
            traversal.around([5, 6], columns: 2) == [5, -1, 5, 0, 5, 1, -1, 6, 0, 6, 1, 6])
    }
}
