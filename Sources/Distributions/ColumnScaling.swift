/// What makes columns of mean 0 and standard deviation 1: z = (x − mean) / scale.
public struct ColumnScaling: Sendable {
    /// J numbers.
    public let means: [Double]
    /// J numbers above 0: population standard deviations, or 1 where a column is constant.
    public let scales: [Double]

    /// - Precondition: as many scales as means, each above 0.
    public init(means: [Double], scales: [Double]) {
        precondition(means.count == scales.count && scales.allSatisfy { $0 > 0 })
        self.means = means
        self.scales = scales
    }

    /// The scaling that gives the rows of these moments mean 0 and standard deviation 1.
    public init(_ moments: ColumnMoments) {
        means = moments.means
        scales = moments.populationVariances.map {
            let scale = $0.squareRoot()
            return scale.isNormal ? scale : 1
        }
    }

    public func apply(_ value: Double, column: Int) -> Double { (value - means[column]) / scales[column] }

    /// x = z · scale + mean.
    public func undo(_ value: Double, column: Int) -> Double { value * scales[column] + means[column] }

    /// - Parameter values: B × J.
    public func apply(_ values: [Double]) -> [Double] {
        values.indices.map { apply(values[$0], column: $0 % means.count) }
    }

    /// - Parameter values: B × J.
    public func undo(_ values: [Double]) -> [Double] {
        values.indices.map { undo(values[$0], column: $0 % means.count) }
    }
}
