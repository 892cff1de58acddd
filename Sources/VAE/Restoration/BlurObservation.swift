import CLibrary
import Distributions

/// y = A x + N(0, S²), A a Gaussian blur, of a Gaussian decoder x ~ N(μ, v I) with one variance for all numbers:
/// given z, y is N(A μ, v A Aᵀ + S² I).
///
/// A blurs rows and then columns, so that A Aᵀ = (B_h B_hᵀ) ⊗ (B_w B_wᵀ), and U = U_h ⊗ U_w of the eigenvectors of the two
/// makes it diagonal. In coordinates Uᵀ y with K = Uᵀ A everything is a sum: Uᵀ y is N(K μ, v λ_h λ_w + S²).
package struct BlurObservation: Observation {
    private let height, width, channels: Int
    /// K_h = U_hᵀ B_h and K_w, and U_hᵀ and U_wᵀ.
    private let maps: (height: SquareMatrix, width: SquareMatrix)
    private let rotations: (height: SquareMatrix, width: SquareMatrix)
    /// λ_h λ_w of each pixel.
    private let values: [Double]
    private let variance: Double
    private let units: GaussianUnits

    /// Sides of images, up to which finding eigenvectors takes little time.
    package static let mostSide = 512

    /// - Parameters:
    ///   - radius: R, the deviation of the blur in pixels.
    ///   - deviation: S.
    package init(
        _ model: VariationalAutoencoder<Float>, height: Int, width: Int, channels: Int, radius: Double,
        deviation: Double
    ) {
        precondition(height * width * channels == model.architecture.dimensions && deviation > 0)
        (self.height, self.width, self.channels) = (height, width, channels)
        variance = deviation * deviation
        units = GaussianUnits(model)
        let blurs = (
            SquareMatrix(blurOf: height, radius: radius), SquareMatrix(blurOf: width, radius: radius)
        )
        let eigen = (blurs.0.squareEigenvalues, blurs.1.squareEigenvalues)
        rotations = (
            SquareMatrix(size: height, elements: eigen.0.vectors),
            SquareMatrix(size: width, elements: eigen.1.vectors)
        )
        maps = (rotations.height.times(blurs.0), rotations.width.times(blurs.1))
        values = eigen.0.values.flatMap { h in
            eigen.1.values.flatMap { w in [Double](repeating: max(h * w, 0), count: channels) }
        }
    }

    package var columns: Int { values.count }

    /// Uᵀ (y − A c), c the centers of the units; all NaN where one number is.
    package func prepare(_ y: [Double]) -> [Double] {
        let center = transform(units.centers, maps.height, maps.width)
        return zip(transform(y, rotations.height, rotations.width), center).map { $0 - $1 }
    }

    /// L X Rᵀ of each channel's H × W numbers.
    private func transform(_ x: [Double], _ left: SquareMatrix, _ right: SquareMatrix) -> [Double] {
        var half = [Double](repeating: 0, count: x.count)
        var result = half
        let line = width * channels
        for i in 0..<height {
            for k in 0..<height {
                let factor = left.elements[i * height + k]
                for j in 0..<line { half[i * line + j] += factor * x[k * line + j] }
            }
            for j in 0..<width {
                for k in 0..<width {
                    let factor = right.elements[j * width + k]
                    for c in 0..<channels {
                        result[i * line + j * channels + c] += factor * half[i * line + k * channels + c]
                    }
                }
            }
        }
        return result
    }

    /// v of all numbers.
    private func variance(_ row: DecodedRow) -> Double {
        units.scales[0] * units.scales[0] * exp(row.second[0])
    }

    /// Kᵀ w, w = (y − K μ) / c, and c.
    private func solve(_ y: [Double], _ means: [Double], _ v: Double) -> (
        pulled: [Double], logDensity: Double
    ) {
        let predicted = transform(means, maps.height, maps.width)
        var (weighted, sum) = ([Double](repeating: 0, count: columns), 0.0)
        for index in y.indices where !y[index].isNaN {
            let (rest, c) = (y[index] - predicted[index], v * values[index] + variance)
            weighted[index] = rest / c
            sum -= 0.5 * (log(2 * .pi * c) + rest * rest / c)
        }
        return (transform(weighted, maps.height.transposed, maps.width.transposed), sum)
    }

    /// The variance is no output of the decoder, and has no derivative.
    package func score(_ y: [Double], _ row: DecodedRow) -> (logDensity: Double, gradient: DecodedRow) {
        let (pulled, logDensity) = solve(y, units.means(row), variance(row))
        return (
            logDensity,
            DecodedRow(
                first: zip(units.scales, pulled).map { $0 * $1 }, second: pulled.map { _ in 0 })
        )
    }

    /// μ + v Kᵀ w and v − v² diag(Kᵀ C⁻¹ K).
    package func moments(_ y: [Double], _ row: DecodedRow) -> (means: [Double], variances: [Double]) {
        let (means, v) = (units.means(row), variance(row))
        let pulled = solve(y, means, v).pulled
        let inverses = zip(y, values).map { $0.isNaN ? 0 : 1 / (v * $1 + variance) }
        let shares = transform(
            inverses, maps.height.squared.transposed, maps.width.squared.transposed)
        return (
            means.indices.map { units.centers[$0] + means[$0] + v * pulled[$0] },
            shares.map { max(v - v * v * $0, 0) }
        )
    }

    package var noise: NoiseKind { .normal }
    package var noiseColumns: Int { 2 * columns }

    /// As ``BlockObservation/draw(_:_:noise:)``.
    package func draw(_ y: [Double], _ row: DecodedRow, noise: ArraySlice<Float>) -> [Double] {
        let (means, v) = (units.means(row), variance(row))
        let (deviation, start) = ((v.squareRoot(), variance.squareRoot()), noise.startIndex)
        let x = means.indices.map { means[$0] + deviation.0 * Double(noise[start + $0]) }
        let lack = y.indices.map { y[$0] - deviation.1 * Double(noise[start + columns + $0]) }
        let pulled = solve(lack, x, v).pulled
        return x.indices.map { units.centers[$0] + x[$0] + v * pulled[$0] }
    }
}

