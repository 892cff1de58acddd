import CLibrary

/// Runs `body`, in which a reader that went away is an error like any other, not the end of the process.
///
/// SIGPIPE is sent to the thread that writes, so that others still end by it.
func withoutBrokenPipes<Result, Problem: Error>(
    _ body: () throws(Problem) -> Result
) throws(Problem) -> Result {
    var (pipes, before) = (sigset_t(), sigset_t())
    sigemptyset(&pipes)
    sigaddset(&pipes, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &pipes, &before)
    defer {
        takePending(&pipes)
        pthread_sigmask(SIG_SETMASK, &before, nil)
    }
    return try body()
}

private func takePending(_ signals: inout sigset_t) {
    #if canImport(Darwin)
        var (pending, number) = (sigset_t(), Int32(0))
        sigpending(&pending)
        if sigismember(&pending, SIGPIPE) == 1 { sigwait(&signals, &number) }
    #else
        var now = timespec()
        while sigtimedwait(&signals, nil, &now) == -1 && errno == EINTR {}
    #endif
}
