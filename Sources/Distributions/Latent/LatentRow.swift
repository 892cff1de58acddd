/// One row's posterior over J latent dimensions, with L draws from it, in double precision.
///
/// A view does not keep its memory alive; whoever made it does.
public struct LatentRow {
    let latent: Int
    let draws: Int
    /// Numbers of noise of each draw.
    let noiseCount: Int
    /// An encoder's outputs, a block of J after the other.
    let outputs: UnsafeMutablePointer<Double>
    /// L × ``noiseCount``: ε, and after drawing the cores of the draws.
    let cores: UnsafeMutablePointer<Double>
    /// z, L × J.
    let points: UnsafeMutablePointer<SupportPoint>

    /// Those of dimension j.
    func outputs(_ j: Int, count: Int) -> LatentOutputs {
        (output(0, j, count), output(1, j, count), output(2, j, count))
    }

    private func output(_ block: Int, _ j: Int, _ count: Int) -> Dual {
        block < count ? Dual(outputs[block * latent + j], variable: block) : Dual(0)
    }

    func cores(ofDraw l: Int) -> [Double] {
        Array(UnsafeBufferPointer(start: cores + l * noiseCount, count: noiseCount))
    }

    func points(ofDraw l: Int) -> UnsafeBufferPointer<SupportPoint> {
        UnsafeBufferPointer(start: points + l * latent, count: latent)
    }
}

/// What the log ratios of draws add to a gradient.
public struct RatioGradient {
    /// How each draw's log q(z|x) − log p(z) is weighted, L.
    let weights: UnsafePointer<Double>
    /// ∂ log p / ∂z, L × J.
    let priorSlopes: UnsafePointer<Double>
    /// Whether the gradient goes through the draws alone, each multiplied by such a factor, L (Tucker, Lawson, Gu &
    /// Maddison 2019).
    let factors: UnsafePointer<Double>?

    /// ∂ loss / ∂z of a number of a draw, from what it is without log ratios and ∂ log q / ∂z.
    @inline(__always)
    func slope(_ latentGradient: Double, _ density: Double, draw l: Int, index: Int) -> Double {
        (latentGradient + weights[l] * (density - priorSlopes[index])) * (factors?[l] ?? 1)
    }

    /// What ∂ log q / ∂θ at a fixed z counts with.
    @inline(__always)
    func ownWeight(_ l: Int) -> Double { factors == nil ? weights[l] : 0 }
}

/// A family that can be the posterior of a row of latent dimensions.
public protocol LatentRows: ReparameterizedDistribution {
    /// How many blocks of J outputs of the encoder describe a row.
    static var outputCount: Int { get }

    /// What each number of noise is.
    static var noiseKind: NoiseKind { get }

    /// Numbers of noise of a draw of J dimensions.
    static func noiseCount(latent: Int) -> Int

    /// Whether its dimensions are independent.
    static var isProduct: Bool { get }

    /// Writes z = g(ε), and the cores of the draws in the place of ε.
    static func draw(_ row: LatentRow, _ context: PriorContext)

    /// Writes z from the cores.
    static func place(_ row: LatentRow, _ context: PriorContext)

    /// Adds log q(z|x) of each draw, L.
    static func addLogDensities(
        _ row: LatentRow, _ context: PriorContext, to sums: UnsafeMutablePointer<Double>)

    /// Adds the gradient of Σ weight · log q(z|x) over the draws with respect to the outputs, a block of J after the
    /// other; z is held fixed.
    static func addScoreGradient(
        _ row: LatentRow, _ context: PriorContext, weights: UnsafePointer<Double>,
        to gradient: UnsafeMutablePointer<Double>)

    /// Adds the gradient of a loss whose gradient with respect to z is `latentGradient`, L × J, and that of the log
    /// ratios which it contains, to that with respect to the outputs, a block of J after the other.
    static func addGradient(
        _ row: LatentRow, _ context: PriorContext, latentGradient: UnsafePointer<Double>,
        ratio: RatioGradient?, to gradient: UnsafeMutablePointer<Double>)

    /// Writes θ in the place of the outputs, a block of J after the other; in the place of Gaussian deviations, the
    /// logarithms of their squares.
    static func writeParameters(_ row: LatentRow, _ context: PriorContext)

    /// Where posteriors can lie against a prior that lies in `region`.
    static func reach(within region: DistributionSupport) -> DistributionSupport

    /// Whether its support depends on θ.
    static var movesSupport: Bool { get }

    /// How fast densities of this family fall at both ends at least, whatever θ an encoder gives.
    static var decay: (lower: TailDecay, upper: TailDecay) { get }

    /// θ of a standard prior; one number of a vector stands for all of its numbers.
    static var standardParameters: [Double] { get }

    /// Writes the means of the dimensions, or their medians where there are none, in the place of the outputs.
    static func writeCenters(_ row: LatentRow, _ context: PriorContext)

    /// Whether KL(q(z|x) ‖ p(z)) has a closed form.
    static func hasClosedDivergence(from prior: FamilyPrior) -> Bool

    /// KL(q(z|x) ‖ p(z)) of a row in closed form; adds `weight` times its gradient, where one is wanted, to that with
    /// respect to the outputs. Nil where there is no closed form.
    static func divergence(
        _ row: LatentRow, from prior: FamilyPrior, weight: Double, gradient: UnsafeMutablePointer<Double>?
    ) -> Double?
}

/// A density of J latent dimensions.
public protocol LatentPrior: ReparameterizedDistribution {
    func logDensity(_ z: UnsafeBufferPointer<SupportPoint>) -> Double

    /// ∂ log p / ∂z.
    func writeSlopes(_ z: UnsafeBufferPointer<SupportPoint>, to slopes: UnsafeMutablePointer<Double>)

    /// Numbers of noise of a draw of J dimensions.
    func drawCount(latent: Int) -> Int

    /// z = g(ε) of all dimensions.
    func drawVector(_ noise: [Double]) -> [Double]

    /// As ``drawVector(_:)``, where z may round to 1.
    func drawPoints(_ noise: [Double]) -> [SupportPoint]

    /// What a temperature multiplies deviations from.
    func center(of j: Int) -> Double

    /// How fast −log p(z) grows towards both ends of the support.
    var growth: (lower: TailGrowth, upper: TailGrowth) { get }
}
