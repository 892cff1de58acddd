import Compute
import Formats
import Images

/// What is known of the pictures of a file, in its order.
enum PictureEvent: Sendable {
    case image(Image)
    /// Nothing follows the last two.
    case failure(Failure)
    case end

    /// How much memory it takes, more or less.
    var weight: Int {
        if case .image(let image) = self { 64 + 2 * image.samples.count } else { 64 }
    }
}

/// The pictures of many files in their order, several of them decoded at a time.
///
/// Thread k of T reads the files k, k + T, k + 2 T, … ahead of those who take them.
final class PictureQueue {
    /// The most bytes of pictures that wait in all; one picture of each thread may be larger.
    private static let limit = 1 << 26

    private let files: [FileListing.File]
    private let queues: [BoundedQueue<PictureEvent>?]
    private let read: @Sendable (Int, _ give: (PictureEvent) -> Bool) -> Void

    /// - Parameter read: gives the pictures of the file of an index until it is told that nobody wants more, and then
    ///   its end.
    init(
        _ files: [FileListing.File], threads: Int,
        read: @escaping @Sendable (Int, _ give: (PictureEvent) -> Bool) -> Void
    ) {
        let threads = min(threads, files.count)
        (self.files, self.read) = (files, read)
        let count = files.count
        queues = (0..<threads).map { first in
            let queue = BoundedQueue<PictureEvent>(limit: PictureQueue.limit / threads)
            let isRunning = detachThread {
                var isWanted = true
                for index in stride(from: first, to: count, by: threads) where isWanted {
                    read(index) { event in
                        isWanted = queue.push(event, weight: event.weight)
                        return isWanted
                    }
                }
            }
            return isRunning ? queue : nil
        }
    }

    deinit { for queue in queues { queue?.close() } }

    /// Calls `body` with the pictures of the file of an index; to be called for each in order.
    /// - Throws: what reading met, and what `body` throws.
    func take(_ index: Int, _ body: (Image) throws(Failure) -> Void) throws(Failure) {
        guard let queue = queues[index % queues.count] else { return try readHere(index, body) }
        while let event = queue.pop() {
            switch event {
            case .image(let image): try body(image)
            case .failure(let failure): throw failure
            case .end: return
            }
        }
    }

    /// Where the system grants no thread.
    private func readHere(_ index: Int, _ body: (Image) throws(Failure) -> Void) throws(Failure) {
        var result: Failure?
        read(index) { event in
            do throws(Failure) {
                switch event {
                case .image(let image): try body(image)
                case .failure(let failure): throw failure
                case .end: break
                }
                return true
            } catch {
                result = error
                return false
            }
        }
        if let result { throw result }
    }
}
