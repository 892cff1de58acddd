import CLibrary
import Distributions

/// A mixture of Gaussians that importance sampling draws from, and which is fitted to the weighted draws (population Monte
/// Carlo: Cappé, Douc, Guillin, Marin & Robert 2008).
///
/// A fifth of the draws of each component have deviations a third wider, for the tails.
struct ProposalMixture {
    fileprivate struct Component {
        var share: Double
        var gaussian: CholeskyGaussian
    }

    private var components: [Component]
    private let size: Int

    private static let (wideEvery, wideFactor) = (5, 1.3)
    /// No component has less than this, if it had any.
    private static let leastShare = 0.01
    /// Weights are raised to a power below 1 until as many draws count, or twice the dimensions if that is more.
    private static let fewestDraws = 40.0

    /// Around modes: each has a part of a tenth, and by its evidence of the rest.
    init(_ modes: [PosteriorMode]) {
        size = modes[0].point.count
        let shares = normalizedWeights(modes.map(\.logEvidence))
        components = zip(modes, shares).map { mode, share in
            Component(
                share: 0.9 * share + 0.1 / Double(modes.count),
                gaussian: CholeskyGaussian(mean: mode.point, factor: mode.factor))
        }
    }

    /// Points made of noise, n × J, each component having its part of them.
    func draw(_ noise: [Float]) -> [Double] {
        let count = noise.count / size
        var points: [Double] = []
        points.reserveCapacity(noise.count)
        var (index, cumulated) = (0, components[0].share)
        for draw in 0..<count {
            while index + 1 < components.count, (Double(draw) + 0.5) / Double(count) > cumulated {
                index += 1
                cumulated += components[index].share
            }
            let gaussian = components[index].gaussian
            let width = draw % Self.wideEvery == 0 ? Self.wideFactor : 1
            for i in 0..<size {
                let change = (0...i).reduce(0) {
                    $0 + gaussian.factor[i * size + $1] * Double(noise[draw * size + $1])
                }
                points.append(gaussian.mean[i] + width * change)
            }
        }
        return points
    }

    /// log q(y) of n points in nats.
    func logDensities(_ points: [Double]) -> [Double] {
        let parts = componentDensities(points)
        return (0..<points.count / size).map { point in
            parts[point * components.count..<(point + 1) * components.count].reduce(-.infinity, logSum)
        }
    }

    /// log of share · density of each component, n × components.
    private func componentDensities(_ points: [Double]) -> [Double] {
        let wide = 1 / Double(Self.wideEvery)
        let logWide = log(wide) - Double(size) * log(Self.wideFactor)
        let logPeaks = components.map { $0.gaussian.logPeak(log($0.share)) }
        return points.withUnsafeBufferPointer { points in
            withUnsafeTemporaryAllocation(of: Double.self, capacity: size) { white in
                var densities: [Double] = []
                for start in stride(from: 0, to: points.count, by: size) {
                    for (component, logPeak) in zip(components, logPeaks) {
                        let square = component.gaussian.whiten(
                            points.baseAddress! + start, into: white.baseAddress!)
                        let narrow = log(1 - wide) - square / 2
                        let other = logWide - square / (2 * Self.wideFactor * Self.wideFactor)
                        densities.append(logPeak + logSum(narrow, other))
                    }
                }
                return densities
            }
        }
    }

    /// Moves the components to the means and covariances of what weighted points have in them.
    mutating func fit(_ points: [Double], logWeights: [Double]) {
        let weights = tempered(logWeights)
        let parts = componentDensities(points)
        let count = components.count
        for k in 0..<count {
            var ofComponent = [Double](repeating: 0, count: weights.count)
            for (point, weight) in weights.enumerated() where weight > 0 {
                let all = parts[point * count..<(point + 1) * count].reduce(-.infinity, logSum)
                ofComponent[point] = weight * exp(parts[point * count + k] - all)
            }
            components[k].fit(points, ofComponent, leastShare: Self.leastShare)
        }
        let total = components.reduce(0) { $0 + $1.share }
        for k in 0..<count { components[k].share /= total }
    }

    /// Weights that sum to 1.
    private func tempered(_ logWeights: [Double]) -> [Double] {
        let fewest = min(max(Self.fewestDraws, 2 * Double(size)), Double(logWeights.count) / 2)
        var power = 1.0
        while true {
            let weights = normalizedWeights(logWeights.map { $0 * power })
            let size = 1 / weights.reduce(0) { $0 + $1 * $1 }
            if size >= fewest || power < 0.01 { return weights }
            power *= 0.8
        }
    }
}

extension ProposalMixture.Component {
    /// - Parameter weights: of the points in this component; their sum becomes its share.
    fileprivate mutating func fit(_ points: [Double], _ weights: [Double], leastShare: Double) {
        let size = gaussian.mean.count
        let total = weights.reduce(0, +)
        share = max(total, leastShare)
        guard total >= leastShare else { return }
        let draws = total * total / weights.reduce(0) { $0 + $1 * $1 }
        var mean = [Double](repeating: 0, count: size)
        for (point, weight) in weights.enumerated() where weight > 0 {
            for j in 0..<size { mean[j] += weight / total * points[point * size + j] }
        }
        // As if as many draws as dimensions had the covariance of before.
        var covariance = [Double](repeating: 0, count: size * size)
        let (new, old) = (draws / (draws + Double(size)) / total, Double(size) / (draws + Double(size)))
        for i in 0..<size {
            for k in 0...i {
                covariance[i * size + k] =
                    old
                    * (0...k).reduce(0) {
                        $0 + gaussian.factor[i * size + $1] * gaussian.factor[k * size + $1]
                    }
            }
        }
        for (point, weight) in weights.enumerated() where weight > 0 {
            for i in 0..<size {
                let change = new * weight * (points[point * size + i] - mean[i])
                for k in 0...i {
                    covariance[i * size + k] += change * (points[point * size + k] - mean[k])
                }
            }
        }
        gaussian = CholeskyGaussian(mean: mean, factor: choleskyFactor(covariance, size: size))
    }
}
