/// The lower triangular C with C Cᵀ = A, both row-major, from the lower triangle of A.
public func choleskyFactor(_ matrix: [Double], size: Int) -> [Double] {
    var factor = matrix
    for i in 0..<size {
        for k in 0...i {
            var rest = factor[i * size + k]
            for l in 0..<k { rest -= factor[i * size + l] * factor[k * size + l] }
            factor[i * size + k] = i == k ? rest.squareRoot() : rest / factor[k * size + k]
        }
    }
    return factor
}
