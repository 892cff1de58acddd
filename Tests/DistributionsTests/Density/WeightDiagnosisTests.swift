import Foundation
import Testing

@testable import Distributions

/// Uniform numbers on (0, 1), the same ones every time (Knuth's generator).
private struct Uniforms {
    private var state: UInt64 = 9

    mutating func next() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (Double(state >> 11) + 0.5) * 0x1p-53
    }

    mutating func list(_ count: Int) -> [Double] { (0..<count).map { _ in next() } }
}

private func diagnose(_ logWeights: [Double]) -> WeightDiagnosis {
    var weights = DiagnosedWeights(count: logWeights.count)
    for weight in logWeights { weights.add(weight) }
    return weights.diagnose()
}

/// Every estimate without one of the weights.
private func plainJackknife(_ logWeights: [Double]) -> Double {
    let weights = logWeights.map(exp)
    let estimates = weights.indices.map { left in
        log(weights.indices.reduce(0) { $0 + ($1 == left ? 0 : weights[$1]) })
    }
    let mean = estimates.reduce(0, +) / Double(estimates.count)
    let count = Double(estimates.count)
    return (estimates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } * (count - 1) / count).squareRoot()
}

@Suite struct JackknifeTests {
    @Test func `the jackknife leaves out each weight`() {
        var uniforms = Uniforms()
        for count in [2, 5, 16] {
            let weights = uniforms.list(count).map { -5 * $0 }
            #expect(abs(jackknifeError(weights) - plainJackknife(weights)) < 1e-9)
            #expect(abs(jackknifeError(weights.map { $0 - 1e5 }) - plainJackknife(weights)) < 1e-9)
        }
    }

    /// With one weight e^40 times the others the delta method says 1.
    @Test func `one heavy weight has an error of its distance`() {
        let weights = [40.0] + [Double](repeating: 0, count: 15)
        #expect(abs(jackknifeError(weights) - (40 - log(15)) * 15 / 16) < 0.1)
        #expect(jackknifeError([-.infinity, 3, -.infinity]) > 100)
    }

    @Test func `few weights are told apart by their number only`() {
        #expect(jackknifeError([5]).isNaN && jackknifeError([5, 5, 5]) < 1e-7)
        #expect(smallSampleFactor(5) == 2.0.squareRoot() && smallSampleFactor(1003) < 1.002)
    }
}

@Suite struct GeneralizedParetoTests {
    @Test(arguments: [-0.3, 0, 0.2, 0.7, 1.5]) func `a fit finds the shape`(shape: Double) {
        let exact = GeneralizedPareto(shape: shape, scale: 3)
        var uniforms = Uniforms()
        let fitted = GeneralizedPareto(
            fitting: uniforms.list(4000).map { exact.quantile(rest: $0) }.sorted())
        #expect(abs(fitted.shape - shape) < 4 * (1 + abs(shape)) / 4000.0.squareRoot())
        #expect(abs(fitted.scale / 3 - 1) < 0.1)
    }

    /// The fit of Zhang & Stephens with the prior of Vehtari et al., as an independent program gives it.
    @Test func `known numbers have a known fit`() {
        let fitted = GeneralizedPareto(fitting: (1...20).map { pow(Double($0), 2) / 10 })
        #expect(abs(fitted.shape - 0.14713797824810118) < 1e-9)
        #expect(abs(fitted.scale - 14.72443349159648) < 1e-9)
    }

    @Test(arguments: [-0.3, 0, 0.2, 0.5, 0.7, 1, 1.5])
    func `moments are those of a sum`(shape: Double) {
        let pareto = GeneralizedPareto(shape: shape, scale: 2)
        let (rest, steps) = (1e-3, 200_000)
        var (first, second) = (0.0, 0.0)
        for step in 0..<steps {
            let y = pareto.quantile(rest: rest + (1 - rest) * (Double(step) + 0.5) / Double(steps))
            first += y * (1 - rest) / Double(steps)
            second += y * y * (1 - rest) / Double(steps)
        }
        let moments = pareto.truncatedMoments(rest: rest)
        #expect(abs(moments.first / first - 1) < 1e-3 && abs(moments.second / second - 1) < 1e-3)
    }
}

@Suite struct WeightDiagnosisTests {
    @Test func `light tails have the jackknife's error`() {
        var uniforms = Uniforms()
        let weights = uniforms.list(400).map { log(1 + $0) }
        let diagnosis = diagnose(weights)
        #expect(diagnosis.paretoShape < 0.2)
        #expect(abs(diagnosis.standardError / plainJackknife(weights) - 1) < 0.1)
        #expect(abs(diagnosis.smoothedLogMean - diagnosis.logMean) < 0.01)
    }

    /// w = u^−k has the shape k; from k = ½ on the variance of the mean is infinite.
    @Test(arguments: [0.3, 0.6, 0.9, 1.4]) func `heavy tails have their shape`(shape: Double) {
        var uniforms = Uniforms()
        let weights = uniforms.list(10_000).map { -shape * log($0) }
        let diagnosis = diagnose(weights)
        #expect(abs(diagnosis.paretoShape - shape) < 4 * (1 + shape) / 300.0.squareRoot())
        // From shapes of 1 on, where the mean itself does not exist, the jackknife's may be the larger.
        #expect(diagnosis.standardError > (shape < 1 ? 1.02 : 1) * jackknifeError(weights))
    }

    @Test func `equal weights have no error and a shape of 0`() {
        for count in [25, 1000] {
            let diagnosis = diagnose([Double](repeating: -7, count: count))
            #expect(diagnosis.paretoShape == 0 && diagnosis.standardError < 1e-7)
            #expect(abs(diagnosis.smoothedLogMean + 7) < 1e-12)
        }
    }

    @Test func `few weights have no shape`() {
        #expect(diagnose((0..<24).map(Double.init)).paretoShape.isNaN)
        #expect(diagnose((0..<25).map(Double.init)).paretoShape.isFinite)
        #expect(diagnose([3]).standardError.isNaN)
    }

    /// One weight, few, or none that is not 0; far apart.
    @Test func `degenerate weights are told`() {
        let zeros = [Double](repeating: -.infinity, count: 999)
        #expect(diagnose(zeros).logMean == -.infinity && diagnose(zeros).standardError.isNaN)
        #expect(diagnose(zeros + [.nan]).logMean.isNaN && diagnose(zeros + [.nan]).standardError.isNaN)
        for some in [[5.0], [5, 4, 3]] {
            let diagnosis = diagnose(zeros + some)
            #expect(diagnosis.paretoShape > 0.7 && diagnosis.standardError > 0.5, "\(diagnosis)")
        }
        let steep = diagnose((0..<1000).map { -1000 * Double($0) })
        #expect(steep.paretoShape > 1 && steep.standardError > 100)
    }

    @Test func `sums of parts are those of the whole`() {
        var uniforms = Uniforms()
        let weights = uniforms.list(5000).map { -0.5 * log($0) }
        var parts = DiagnosedWeights(count: weights.count)
        for first in stride(from: 0, to: weights.count, by: 120) {
            let part = Array(weights[first..<min(first + 120, weights.count)])
            var sums = ImportanceWeights()
            for weight in part { sums.add(weight) }
            part.withUnsafeBufferPointer { parts.add($0, sums: sums) }
        }
        let (one, other) = (diagnose(weights), parts.diagnose())
        #expect(abs(one.logMean - other.logMean) < 1e-12)
        #expect(abs(one.paretoShape - other.paretoShape) < 1e-9)
        #expect(abs(one.standardError - other.standardError) < 1e-9)
    }
}
