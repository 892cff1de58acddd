import CLibrary

/// What signals do that would end a tool. Everything here is touched by a signal handler, so it is plain memory.
///
/// By default a signal removes the unfinished outputs and ends the process, as the shell expects it.
enum Interruption {
    /// Those that a user, a scheduler or a limit sends.
    private static let requests = [
        SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGXCPU, SIGXFSZ, SIGPIPE,
    ]
    /// The others that end a process, unless somebody else, as a profiler, deals with them.
    private static let others = {
        var numbers = [SIGALRM, SIGVTALRM, SIGPROF, SIGSYS, SIGTRAP, SIGILL, SIGFPE, SIGSEGV]
        #if os(Linux)
            numbers += [SIGPWR, SIGSTKFLT, SIGIO]
        #endif
        return numbers
    }()

    /// Less than two signals of a person are apart; timeout(1) sends two at once.
    private static var moment: Int { 200_000_000 }

    /// With a deferral, the first signal is only noted.
    nonisolated(unsafe) private static var isDeferred = false
    nonisolated(unsafe) private static var noted: Int32 = 0
    /// When a signal was noted that ends the work at once where it is repeated, in nanoseconds; 0: none was.
    nonisolated(unsafe) private static var firstTime = 0
    nonisolated(unsafe) private static var acceptsRequests = false
    nonisolated(unsafe) private static var isRequested = false

    /// From now on a signal that ends the tool removes its unfinished outputs; one that was ignored when the tool
    /// started, as SIGHUP under nohup, stays so.
    ///
    /// A process that is the first of its system, as in a container, ends by no signal that it does not handle.
    static func watch() {
        UnfinishedFiles.prepare()
        for number in requests { handle(number, unless: { $0 == bits(of: SIG_IGN) }) }
        for number in others { handle(number, unless: { $0 != bits(of: SIG_DFL) }) }
    }

    private static func handle(_ number: Int32, unless isLeft: (_ previous: Int) -> Bool) {
        let previous = signal(number) { number in
            if !Interruption.isTaken(number) { Interruption.end(by: number) }
        }
        if isLeft(bits(of: previous)) { signal(number, previous) }
    }

    private static func bits<Handler>(of handler: Handler) -> Int { unsafeBitCast(handler, to: Int.self) }

    /// From now on a signal that asks for the end is noted, for the work to end soon and in order. A second one by a
    /// person ends it; a limit of processor time that is passed, which is told each second, does not.
    static func deferSignals() { isDeferred = true }

    /// The exit status that tells of a noted signal; nil: none was.
    static var status: ExitStatus? {
        noted == 0 ? nil : noted == SIGINT ? .interrupted : .terminated
    }

    /// From now on SIGUSR2 ends nothing.
    static func acceptCheckpointRequests() { acceptsRequests = true }

    /// Whether SIGUSR2 came since the last call.
    static func takesCheckpointRequest() -> Bool {
        guard isRequested else { return false }
        isRequested = false
        return true
    }

    /// Whether the process goes on after a signal.
    private static func isTaken(_ number: Int32) -> Bool {
        switch number {
        case SIGUSR2 where acceptsRequests: isRequested = true
        case SIGUSR1 where isDeferred, SIGXCPU where isDeferred, SIGXFSZ where isDeferred: note(number)
        // The write that was too long fails.
        case SIGXFSZ: break
        case SIGINT where isDeferred, SIGTERM where isDeferred, SIGHUP where isDeferred,
            SIGQUIT where isDeferred:
            note(number)
            let time = now()
            if firstTime == 0 { firstTime = time }
            return time - firstTime < moment
        default: return false
        }
        return true
    }

    private static func note(_ number: Int32) { if noted == 0 { noted = number } }

    private static func now() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    private static func end(by number: Int32) -> Never {
        UnfinishedFiles.remove()
        signal(number, SIG_DFL)
        var numbers = sigset_t()
        sigemptyset(&numbers)
        sigaddset(&numbers, number)
        pthread_sigmask(SIG_UNBLOCK, &numbers, nil)
        raise(number)
        // The first process of a system lives on.
        _exit(128 + number)
    }
}
