import CLibrary

/// Uninitialised memory, freed with the last reference to it.
final class Memory: @unchecked Sendable {
    private(set) var capacity: Int
    private(set) var base: UnsafeMutableRawPointer

    init(capacity: Int) {
        self.capacity = capacity
        base = Memory.checked(malloc(max(capacity, 1)), capacity)
    }

    deinit { free(base) }

    /// Makes room for `capacity` bytes; those at hand stay.
    func grow(to capacity: Int) {
        base = Memory.checked(realloc(base, max(capacity, 1)), capacity)
        self.capacity = capacity
    }

    private static func checked(_ base: UnsafeMutableRawPointer?, _ bytes: Int) -> UnsafeMutableRawPointer {
        guard let base else { MemoryFailure.end("a block of rows", size: bytes) }
        return base
    }
}
