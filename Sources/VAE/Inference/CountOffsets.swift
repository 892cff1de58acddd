import Compute

extension Matrix<Float> {
    /// Adds the logarithm of a factor of counts to the first `count` outputs of each row, which are logarithms of means.
    func add(_ offset: Float, toFirst count: Int) {
        guard offset != 0 else { return }
        for index in 0..<rows { for d in 0..<count { row(index)[d] += offset } }
    }
}
