import CKernels
import CLibrary

/// A team of persistent threads that work on the pieces of a task.
public final class Workers: @unchecked Sendable {
    public let threads: Int
    private let team: OpaquePointer

    /// The processors that this process may run on.
    public static var processorCount: Int { Int(vae_processor_count()) }

    /// A team of `threads`, the caller included, or of as many as the system grants, but at least one.
    public init(threads: Int = Workers.processorCount) {
        for size in stride(from: max(threads, 1), through: 1, by: -1) {
            if let team = vae_workers_create(Int32(size)) {
                self.threads = size
                self.team = team
                return
            }
        }
        MemoryFailure.end("a team of threads", size: 1 << 12)
    }

    deinit { vae_workers_destroy(team) }

    /// Calls `body` once for each piece below `pieces`, on all threads, and returns when all calls have.
    ///
    /// Results do not depend on the number of threads as long as each piece writes memory of its own and
    /// `pieces` is chosen without regard to it. Denormal numbers are flushed to zero inside `body`.
    public func run(pieces: Int, _ body: (Int) -> Void) {
        withoutActuallyEscaping(body) { escapable in
            var box = escapable
            withUnsafeMutablePointer(to: &box) { context in
                vae_workers_run(
                    team, pieces,
                    { context, piece in
                        context!.assumingMemoryBound(to: ((Int) -> Void).self).pointee(piece)
                    }, context)
            }
        }
    }

    /// Calls `body` with consecutive ranges that make up 0 ..< count, one for each thread; for work on rows
    /// that do not depend on each other. Ranges start at multiples of `step`, by which products in bfloat16 find
    /// pairs of rows where they expect them.
    public func run(rows count: Int, inStepsOf step: Int = 4, _ body: (Range<Int>) -> Void) {
        let share = (count + threads - 1) / threads
        run(count: count, by: max((share + step - 1) / step, 1) * step, body)
    }

    /// Calls `body` with consecutive ranges of at most `size` that make up 0 ..< count.
    public func run(count: Int, by size: Int, _ body: (Range<Int>) -> Void) {
        run(pieces: (count + size - 1) / size) { piece in
            body(piece * size..<min((piece + 1) * size, count))
        }
    }
}
