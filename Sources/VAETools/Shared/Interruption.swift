import CLibrary

/// What SIGINT, SIGTERM and SIGHUP do. Everything here is touched by a signal handler, so it is plain memory.
enum Interruption {
    /// By default a signal removes the unfinished outputs and ends the process, as the shell expects it.
    nonisolated(unsafe) private static let temporaryPaths = {
        let paths = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: mostOutputs)
        paths.initialize(repeating: nil, count: mostOutputs)
        return paths
    }()
    /// No tool has so many; those beyond are left where a signal ends it.
    private static let mostOutputs = 16
    /// With a deferral, the first signal is only noted.
    nonisolated(unsafe) private static var isDeferred = false
    nonisolated(unsafe) private static var noted: Int32 = 0

    /// Removes a file if a signal ends the process, until ``keepOnSignal(_:)``.
    static func removeOnSignal(_ path: String) {
        guard let index = (0..<mostOutputs).first(where: { temporaryPaths[$0] == nil }) else { return }
        temporaryPaths[index] = path.withFileName { strdup($0)! }
        install()
    }

    static func keepOnSignal(_ path: String) {
        for index in 0..<mostOutputs {
            guard let old = temporaryPaths[index], path.withFileName({ strcmp(old, $0) }) == 0 else {
                continue
            }
            temporaryPaths[index] = nil
            free(old)
        }
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
        for index in 0..<mostOutputs { if let path = temporaryPaths[index] { unlink(path) } }
    }

    /// Makes what a signal handler touches.
    static func prepare() { _ = temporaryPaths }

    private static func install() {
        prepare()
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
