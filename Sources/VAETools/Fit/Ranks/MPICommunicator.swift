#if MPI
    import CLibrary
    import CMPI
    import Networks

    /// The ranks of `mpirun`.
    struct MPICommunicator: EndingCommunicator {
        let rank: Int
        let ranks: Int
        let lossMessage = SharedText()
        private let thread = ExchangeThread()
        private let messages: Messages

        /// Seconds that an exchange goes on after this process was asked to end, as it is where another rank died.
        private static let patience = 0.3

        static func start(_ messages: Messages) throws(Failure) -> Ranks {
            var (rank, ranks) = (Int32(0), Int32(1))
            let error = vae_mpi_start(&rank, &ranks)
            guard error == 0 else { throw Failure(.failed, "cannot start MPI: \(text(error))") }
            let communicator = MPICommunicator(rank: Int(rank), ranks: Int(ranks), messages: messages)
            return Ranks(communicator: communicator) { communicator.broadcast($0) }
        }

        private init(rank: Int, ranks: Int, messages: Messages) {
            (self.rank, self.ranks, self.messages) = (rank, ranks, messages)
        }

        func exchange(
            with partner: Int, sending: UnsafeRawBufferPointer, receiving: UnsafeMutableRawBufferPointer
        ) {
            check(
                vae_mpi_exchange(
                    Int32(partner), sending.baseAddress, sending.count, receiving.baseAddress,
                    receiving.count
                ) { Patience.isOver(after: MPICommunicator.patience) ? 1 : 0 })
        }

        func schedule(_ exchanges: @escaping @Sendable () -> Void) { thread.run(exchanges) }

        func wait() { thread.wait() }

        func broadcast(_ bytes: UnsafeMutableRawBufferPointer) {
            check(vae_mpi_broadcast(bytes.baseAddress, bytes.count))
        }

        func end() {
            wait()
            vae_mpi_end()
        }

        /// Ends the process where an exchange did not come to its end: nothing can go on without the other rank.
        private func check(_ error: Int32) {
            guard error != 0 else { return }
            let isLost = error == -1
            UnfinishedFiles.remove()
            if rank == 0 || !isLost {
                let what = isLost ? "another rank ended" : "rank \(rank): \(Self.text(error))"
                let rest = lossMessage.value
                messages.write(rest.isEmpty ? what : "\(what); \(rest)")
            }
            // Other ranks could not end in order.
            _exit((isLost ? Interruption.status ?? .failed : .failed).rawValue)
        }

        private static func text(_ error: Int32) -> String {
            withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1024) { text in
                vae_mpi_message(error, text.baseAddress!, text.count)
                return String(cString: text.baseAddress!)
            }
        }
    }

    /// How long ago the process was first seen to be asked to end; by the one thread that exchanges.
    private enum Patience {
        nonisolated(unsafe) private static var start: ContinuousClock.Instant?

        static func isOver(after seconds: Double) -> Bool {
            guard Interruption.status != nil else { return false }
            let now = ContinuousClock.now
            if start == nil { start = now }
            return now - start! > .seconds(seconds)
        }
    }
#endif
