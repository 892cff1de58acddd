import CLibrary
import Compute

/// β of the first of the transitions that lead from the prior to the posterior, and their number: each multiplies β by the
/// same, so that any width of p(z|x) is met on the way.
private let (leastBeta, annealings) = (1e-6, 80)
private let (annealingAcceptance, annealingRate) = (0.8, 0.5)
private let annealingBetas = (1...annealings).map { pow(leastBeta, 1 - Double($0) / Double(annealings)) }

extension HamiltonianMonteCarlo<Float> {
    /// Puts the chains of each row at some of many particles, which sequential Monte Carlo leads from the prior to the
    /// posterior (Del Moral, Doucet & Jasra 2006): transitions for growing β, between which particles are drawn afresh in
    /// proportion to their weights, so that modes of p(z|x) get as many as they weigh. Chains alone would stay in whatever
    /// mode they met first.
    ///
    /// - Returns: step sizes that suit these places.
    func startFromParticles(target: Double) -> StepSizes {
        let (data, chains, places) = (data!, chains, Buffer<Float>(count: count * latent))
        var (noise, last) = (noise!, noise!)
        var sizes = StepSizes(rows: 0, target: target)
        for row in 0..<data.count {
            begin(data[row..<row + 1], chains: capacity, noise: noise.following(row: row, chains: capacity))
            sizes.append(annealParticles(keeping: chains))
            let first = row * chains * latent
            (places.base + first).update(from: positions.base, count: chains * latent)
            last = self.noise
        }
        noise.skip(beyond: last)
        begin(data, chains: chains, noise: noise)
        start { _ = $0.elements.update(from: places.elements) }
        return sizes
    }

    /// - Parameter kept: how many particles are drawn at the end, which become the first ones.
    private func annealParticles(keeping kept: Int) -> StepSizes {
        startFromPrior()
        var sizes = StepSizes(rows: 1, target: annealingAcceptance)
        var weights = ParticleWeights(count: count)
        var last = 0.0
        for beta in annealingBetas {
            weights.multiply { (beta - last) * logLikelihoods[$0] }
            last = beta
            let place = uniform()
            if weights.effectiveSampleSize < Double(count) / 2 {
                resample(&weights, count: count, place: place)
            }
            sizes.update(advance(beta: beta, stepSizes: sizes.values), rate: annealingRate)
        }
        resample(&weights, count: kept, place: uniform())
        return sizes
    }

    private func resample(_ weights: inout ParticleWeights, count: Int, place: Double) {
        proposal.copy(0..<self.count, from: current)
        for (chain, particle) in weights.resample(count: count, place: place).enumerated() {
            current.copy(chain, from: proposal, at: particle)
        }
    }

    /// A number on [0, 1) of the first row.
    private func uniform() -> Double {
        var number: [Float] = [0]
        number.withUnsafeMutableBufferPointer {
            noise.fillUniform(Matrix($0.baseAddress!, rows: 1, columns: 1))
        }
        return Double(number[0])
    }
}

/// The weights of particles.
struct ParticleWeights {
    private var logarithms: [Double]

    /// Equal ones.
    init(count: Int) { logarithms = [Double](repeating: 0, count: count) }

    /// Multiplies each weight by e to the power of a factor; one that is no number stands for a weight of 0.
    mutating func multiply(_ logFactor: (Int) -> Double) {
        for index in logarithms.indices {
            let factor = logFactor(index)
            logarithms[index] += factor.isNaN ? -.infinity : factor
        }
    }

    /// With 1 as the largest; all 1 where they have no largest.
    private var relative: [Double] {
        let greatest = logarithms.max()!
        return logarithms.map { greatest.isFinite ? exp($0 - greatest) : 1 }
    }

    /// (Σ w)² / Σ w².
    var effectiveSampleSize: Double {
        let weights = relative
        let sum = weights.reduce(0, +)
        return sum * sum / weights.reduce(0) { $0 + $1 * $1 }
    }

    /// Draws particles in proportion to their weights at even distances (systematic resampling, Kitagawa 1996); the weights
    /// are equal afterwards.
    ///
    /// - Parameter place: of the first, on [0, 1).
    /// - Returns: the index of each, in increasing order.
    mutating func resample(count: Int, place: Double) -> [Int] {
        let weights = relative
        let step = weights.reduce(0, +) / Double(count)
        var (particle, sum) = (0, weights[0])
        logarithms = [Double](repeating: 0, count: logarithms.count)
        return (0..<count).map { index in
            while sum <= (Double(index) + place) * step && particle < weights.count - 1 {
                particle += 1
                sum += weights[particle]
            }
            return particle
        }
    }
}
