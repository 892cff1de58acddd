import CLibrary

/// Memory that is zero at first and aligned to a cache line; large ones by the system's large pages, where it
/// grants them: a fresh page of 4 KiB costs as much time as to read its bytes from a file.
struct Allocation: @unchecked Sendable {
    private static let cacheLine = 64
    private static let largePage = 1 << 21

    let base: UnsafeMutableRawPointer
    private let start: UnsafeMutableRawPointer
    /// Bytes to unmap, or zero for memory of the heap.
    private let mapped: Int

    /// Nil where the system does not grant the memory. It is taken only where it is used.
    init?(bytes: Int) {
        mapped = bytes < Self.largePage / 2 ? 0 : (bytes / Self.largePage + 2) * Self.largePage
        let start =
            mapped == 0
            ? calloc(1, bytes + Self.cacheLine)
            : mmap(nil, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0)
        guard let start, start != UnsafeMutableRawPointer(bitPattern: -1) else { return nil }
        self.start = start
        base = start.alignedUp(toMultipleOf: mapped == 0 ? Self.cacheLine : Self.largePage)
        #if os(Linux)
            if mapped > 0 { _ = madvise(base, mapped - Self.largePage, MADV_HUGEPAGE) }
        #endif
    }

    func release() {
        if mapped == 0 { free(start) } else { munmap(start, mapped) }
    }
}
