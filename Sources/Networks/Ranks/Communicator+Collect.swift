import Compute

extension Communicator {
    /// log₂ of the number of ranks.
    private var levels: Int { ranks.trailingZeroBitCount }

    /// Elements that are sent and received at a time.
    private static var run: Int { 1 << 22 }

    /// Replaces numbers by their sum over all ranks, by recursive doubling: in round k ranks that differ in bit k of
    /// their number exchange what they have and add it. So neighbours are added first, and all ranks get the same bits.
    ///
    /// - Parameter scratch: at least as many numbers.
    public func sum<S: Real>(
        _ numbers: UnsafeMutableBufferPointer<S>, scratch: UnsafeMutableBufferPointer<S>
    ) {
        for first in stride(from: 0, to: numbers.count, by: Self.run) {
            let part = UnsafeMutableBufferPointer(
                rebasing: numbers[first..<min(first + Self.run, numbers.count)])
            let other = UnsafeMutableBufferPointer(rebasing: scratch[0..<part.count])
            for level in 0..<levels {
                exchange(
                    with: rank ^ (1 << level), sending: UnsafeRawBufferPointer(part),
                    receiving: UnsafeMutableRawBufferPointer(other))
                add(other, to: part)
            }
        }
    }

    /// The sum of some numbers over all ranks, in the order of ``sum(_:scratch:)``.
    public func sum(_ numbers: [Double]) -> [Double] {
        var (sum, scratch) = (numbers, numbers)
        sum.withUnsafeMutableBufferPointer { sum in
            scratch.withUnsafeMutableBufferPointer { self.sum(sum, scratch: $0) }
        }
        return sum
    }

    /// The values of all ranks one after the other.
    ///
    /// - Parameters:
    ///   - values: of this rank.
    ///   - counts: how many each rank has.
    public func gather<Value: BitwiseCopyable>(_ values: [Value], counts: [Int]) -> [Value] {
        precondition(counts.count == ranks && counts[rank] == values.count)
        var gathered = values
        for level in 0..<levels {
            let size = 1 << level
            let partner = rank ^ size
            let first = partner & ~(size - 1)
            let count = counts[first..<first + size].reduce(0, +)
            let others = [Value](unsafeUninitializedCapacity: count) { others, initialized in
                gathered.withUnsafeBytes {
                    exchange(
                        with: partner, sending: $0,
                        receiving: UnsafeMutableRawBufferPointer(
                            rebasing:
                                UnsafeMutableRawBufferPointer(others)[..<(count * MemoryLayout<Value>.stride)]
                        ))
                }
                initialized = count
            }
            gathered = partner < rank ? others + gathered : gathered + others
        }
        return gathered
    }
}

/// y ← y + x.
@_specialize(where S == Float)
@_specialize(where S == Double)
func add<S: Real>(_ x: UnsafeMutableBufferPointer<S>, to y: UnsafeMutableBufferPointer<S>) {
    let (count, x, y) = (y.count, x.baseAddress, y.baseAddress)
    guard let x, let y else { return }
    for index in 0..<count { y[index] += x[index] }
}
