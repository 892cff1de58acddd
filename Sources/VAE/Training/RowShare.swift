import Networks

/// The rows that one rank of a training has, where no rank has all: of N rows on R ranks rank r has those from ⌊r N / R⌋
/// to ⌊(r + 1) N / R⌋.
///
/// Minibatches of M rows, which R divides, take M / R rows of each rank. Of the N mod M rows that are left at the end of an
/// epoch each rank gives as many as are its part of these. That is what each rank has, so every row comes once in an epoch.
public struct RowShare: Sendable {
    /// N.
    public let total: Int
    let communicator: any Communicator

    /// - Precondition: there are at least as many rows as ranks.
    public init(of total: Int, _ communicator: any Communicator) {
        precondition(total >= communicator.ranks)
        self.total = total
        self.communicator = communicator
    }

    public var ranks: Int { communicator.ranks }

    /// The rows of this rank.
    public var range: Range<Int> { part(of: total) }

    /// How many rows each rank has.
    public var counts: [Int] { (0..<ranks).map { (0..<total).part($0, of: ranks).count } }

    /// The places that this rank fills in a minibatch of so many rows.
    func part(of rows: Int) -> Range<Int> { (0..<rows).part(communicator.rank, of: ranks) }

    /// How many rows this rank has given after so many samples of an epoch.
    func given(after samples: Int, batch: Int) -> Int {
        min(samples / batch * (batch / ranks) + part(of: samples % batch).count, range.count)
    }

    /// What each rank has, one after the other; all have as much.
    public func gather<Value: BitwiseCopyable>(_ values: [Value]) -> [[Value]] {
        let all = communicator.gather(values, counts: [Int](repeating: values.count, count: ranks))
        return (0..<ranks).map { Array(all[$0 * values.count..<($0 + 1) * values.count]) }
    }

    /// What `merge` makes of the values of all ranks, one by one.
    public func combine(_ values: [Double], _ merge: (Double, Double) -> Double) -> [Double] {
        let all = gather(values)
        return all.dropFirst().reduce(all[0]) { zip($0, $1).map(merge) }
    }

    /// The values of all ranks, of which each may have another number.
    func concatenate<Value: BitwiseCopyable>(_ values: [Value]) -> [Value] {
        communicator.gather(values, counts: gather([values.count]).map { $0[0] })
    }
}

extension Range where Bound == Int {
    /// One of `count` parts of the range, which differ by at most one element: from ⌊i n / count⌋ to ⌊(i + 1) n / count⌋.
    func part(_ index: Int, of count: Int) -> Range<Int> {
        let size = self.count
        return lowerBound + index * size / count..<lowerBound + (index + 1) * size / count
    }
}
