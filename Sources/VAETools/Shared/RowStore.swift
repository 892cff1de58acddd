import CLibrary
import Formats

/// Rows in the order in which they were appended, in runs of rows that stand one after the other in memory.
struct RowStore: @unchecked Sendable {
    /// Bytes of a chunk of copied rows, which grows no more once it is there.
    private static let chunkBytes = 1 << 22

    /// Bytes of one row.
    let rowSize: Int

    private struct Run {
        let base: UnsafeRawPointer
        /// The index of its first row among all.
        let start: Int
        var rows: Int
        let owner: AnyObject
    }

    private var runs: [Run] = []
    /// Where the last run may be continued with copies.
    private var chunk: Chunk?

    init(rowSize: Int) { self.rowSize = rowSize }

    /// Rows appended.
    var count: Int { runs.last.map { $0.start + $0.rows } ?? 0 }

    /// Bytes of the rows that were copied.
    private var copied = 0

    /// Adds the rows of a block: those of a mapped file where they are, others as copies.
    /// - Throws: failed, where copies take more memory than they may.
    mutating func append(_ block: RowBlock, of name: String) throws(Failure) {
        if block.mappedFile == nil {
            copied += block.rows * block.rowSize
            try checkMemory("\(name): \(count + block.rows) rows", count: copied, size: 1)
        }
        block.withUnsafeBytes { bytes in
            if let file = block.mappedFile {
                chunk = nil
                append(bytes.baseAddress!, rows: block.rows, owner: file)
            } else {
                appendCopies(bytes)
            }
        }
    }

    private mutating func append(_ base: UnsafeRawPointer, rows: Int, owner: AnyObject) {
        if let last = runs.last, last.owner === owner, last.base + last.rows * rowSize == base {
            runs[runs.count - 1].rows += rows
        } else {
            runs.append(Run(base: base, start: count, rows: rows, owner: owner))
        }
    }

    private mutating func appendCopies(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes
        while rest.count > 0 {
            if chunk == nil || chunk!.free < rowSize {
                chunk = Chunk(capacity: max(RowStore.chunkBytes / rowSize, 1) * rowSize)
            }
            let step = min(rest.count, chunk!.free / rowSize * rowSize)
            let base = chunk!.append(UnsafeRawBufferPointer(rebasing: rest[..<step]))
            append(base, rows: step / rowSize, owner: chunk!)
            rest = UnsafeRawBufferPointer(rebasing: rest[step...])
        }
    }

    /// Where a row stands, as long as this store lives.
    func bytes(of row: Int) -> UnsafeRawPointer {
        let run = runs[index(of: row)]
        return run.base + (row - run.start) * rowSize
    }

    /// Asks the system to have some rows of mapped files at hand soon.
    func willNeed(_ rows: Range<Int>) {
        var row = rows.lowerBound
        while row < rows.upperBound {
            let run = runs[index(of: row)]
            let end = min(rows.upperBound, run.start + run.rows)
            (run.owner as? MappedFile)?.willNeed(
                UnsafeRawBufferPointer(
                    start: run.base + (row - run.start) * rowSize, count: (end - row) * rowSize))
            row = end
        }
    }

    /// Of all rows.
    var digest: Digest {
        var digest = Digest()
        for run in runs { digest.add(UnsafeRawBufferPointer(start: run.base, count: run.rows * rowSize)) }
        return digest
    }

    /// The last run that starts at `row` or before.
    private func index(of row: Int) -> Int {
        var (low, high) = (0, runs.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if runs[middle].start <= row { low = middle } else { high = middle }
        }
        return low
    }
}

/// Memory that is filled from its beginning on.
private final class Chunk {
    private let memory: UnsafeMutableRawBufferPointer
    private var used = 0

    init(capacity: Int) {
        MemoryFailure.require("a block of rows", count: capacity, size: 1)
        memory = .allocate(byteCount: capacity, alignment: 64)
    }

    deinit { memory.deallocate() }

    var free: Int { memory.count - used }

    /// Where the copy of `bytes` stands.
    func append(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawPointer {
        let target = UnsafeMutableRawBufferPointer(rebasing: memory[used...])
        target.copyMemory(from: bytes)
        used += bytes.count
        return UnsafeRawPointer(target.baseAddress!)
    }
}
