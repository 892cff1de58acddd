import Synchronization

/// The most memory that one thing may take which an input claims to hold, or an option asks for.
public enum MemoryLimit {
    private static let chosen = Atomic(0)

    /// In bytes: what was chosen, else what the machine has or, where that is less, what this process may address.
    public static var bytes: Int {
        get {
            let chosen = chosen.load(ordering: .relaxed)
            return chosen > 0 ? chosen : available
        }
        set { chosen.store(newValue, ordering: .relaxed) }
    }

    private static let available: Int = {
        let installed = sysconf(Int32(_SC_PHYS_PAGES)).multipliedReportingOverflow(
            by: sysconf(Int32(_SC_PAGESIZE)))
        let memory = installed.overflow || installed.partialValue <= 0 ? 1 << 40 : installed.partialValue
        var limit = rlimit()
        #if canImport(Glibc)
            let isKnown = getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0
        #else
            let isKnown = getrlimit(RLIMIT_AS, &limit) == 0
        #endif
        return isKnown && limit.rlim_cur < UInt64(memory) ? Int(limit.rlim_cur) : memory
    }()

    /// Whether `count` things of `size` bytes each are too many.
    public static func isExceeded(by count: Int, of size: Int) -> Bool {
        let (product, overflow) = count.multipliedReportingOverflow(by: size)
        return overflow || product > bytes
    }

    /// As messages tell a number of bytes: 3.2 GB.
    public static func described(_ bytes: Int) -> String {
        for (unit, name) in [
            (1_000_000_000_000_000_000, "EB"), (1_000_000_000_000_000, "PB"), (1_000_000_000_000, "TB"),
            (1_000_000_000, "GB"), (1_000_000, "MB"), (1000, "kB"),
        ]
        where bytes >= unit {
            let tenths = bytes / (unit / 10)
            return "\(tenths / 10).\(tenths % 10) \(name)"
        }
        return "\(bytes) bytes"
    }
}

/// What happens where memory cannot be had in the middle of a computation.
public enum MemoryFailure {
    /// Told what wanted how many bytes; does not return. To be set before any thread is started.
    public nonisolated(unsafe) static var handler: (String, Int) -> Never = { what, bytes in
        fatalError("not enough memory: needs \(MemoryLimit.described(bytes)) for \(what)")
    }

    /// - Parameters:
    ///   - what: wanted it.
    ///   - count: things that it wanted memory for, each of `size` bytes.
    public static func end(_ what: String, count: Int = 1, size: Int) -> Never {
        let (bytes, overflow) = count.multipliedReportingOverflow(by: size)
        handler(what, overflow ? .max : bytes)
    }

    /// Asks the system for as much memory and gives it back, before an array of Swift asks for it: that would end the
    /// process without these words. Less than a megabyte is not asked for.
    public static func require(_ what: String, count: Int, size: Int) {
        let (bytes, overflow) = count.multipliedReportingOverflow(by: size)
        guard overflow || bytes >= 1 << 20 else { return }
        let memory =
            overflow ? MAP_FAILED : mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0)
        guard let memory, memory != MAP_FAILED else { end(what, count: count, size: size) }
        munmap(memory, bytes)
    }
}
