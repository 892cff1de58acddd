import CLibrary
import Testing

@testable import Distributions
@testable import Latents

@Suite struct NormalScoreTests {
    /// One of each support.
    static let families: [any UnivariateDistribution] = [
        Laplace(location: 1, scale: 2), Gamma(shape: 0.5, rate: 3), Beta(valid: derivatives(0.5, 2)),
        Uniform(valid: derivatives(-1, 3)), Normal(location: 2, scale: 0.5),
    ]

    @Test(arguments: families.indices)
    func `a score is the normal quantile of the distribution function`(index: Int) {
        let (family, scores) = (Self.families[index], NormalScores(Self.families[index]))
        for p in [1e-9, 0.001, 0.3, 0.5, 0.9, 0.9999] {
            let z = family.quantile(p)
            #expect(abs(scores.score(z) - inverseNormal(p)) < 1e-6)
            #expect(abs(scores.value(inverseNormal(p)) - z) < 1e-9 * (1 + abs(z)))
        }
    }

    @Test(arguments: families.indices)
    func `numbers beyond all digits stay in the support`(index: Int) {
        let scores = NormalScores(Self.families[index])
        for score in [-30.0, -9, 9, 30] {
            let z = scores.value(score)
            #expect(z.isFinite && scores.support.holds(Float(z)))
        }
    }

    @Test func `ends of a support have finite scores`() {
        let scores = NormalScores(Uniform(valid: derivatives(0, 1)))
        #expect(scores.score(0) == -scores.score(1) && abs(scores.score(1)) < 8.4)
    }

    @Test func `a path goes through the middle of scores, and its ends are exact`() {
        let prior = Gamma(shape: 1, rate: 1)
        var path = InterpolationPath(.linear, steps: 2, columns: 1, scores: NormalScores(prior))
        let points = path.advance(through: [0.1, 7, 0.3])
        let scores = NormalScores(prior)
        #expect(points.count == 5 && points[0] == 0.1 && points[2] == 7 && points[4] == 0.3)
        let middle = scores.value((scores.score(Double(Float(0.1))) + scores.score(7)) / 2)
        #expect(points[1] == Float(middle))
        #expect(path.wayBack().count == 1)
    }

    @Test func `one step gives the vectors themselves`() {
        let scores = NormalScores(Laplace(location: 0, scale: 1))
        var path = InterpolationPath(.linear, steps: 1, columns: 2, scores: scores)
        #expect(path.advance(through: [1, 2, 3, 4]) == [1, 2, 3, 4] && path.wayBack() == [])
    }

    @Test func `a grid shares the prior evenly`() {
        let points = LatentGrid(rows: 1, columns: 4).quantiles(
            of: NormalScores(Exponential(valid: derivatives(1))))
        for i in 0..<4 { #expect(abs(1 - exp(-Double(points[2 * i])) - (Double(i) + 0.5) / 4) < 1e-7) }
    }

    @Test func `a traversal takes values at scores`() {
        let traversal = Traversal(
            dimensions: [0], range: -1...1, steps: 3, scores: NormalScores(Normal(location: 2, scale: 3)))
        #expect(traversal.values == [-1, 2, 5])
    }
}
