import CLibrary
import Synchronization

/// All files that are mapped, in plain memory, so that a signal handler may look at it.
package enum MappedFiles {
    package struct Entry {
        /// -1: nothing stands here.
        fileprivate var descriptor: Int32 = -1
        fileprivate var size = 0
        package var name: UnsafePointer<CChar>?

        /// Whether the file is shorter than it was when it was mapped.
        package var isShorter: Bool {
            var status = stat()
            return descriptor >= 0 && fstat(descriptor, &status) == 0 && Int(status.st_size) < size
        }
    }

    /// No tool maps so many; those beyond are read.
    package static let capacity = 1024

    nonisolated(unsafe) private static let entries = {
        let entries = UnsafeMutablePointer<Entry>.allocate(capacity: capacity)
        entries.initialize(repeating: Entry(), count: capacity)
        return entries
    }()
    private static let lock = Mutex(())

    /// Makes what a signal handler touches.
    package static func prepare() { _ = entries }

    package static func entry(_ index: Int) -> Entry { entries[index] }

    /// Nil: there is no room.
    static func add(_ descriptor: Int32, size: Int, name: String) -> Int? {
        lock.withLock { _ in
            guard let index = (0..<capacity).first(where: { entries[$0].descriptor < 0 }) else { return nil }
            entries[index] = Entry(descriptor: descriptor, size: size, name: UnsafePointer(strdup(name)))
            return index
        }
    }

    static func remove(_ index: Int) {
        lock.withLock { _ in
            let name = entries[index].name
            entries[index] = Entry()
            free(UnsafeMutablePointer(mutating: name))
        }
    }
}
