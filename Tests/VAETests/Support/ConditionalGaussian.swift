import Foundation

/// What a Gaussian says of the numbers of a row that are missing, NaN, given those that are observed.
struct ConditionalGaussian {
    /// Of the observed numbers, in nats.
    let logDensity: Double
    /// The missing columns, their means and their covariance.
    let missing: [Int]
    let means: [Double]
    let covariance: [[Double]]

    /// With indices o of what is observed and m of what is missing: N(μ_m + C_mo C_oo⁻¹ (x_o − μ_o), C_mm − C_mo C_oo⁻¹ C_om).
    init(_ x: [Float], mean: [Double], covariance c: [[Double]]) {
        let observed = x.indices.filter { !x[$0].isNaN }
        let missing = x.indices.filter { x[$0].isNaN }
        let rest = observed.map { Double(x[$0]) - mean[$0] }
        let solver = Elimination(observed.map { i in observed.map { c[i][$0] } })
        let solved = solver.solve(rest)
        logDensity =
            -0.5
            * (Double(observed.count) * log(2 * .pi) + solver.logDeterminant
                + zip(rest, solved).reduce(0) { $0 + $1.0 * $1.1 })
        means = missing.map { m in
            zip(observed, solved).reduce(mean[m]) { $0 + c[m][$1.0] * $1.1 }
        }
        let gains = missing.map { m in solver.solve(observed.map { c[$0][m] }) }
        covariance = missing.map { m in
            zip(missing, gains).map { n, gain in
                zip(observed, gain).reduce(c[m][n]) { $0 - c[m][$1.0] * $1.1 }
            }
        }
        self.missing = missing
    }
}

/// Solves equations with a positive definite matrix by elimination.
private struct Elimination {
    private let matrix: [[Double]]

    init(_ matrix: [[Double]]) { self.matrix = matrix }

    private func eliminated(_ b: [Double]) -> (rows: [[Double]], pivots: [Double]) {
        var rows = zip(matrix, b).map { $0 + [$1] }
        var pivots: [Double] = []
        for k in rows.indices {
            pivots.append(rows[k][k])
            for i in rows.indices where i != k {
                let factor = rows[i][k] / rows[k][k]
                for j in rows[i].indices { rows[i][j] -= factor * rows[k][j] }
            }
        }
        return (rows, pivots)
    }

    func solve(_ b: [Double]) -> [Double] {
        let (rows, _) = eliminated(b)
        return rows.indices.map { rows[$0].last! / rows[$0][$0] }
    }

    var logDeterminant: Double {
        eliminated(matrix.map { _ in 0 }).pivots.reduce(0) { $0 + log($1) }
    }
}

extension LinearGaussian {
    /// What the model says of the missing numbers of a row, in the units of the data.
    func conditional(_ x: [Float]) -> ConditionalGaussian {
        let weight = model.decoder.layers[0].weight(in: model.parameters)
        let bias = model.decoder.layers[0].bias(in: model.parameters)
        let scales = (0..<dimensions).map { Double(model.standardization?.scales[$0] ?? 1) }
        let mean = (0..<dimensions).map {
            (model.standardization?.means[$0] ?? 0) + scales[$0] * Double(bias[$0])
        }
        let covariance = (0..<dimensions).map { d in
            (0..<dimensions).map { e in
                let product = (0..<latent).reduce(0.0) {
                    $0 + Double(weight.row(d)[$1]) * Double(weight.row(e)[$1])
                }
                return scales[d] * scales[e] * (product + (d == e ? variance : 0))
            }
        }
        return ConditionalGaussian(x, mean: mean, covariance: covariance)
    }
}

extension Rows {
    /// The same rows with a random share of their numbers missing.
    func withHoles(_ share: Float, seed: UInt64 = 9) -> Rows {
        let uniforms = Rows(count: rowCount, columns: columns, seed: seed)
        return Rows(
            zip(values, uniforms.values).map { zip($0, $1).map { $1 < share ? .nan : $0 } })
    }
}
