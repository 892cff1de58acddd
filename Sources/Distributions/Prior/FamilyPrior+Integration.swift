import CLibrary
import Compute

/// Quadrature integrates over the coordinates of Markov chains, and over the simplex with uₖ = log(zₖ / z_K), the additive
/// log-ratios (Aitchison 1982): there p(u) is the density with respect to the first K − 1 numbers times Π zₖ.
extension FamilyPrior {
    public func integrationDimensions(latent: Int) -> Int { region == .simplex ? latent - 1 : latent }

    public func integrationFrame(latent: Int) -> CoordinateFrame {
        if let dirichlet {
            let (alphas, last) = (dirichlet.concentrations.dropLast(), dirichlet.concentrations.last!)
            return CoordinateFrame(
                centers: alphas.map { digamma($0) - digamma(last) },
                spreads: alphas.map { (trigamma($0) + trigamma(last)).squareRoot() })
        }
        let quantiles = [CoordinateFrame.tail, 0.5, 1 - CoordinateFrame.tail].map { p in
            (0..<latent).map { j in
                coordinate(j).coordinate(of: SupportPoint(marginal(j).quantile(p)))
            }
        }
        return CoordinateFrame(
            centers: quantiles[1], spreads: zip(quantiles[2], quantiles[0]).map { ($0 - $1) / 2 })
    }

    /// The density of one number.
    private func marginal(_ j: Int) -> any UnivariateDistribution {
        if let vector = density as? Elliptical {
            return StudentT(
                valid: derivatives(vector.degrees, vector.locations[j], vector.scales[j]))
        }
        return density as! any UnivariateDistribution
    }

    public func place(_ u: SIMD2<Double>, into z: UnsafeMutableBufferPointer<Float>) -> Double {
        if let dirichlet {
            let logs = Dirichlet.normalized((0..<z.count).map { $0 < z.count - 1 ? u[$0] : 0 })
            for (j, log) in logs.enumerated() { z[j] = Float(exp(log)) }
            return zip(dirichlet.concentrations, logs).reduce(-dirichlet.logNormalizer) { $0 + $1.0 * $1.1 }
        }
        var jacobian = 0.0
        return withPoints(z.count) { points in
            for j in z.indices {
                let place = coordinate(j).place(u[j])
                (points[j], z[j]) = (place.point, decodable(place.point.z))
                jacobian += place.logSlope
            }
        } body: {
            density.logDensity($0) + jacobian
        }
    }

    /// The coordinates of z, as ``place(_:into:)`` takes them.
    func integrationCoordinates<S: Real>(of z: UnsafeMutableBufferPointer<S>) -> [Double] {
        let points = z.map { region.point(nearest: $0) }
        guard region == .simplex else {
            return points.enumerated().map { j, point in coordinate(j).coordinate(of: point) }
        }
        return points.dropLast().map { log($0.z) - log(points.last!.z) }
    }
}
