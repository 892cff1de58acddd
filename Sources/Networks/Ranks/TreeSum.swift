/// The sum of a few numbers of each part of a minibatch, in a fixed tree: neighbours are added first, then their sums.
public struct TreeSum: Sendable {
    private var partial: [[Double]] = []
    private var count = 0

    public init() {}

    /// Adds those of the next part.
    public mutating func add(_ numbers: [Double]) {
        var (sum, rest) = (numbers, count)
        while rest & 1 == 1 {
            sum = zip(partial.removeLast(), sum).map { $0 + $1 }
            rest >>= 1
        }
        partial.append(sum)
        count += 1
    }

    /// - Precondition: a power of two of parts were added.
    public var total: [Double] {
        precondition(partial.count == 1)
        return partial[0]
    }
}
