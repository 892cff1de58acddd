import CLibrary
import Compute

/// p(z) of one of the families of section 2.4, with constant parameters: the same for each latent dimension, or of the
/// whole vector.
public struct FamilyPrior: Sendable {
    /// Of one dimension, or of all where it is of the vector.
    public let density: any LatentPrior
    /// What posteriors take from it.
    public let context: PriorContext
    /// log p(z) as a sum of statistics; nil where it is none.
    let terms: LatentTerms?
    /// Of each dimension; one stands for all where they have the same.
    private let coordinates: [LatentCoordinate]
    public let isUnconstrained: Bool
    let dirichlet: Dirichlet?

    public init(_ density: any LatentPrior) {
        self.density = density
        context = PriorContext(density)
        dirichlet = density as? Dirichlet
        terms = (density as? any LatentFamily)?.logDensityTerms
        coordinates = density.coordinates
        isUnconstrained = density.support == .real && coordinates == [.identity]
    }

    /// Where each number lies.
    public var region: DistributionSupport { context.region }

    /// Of dimension j.
    func coordinate(_ j: Int) -> LatentCoordinate { coordinates[coordinates.count == 1 ? 0 : j] }
}

extension FamilyPrior: Prior {
    public var noise: NoiseKind { density.noise }

    public func noiseColumns(latent: Int) -> Int {
        density.drawCount(latent: latent) * (noise == .uniform ? 2 : 1)
    }

    public func draw<S: Real>(_ noise: Matrix<S>, into z: Matrix<S>, temperature: S) {
        let centers = temperature == 1 ? [] : (0..<z.columns).map { density.center(of: $0) }
        for row in 0..<z.rows {
            let values = z.row(row)
            for (j, value) in density.drawVector(numbers(noise.row(row))).enumerated() {
                values[j] = decodable(
                    temperature == 1 ? value : centers[j] + Double(temperature) * (value - centers[j]))
            }
        }
    }

    /// ε; uniform noise is of two numbers.
    func numbers<S: Real>(_ noise: UnsafeMutableBufferPointer<S>) -> [Double] {
        if self.noise == .normal { return noise.map { Double($0) } }
        return stride(from: 0, to: noise.count, by: 2).map {
            joinedUniform(noise[$0], noise[$0 + 1])
        }
    }

    /// Of the point of the support next to z.
    public func logDensity(_ z: UnsafeMutableBufferPointer<Float>) -> Double {
        withPoints(z.count) { points in
            for (j, value) in z.enumerated() { points[j] = region.point(nearest: value) }
        } body: {
            density.logDensity($0)
        }
    }

    public var support: DistributionSupport { region }

    func withPoints<Result>(
        _ count: Int, _ fill: (UnsafeMutableBufferPointer<SupportPoint>) -> Void,
        body: (UnsafeBufferPointer<SupportPoint>) -> Result
    ) -> Result {
        withUnsafeTemporaryAllocation(of: SupportPoint.self, capacity: max(count, 1)) { points in
            let some = UnsafeMutableBufferPointer(rebasing: points[0..<count])
            some.initialize(repeating: SupportPoint(0))
            fill(some)
            return body(UnsafeBufferPointer(some))
        }
    }
}
