import CLibrary
import Compute
import Formats
import Networks

/// The processes of one training: those that `mpirun` started, or this one alone.
struct Ranks {
    let communicator: any Communicator
    /// The bytes of rank 0, for all ranks.
    let broadcast: (UnsafeMutableRawBufferPointer) -> Void

    /// Of which launchers tell their processes how many there are.
    private static let counts = ["OMPI_COMM_WORLD_SIZE", "PMI_SIZE"]
    /// One that tells of itself alone.
    private static let signs = ["PMIX_RANK"]

    /// How many processes `mpirun` started; nil: it started none, or does not say.
    private static var launched: Int? { number(counts) }

    /// The first of some environment variables that is a number.
    private static func number(_ names: [String]) -> Int? {
        for name in names {
            if let text = getenv(name), let number = Int(String(cString: text)) { return number }
        }
        return nil
    }

    /// Whether some launcher of MPI started the process.
    static var isLaunched: Bool { (counts + signs).contains { getenv($0) != nil } }

    var count: Int { communicator.ranks }

    /// Whether this is the rank that reads, writes and speaks.
    var isFirst: Bool { communicator.rank == 0 }

    static var alone: Ranks { Ranks(communicator: SoleProcess(), broadcast: { _ in }) }

    /// - Parameter shards: the parts of a minibatch.
    /// - Throws: usage, where ranks cannot share those out.
    static func start(shards: Int, _ messages: Messages) throws(Failure) -> Ranks {
        #if MPI
            guard isLaunched else { return alone }
            let ranks = try MPICommunicator.start(messages)
            guard shards % ranks.count == 0, ranks.count.nonzeroBitCount == 1 else {
                ranks.end()
                throw ranks.isFirst
                    ? refusal(shards: shards, ranks: ranks.count) : Failure(.usage, "")
            }
            return ranks
        #else
            guard shards > 1, isLaunched, let launched, launched > 1 else { return alone }
            throw .usage(
                "found \(launched) ranks of mpirun, expected 1: this vae-fit was built without MPI; "
                    + "'make install MPI=1' builds one with it")
        #endif
    }

    static func refusal(shards: Int, ranks: Int) -> Failure {
        guard ranks.nonzeroBitCount == 1 else {
            return .usage("found \(ranks) ranks of mpirun, expected a power of two")
        }
        return .usage(
            "--shards: found \(shards) with \(ranks) ranks of mpirun, expected \(ranks) or a multiple: each rank works on "
                + "as many parts of a minibatch")
    }

    /// Threads for this rank where nobody says how many: a launcher that does not bind its processes to processors lets
    /// those of a machine share all of them.
    var threads: Int {
        let local = Self.number(["OMPI_COMM_WORLD_LOCAL_SIZE", "MPI_LOCALNRANKS"])
        let available = Workers.processorCount
        guard count > 1, let local, available == sysconf(Int32(_SC_NPROCESSORS_ONLN)) else {
            return available
        }
        return max(available / max(local, 1), 1)
    }

    /// To be called by all ranks, after the last exchange.
    func end() { (communicator as? any EndingCommunicator)?.end() }

    /// What to tell where another rank is lost.
    func onLoss(_ message: String) { (communicator as? any EndingCommunicator)?.lossMessage.value = message }
}

/// A communicator that has to be ended in order.
protocol EndingCommunicator: Communicator {
    var lossMessage: SharedText { get }
    func end()
}

/// A text that several threads may read and write.
final class SharedText: @unchecked Sendable {
    private let monitor = Monitor()
    private var text = ""

    var value: String {
        get { monitor.locked { text } }
        set { monitor.locked { text = newValue } }
    }
}
