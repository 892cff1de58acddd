import CLibrary
import Distributions

/// y_b = mean of the x_d of block b + N(0, S²), of a Gaussian decoder x_d ~ N(μ_d, v_d): given z, y_b is
/// N(a Σ μ_d, a² Σ v_d + S²) with a = 1 / the size of the block. Blocks do not overlap, so that these are independent.
package struct BlockObservation: Observation {
    private let blocks: [Int]
    /// a of each block.
    private let weights: [Double]
    private let variance: Double
    private let units: GaussianUnits
    /// Means of y where x is at the centers of its units.
    private let centers: [Double]

    /// - Parameters:
    ///   - blocks: the block of each x_d, or −1 where it is not seen.
    ///   - count: how many blocks there are, M; those that no x_d belongs to count for nothing.
    ///   - deviation: S.
    package init(_ model: VariationalAutoencoder<Float>, blocks: [Int], count: Int, deviation: Double) {
        precondition(blocks.count == model.architecture.dimensions && deviation > 0)
        self.blocks = blocks
        variance = deviation * deviation
        units = GaussianUnits(model)
        var sizes = [Int](repeating: 0, count: count)
        for block in blocks where block >= 0 { sizes[block] += 1 }
        weights = sizes.map { $0 == 0 ? 0 : 1 / Double($0) }
        var centers = [Double](repeating: 0, count: count)
        for (d, block) in blocks.enumerated() where block >= 0 {
            centers[block] += weights[block] * units.centers[d]
        }
        self.centers = centers
    }

    package var columns: Int { weights.count }

    package func prepare(_ y: [Double]) -> [Double] {
        y.indices.map { weights[$0] == 0 ? .nan : y[$0] - centers[$0] }
    }

    /// Variances of x.
    private func variances(_ row: DecodedRow) -> [Double] {
        zip(units.scales, row.second).map { $0 * $0 * exp($1) }
    }

    /// E[y|z] and Var[y|z] of each block.
    private func blockMoments(_ means: [Double], _ variances: [Double]) -> (
        means: [Double], variances: [Double]
    ) {
        var (sums, squares) = (
            [Double](repeating: 0, count: columns), [Double](repeating: variance, count: columns)
        )
        for (d, block) in blocks.enumerated() where block >= 0 {
            sums[block] += weights[block] * means[d]
            squares[block] += weights[block] * weights[block] * variances[d]
        }
        return (sums, squares)
    }

    /// ∂ log p / ∂μ = a r / c and ∂ log p / ∂v = ½ a² (r² / c² − 1 / c), r what is left of y and c its variance.
    package func score(_ y: [Double], _ row: DecodedRow) -> (logDensity: Double, gradient: DecodedRow) {
        let (means, variances) = (units.means(row), variances(row))
        let block = blockMoments(means, variances)
        var sum = 0.0
        for b in y.indices where !y[b].isNaN {
            let rest = y[b] - block.means[b]
            sum -= 0.5 * (log(2 * .pi * block.variances[b]) + rest * rest / block.variances[b])
        }
        var gradient = DecodedRow(
            first: [Double](repeating: 0, count: blocks.count),
            second: [Double](repeating: 0, count: blocks.count)
        )
        for (d, b) in blocks.enumerated() where b >= 0 && !y[b].isNaN {
            let weighted = (y[b] - block.means[b]) / block.variances[b]
            gradient.first[d] = units.scales[d] * weights[b] * weighted
            gradient.second[d] =
                0.5 * variances[d] * weights[b] * weights[b] * (weighted * weighted - 1 / block.variances[b])
        }
        return (sum, gradient)
    }

    /// μ_d + a v_d r / c and v_d − a² v_d² / c.
    package func moments(_ y: [Double], _ row: DecodedRow) -> (means: [Double], variances: [Double]) {
        var (means, variances) = (units.means(row), variances(row))
        let block = blockMoments(means, variances)
        for (d, b) in blocks.enumerated() where b >= 0 && !y[b].isNaN {
            let gain = weights[b] * variances[d] / block.variances[b]
            means[d] += gain * (y[b] - block.means[b])
            variances[d] -= gain * weights[b] * variances[d]
        }
        return (zip(units.centers, means).map { $0 + $1 }, variances)
    }

    package var noise: NoiseKind { .normal }
    package var noiseColumns: Int { blocks.count + columns }

    /// A draw of x and y from p(x, y|z), moved by what its y lacks of y (Matheron's rule; Doucet 2010).
    package func draw(_ y: [Double], _ row: DecodedRow, noise: ArraySlice<Float>) -> [Double] {
        let (means, variances) = (units.means(row), variances(row))
        let block = blockMoments(means, variances)
        var x = means.indices.map {
            means[$0] + variances[$0].squareRoot() * Double(noise[noise.startIndex + $0])
        }
        let deviation = variance.squareRoot()
        var drawn = (0..<columns).map { deviation * Double(noise[noise.startIndex + blocks.count + $0]) }
        for (d, b) in blocks.enumerated() where b >= 0 { drawn[b] += weights[b] * x[d] }
        for (d, b) in blocks.enumerated() where b >= 0 && !y[b].isNaN {
            x[d] += weights[b] * variances[d] / block.variances[b] * (y[b] - drawn[b])
        }
        return zip(units.centers, x).map { $0 + $1 }
    }
}
