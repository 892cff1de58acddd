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

    public init(_ density: any LatentPrior) {
        self.density = density
        context = PriorContext(density)
        terms = (density as? any LatentFamily)?.logDensityTerms
    }

    /// Where each number lies.
    public var region: DistributionSupport { context.region }
}

extension FamilyPrior: Prior {
    public var noise: NoiseKind { density.noise }

    public func noiseColumns(latent: Int) -> Int {
        density.drawCount(latent: latent) * (noise == .uniform ? 2 : 1)
    }

    public func draw<S: Real>(_ noise: Matrix<S>, into z: Matrix<S>, temperature: S) {
        for row in 0..<z.rows {
            let (numbers, values) = (noise.row(row), z.row(row))
            let epsilon: [Double] =
                self.noise == .normal
                ? numbers.map { Double($0) }
                : stride(from: 0, to: numbers.count, by: 2).map {
                    Double(numbers[$0]) + Double(numbers[$0 + 1]) * 0x1p-24
                }
            for (j, value) in density.drawVector(epsilon).enumerated() {
                let center = temperature == 1 ? 0 : density.center(of: j)
                values[j] = latent(temperature == 1 ? value : center + Double(temperature) * (value - center))
            }
        }
    }

    public func logDensity(_ z: UnsafeMutableBufferPointer<Float>) -> Double {
        withPoints(z.count) { points in
            for (j, value) in z.enumerated() { points[j] = SupportPoint(Double(value)) }
        } body: {
            density.logDensity($0)
        }
    }

    public var support: DistributionSupport { region }

    public func latents<S: Real>(at coordinates: Matrix<S>, into z: Matrix<S>) {
        for row in 0..<z.rows {
            let (y, values) = (coordinates.row(row), z.row(row))
            if region == .simplex {
                let shares = softmax(y)
                for j in y.indices { values[j] = S(shares[j]) }
            } else {
                for j in y.indices { values[j] = latent(region.place(Double(y[j])).point.z) }
            }
        }
    }

    /// Of a point of the simplex, the logarithms of Gamma draws whose sum is its mean.
    public func coordinates<S: Real>(of z: Matrix<S>, into coordinates: Matrix<S>) {
        let shift = (density as? Dirichlet).map { log($0.concentrations.reduce(0, +)) } ?? 0
        for row in 0..<z.rows {
            let (values, y) = (z.row(row), coordinates.row(row))
            for j in y.indices {
                let value = Double(values[j])
                y[j] = S(region == .simplex ? log(max(value, 1e-30)) + shift : region.coordinate(value))
            }
        }
    }

    public func pullBack<S: Real>(_ gradient: Matrix<S>, at coordinates: Matrix<S>) {
        for row in 0..<gradient.rows {
            let (y, slopes) = (coordinates.row(row), gradient.row(row))
            if region == .simplex {
                let shares = softmax(y)
                let mean = y.indices.reduce(0) { $0 + shares[$1] * Double(slopes[$1]) }
                for j in y.indices { slopes[j] = S(shares[j] * (Double(slopes[j]) - mean)) }
            } else {
                for j in y.indices { slopes[j] *= S(region.place(Double(y[j])).slope) }
            }
        }
    }

    /// Of the simplex, y are the logarithms of independent Gamma draws with the shapes α, and z = softmax(y): p(y) =
    /// Π e^{αₖ yₖ − e^yₖ} / Γ(αₖ).
    public func energy<S: Real>(_ coordinates: UnsafeMutableBufferPointer<S>) -> Double {
        if let dirichlet = density as? Dirichlet {
            return zip(dirichlet.concentrations, coordinates).reduce(0) {
                $0 - ($1.0 * Double($1.1) - exp(Double($1.1)) - lgamma($1.0))
            }
        }
        var jacobian = 0.0
        return withPoints(coordinates.count) { points in
            for (j, y) in coordinates.enumerated() {
                let place = region.place(Double(y))
                points[j] = place.point
                jacobian += place.logSlope
            }
        } body: {
            -density.logDensity($0) - jacobian
        }
    }

    public func logNormalizer(dimensions: Int) -> Double { 0 }

    public func energyGradient<S: Real>(_ coordinates: Matrix<S>, into gradient: Matrix<S>) {
        let count = coordinates.columns
        for row in 0..<coordinates.rows {
            let (y, slopes) = (coordinates.row(row), gradient.row(row))
            if let dirichlet = density as? Dirichlet {
                for (j, alpha) in dirichlet.concentrations.enumerated() {
                    slopes[j] = S(exp(Double(y[j])) - alpha)
                }
                continue
            }
            withUnsafeTemporaryAllocation(of: Double.self, capacity: max(count, 1)) { found in
                withPoints(count) { points in
                    for j in 0..<count { points[j] = region.place(Double(y[j])).point }
                } body: {
                    density.writeSlopes($0, to: found.baseAddress!)
                }
                for j in 0..<count {
                    let place = region.place(Double(y[j]))
                    slopes[j] = S(-found[j] * place.slope - place.bend)
                }
            }
        }
    }

    private func withPoints<Result>(
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

private func softmax<S: Real>(_ y: UnsafeMutableBufferPointer<S>) -> [Double] {
    let top = y.reduce(-Double.infinity) { max($0, Double($1)) }
    let weights = y.map { exp(Double($0) - top) }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
}
