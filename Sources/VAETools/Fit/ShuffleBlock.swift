/// How the rows of an epoch are shuffled: as `--shuffle-block` says, or by a rule.
///
/// The rule depends on the data alone, so that a model does not depend on the machine that trains it.
enum ShuffleBlock {
    /// Data of more bytes may not fit the memory next to everything else.
    private static let mostBytes = 1 << 30
    /// A block is large enough to be read at full speed from a disk.
    private static let blockBytes = 1 << 22
    /// The order of the rows of a few blocks is held in memory too.
    private static let mostRows = 1 << 14

    /// Rows of a block; nil: all rows are shuffled at once.
    /// - Parameter asked: what `--shuffle-block` says, 0 for all rows at once.
    static func rows(asked: Int?, data: DataSet) -> Int? {
        if let asked { return asked == 0 ? nil : asked }
        guard data.byteCount > mostBytes else { return nil }
        return max(min(blockBytes / data.form.rowSize, mostRows), 1)
    }
}
