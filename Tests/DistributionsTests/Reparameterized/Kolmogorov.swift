/// Whether numbers look uniform on [0, 1] by Kolmogorov & Smirnov at p > 10⁻⁶: P(D √n > x) ≈ 2 e^{−2x²}, 10⁻⁶ at 2.69.
func looksUniform(_ numbers: [Double]) -> Bool {
    let (sorted, count) = (numbers.sorted(), Double(numbers.count))
    var distance = 0.0
    for (index, number) in sorted.enumerated() {
        distance = max(distance, number - Double(index) / count, Double(index + 1) / count - number)
    }
    return distance * count.squareRoot() < 2.69
}