/// n × n numbers, row after row.
private struct SquareMatrix: Sendable {
    let size: Int
    let elements: [Double]

    init(size: Int, elements: [Double]) { (self.size, self.elements) = (size, elements) }

    /// A blur of a line of n pixels: weights e^(−k² / 2R²) out to ⌊4R + ½⌋ pixels, of sum 1, over the line and its mirror
    /// images at both ends.
    init(blurOf size: Int, radius: Double) {
        let reach = Int(4 * radius + 0.5)
        let weights = (-reach...reach).map { exp(-Double($0 * $0) / (2 * radius * radius)) }
        let total = weights.reduce(0, +)
        var elements = [Double](repeating: 0, count: size * size)
        for i in 0..<size {
            for (index, weight) in weights.enumerated() {
                let place = (i + index - reach) % (2 * size)
                let k = place < 0 ? place + 2 * size : place
                elements[i * size + (k < size ? k : 2 * size - 1 - k)] += weight / total
            }
        }
        self.init(size: size, elements: elements)
    }

    var transposed: SquareMatrix {
        SquareMatrix(
            size: size,
            elements: (0..<size * size).map { elements[$0 % size * size + $0 / size] })
    }

    /// Of each number by itself.
    var squared: SquareMatrix { SquareMatrix(size: size, elements: elements.map { $0 * $0 }) }

    func times(_ other: SquareMatrix) -> SquareMatrix {
        var result = [Double](repeating: 0, count: size * size)
        for i in 0..<size {
            for k in 0..<size {
                let factor = elements[i * size + k]
                for j in 0..<size { result[i * size + j] += factor * other.elements[k * size + j] }
            }
        }
        return SquareMatrix(size: size, elements: result)
    }

    /// Of B Bᵀ.
    var squareEigenvalues: SymmetricEigenvalues {
        SymmetricEigenvalues(times(transposed).elements, size: size)
    }
}
