import Compute

/// Moments of every element of a gradient over several draws of the noise (Welford 1962).
struct GradientMoments {
    private var count = 0.0
    private var means: [Double]
    private var squares: [Double]

    init(elements: Int) {
        means = [Double](repeating: 0, count: elements)
        squares = means
    }

    mutating func add(_ gradient: UnsafeMutableBufferPointer<Float>) {
        count += 1
        for (index, element) in gradient.enumerated() {
            let change = Double(element) - means[index]
            means[index] += change / count
            squares[index] += change * (Double(element) - means[index])
        }
    }

    /// The mean over some elements of the variance of each.
    func variance(_ elements: Range<Int>) -> Double {
        elements.reduce(0) { $0 + squares[$1] } / (count - 1) / Double(elements.count)
    }

    /// The mean over some elements of the square of the expected gradient, without bias: m² − s² / n.
    func meanSquare(_ elements: Range<Int>) -> Double {
        elements.reduce(0) { $0 + means[$1] * means[$1] } / Double(elements.count) - variance(elements)
            / count
    }
}
