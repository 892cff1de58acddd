import CLibrary
import Compute

/// Coordinates of a number: itself, or ``LatentCoordinate``. Of the simplex y are the logarithms of independent Gamma
/// draws with the shapes α, z = softmax(y) is independent of Σ e^y, and p(y) = Π e^{αₖ yₖ − e^yₖ} / Γ(αₖ).
extension FamilyPrior {
    @_specialize(where S == Float)
    public func drawCoordinates<S: Real>(_ noise: Matrix<S>, into coordinates: Matrix<S>) {
        for row in 0..<coordinates.rows {
            let (epsilon, y) = (numbers(noise.row(row)), coordinates.row(row))
            if let dirichlet {
                for (j, log) in dirichlet.logGammas(epsilon).enumerated() { y[j] = S(log) }
            } else {
                for (j, point) in density.drawPoints(epsilon).enumerated() {
                    y[j] = S(coordinate(j).coordinate(of: point))
                }
            }
        }
    }

    @_specialize(where S == Float)
    public func latents<S: Real>(at coordinates: Matrix<S>, into z: Matrix<S>) {
        for row in 0..<z.rows {
            let (y, values) = (coordinates.row(row), z.row(row))
            if region == .simplex {
                for (j, share) in shares(y).enumerated() { values[j] = S(share) }
            } else {
                for j in y.indices { values[j] = decodable(coordinate(j).place(Double(y[j])).point.z) }
            }
        }
    }

    @_specialize(where S == Float)
    public func move<S: Real>(_ coordinates: Matrix<S>, to z: Matrix<S>) {
        for row in 0..<z.rows {
            let (values, y) = (z.row(row), coordinates.row(row))
            let logSum = region == .simplex ? log(y.reduce(0) { $0 + exp(Double($1)) }) : 0
            for j in y.indices {
                let point = region.point(nearest: values[j])
                y[j] = S(
                    region == .simplex ? log(point.z) + logSum : coordinate(j).coordinate(of: point))
            }
        }
    }

    @_specialize(where S == Float)
    public func pullBack<S: Real>(_ gradient: Matrix<S>, at coordinates: Matrix<S>) {
        for row in 0..<gradient.rows {
            let (y, slopes) = (coordinates.row(row), gradient.row(row))
            if region == .simplex {
                let shares = shares(y)
                let mean = y.indices.reduce(0) { $0 + shares[$1] * Double(slopes[$1]) }
                for j in y.indices { slopes[j] = S(shares[j] * (Double(slopes[j]) - mean)) }
            } else {
                for j in y.indices {
                    slopes[j] = S(
                        boundedProduct(coordinate(j).place(Double(y[j])).slope, Double(slopes[j])))
                }
            }
        }
    }

    @_specialize(where S == Float)
    public func energy<S: Real>(_ coordinates: UnsafeMutableBufferPointer<S>) -> Double {
        if let dirichlet {
            return zip(dirichlet.concentrations, coordinates).reduce(0) {
                $0 - ($1.0 * Double($1.1) - exp(Double($1.1)))
            }
        }
        var jacobian = 0.0
        return withPoints(coordinates.count) { points in
            for (j, y) in coordinates.enumerated() {
                let place = coordinate(j).place(Double(y))
                points[j] = place.point
                jacobian += place.logSlope
            }
        } body: {
            -density.logDensity($0) - jacobian
        }
    }

    /// −Σ log Γ(αₖ) of the simplex.
    public func logNormalizer(dimensions: Int) -> Double {
        dirichlet.map { $0.concentrations.reduce(0) { $0 - lgamma($1) } } ?? 0
    }

    @_specialize(where S == Float)
    public func energyGradient<S: Real>(_ coordinates: Matrix<S>, into gradient: Matrix<S>) {
        let count = coordinates.columns
        for row in 0..<coordinates.rows {
            let (y, slopes) = (coordinates.row(row), gradient.row(row))
            if let dirichlet {
                for (j, alpha) in dirichlet.concentrations.enumerated() {
                    slopes[j] = S(exp(Double(y[j])) - alpha)
                }
                continue
            }
            withUnsafeTemporaryAllocation(of: Double.self, capacity: max(count, 1)) { found in
                withPoints(count) { points in
                    for j in 0..<count { points[j] = coordinate(j).place(Double(y[j])).point }
                } body: {
                    density.writeSlopes($0, to: found.baseAddress!)
                }
                for j in 0..<count {
                    let place = coordinate(j).place(Double(y[j]))
                    slopes[j] = S(-boundedProduct(place.slope, found[j]) - place.bend)
                }
            }
        }
    }

    public func scales(latent: Int) -> [Double] {
        if let dirichlet { return dirichlet.concentrations.map { trigamma($0).squareRoot() } }
        return integrationFrame(latent: latent).spreads
    }
}

/// softmax(y).
private func shares<S: Real>(_ y: UnsafeMutableBufferPointer<S>) -> [Double] {
    Dirichlet.normalized(y.map { Double($0) }).map { exp($0) }
}
