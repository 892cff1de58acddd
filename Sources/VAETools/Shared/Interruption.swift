#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What SIGINT, SIGTERM and SIGHUP do. Everything here is touched by a signal handler, so it is plain memory.
enum Interruption {
    /// By default a signal removes the unfinished output and ends the process, as the shell expects it.
    nonisolated(unsafe) private static var temporaryPath: UnsafeMutablePointer<CChar>?
    /// With a deferral, the first signal is only noted.
    nonisolated(unsafe) private static var isDeferred = false
    nonisolated(unsafe) private static var noted: Int32 = 0

    /// The file to remove if a signal ends the process; nil for none.
    static func removeOnSignal(_ path: String?) {
        let old = temporaryPath
        temporaryPath = path.map { strdup($0)! }
        free(old)
        install()
    }

    /// From now on the first signal is noted, for the work to end soon and in order; a second one ends it.
    static func deferSignals() {
        isDeferred = true
        install()
    }

    /// The exit status that tells of a noted signal; nil: none was.
    static var status: ExitStatus? {
        noted == 0 ? nil : noted == SIGINT ? .interrupted : .terminated
    }

    /// May be called by any signal handler.
    static func removeUnfinishedOutput() {
        if let path = temporaryPath { unlink(path) }
    }

    private static func install() {
        for number in [SIGINT, SIGTERM, SIGHUP] {
            let previous = signal(number) { number in
                if Interruption.isDeferred && Interruption.noted == 0 {
                    Interruption.noted = number
                    return
                }
                Interruption.removeUnfinishedOutput()
                signal(number, SIG_DFL)
                raise(number)
            }
            // A signal that was ignored when the tool started, as under nohup, stays so.
            if unsafeBitCast(previous, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
                signal(number, SIG_IGN)
            }
        }
    }
}
