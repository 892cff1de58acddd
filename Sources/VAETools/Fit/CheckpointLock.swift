import CFiles
import Formats
import SystemPackage

/// Keeps a second training from a checkpoint as long as this process lives: a lock (flock) on the file that stands there.
///
/// File systems that have no locks keep nobody out, and neither do those whose locks would keep readers out as well.
final class CheckpointLock {
    private let path: String
    private var held: FileDescriptor?

    init(path: String) { self.path = path }

    deinit { try? held?.close() }

    /// Locks what is there now.
    ///
    /// - Throws: cannot-create, where another process has locked it.
    func take() throws(Failure) {
        while isRegularFile(path), let file = open() {
            let identity = FileIdentity(descriptor: file.rawValue)
            if let held, FileIdentity(descriptor: held.rawValue) == identity {
                try? file.close()
                return
            }
            guard vae_lock(file.rawValue) == 1 else {
                try? file.close()
                throw Failure(
                    .cannotCreateOutput,
                    "\(path): found a training at work on this checkpoint, expected none")
            }
            // The other training may have put another file there before it ended.
            guard FileIdentity(path) == identity else {
                try? file.close()
                continue
            }
            hold(file)
            return
        }
    }

    /// Puts a file, which is locked before, in the place of what is locked, so that the place is never free.
    func commit(_ file: OutputFile) throws(Failure) {
        let next = file.duplicate()
        if let next { _ = vae_lock(next.rawValue) }
        do throws(Failure) {
            try file.commit()
        } catch {
            try? next?.close()
            throw error
        }
        if let next { hold(next) }
    }

    private func hold(_ file: FileDescriptor) {
        try? held?.close()
        held = file
    }

    /// NFS grants locks to those only that may write.
    private func open() -> FileDescriptor? {
        (try? openFile(path, .readWrite)) ?? (try? openFile(path, .readOnly))
    }
}
