import ArgumentParser
import CLibrary
import SystemPackage

/// --no-sync.
struct DurabilityOptions: ParsableArguments {
    @Flag(name: .customLong("no-sync"), help: "Do not wait until files are safe from a power failure.")
    var isHasty = false

    /// Holds for the whole process from now on.
    func validate() { if isHasty { Durability.isWanted = false } }
}

/// Waiting until what was written would outlast a power failure.
enum Durability {
    nonisolated(unsafe) fileprivate(set) static var isWanted = true
    /// A file in each folder that is still to be waited for, as messages name it.
    nonisolated(unsafe) private static var folders: [String: String] = [:]

    /// Waits for the content of a file.
    ///
    /// - Parameter name: as messages name it.
    static func synchronize(_ descriptor: FileDescriptor, name: String) throws(Failure) {
        guard isWanted else { return }
        do throws(Errno) { try synchronize(descriptor) } catch { throw failure(error, name) }
    }

    private static func synchronize(_ descriptor: FileDescriptor) throws(Errno) {
        while fsync(descriptor.rawValue) != 0 {
            switch errno {
            case EINTR: continue
            // Of a kind that cannot be waited for.
            case EINVAL, ENOTSUP, EROFS: return
            default: throw Errno(rawValue: errno)
            }
        }
    }

    private static func failure(_ error: Errno, _ name: String) -> Failure {
        Failure(.inputOutputError, "\(name): cannot write: \(error)")
    }

    /// Waits for the place of a file, as far as its folder may be read.
    static func synchronizeFolder(of path: String, name: String) throws(Failure) {
        guard isWanted else { return }
        let folder = VAETools.folder(of: path)
        do throws(Errno) {
            let opened = try openFile(
                folder.isEmpty ? "." : folder, .readOnly, options: [.directory, .closeOnExec])
            defer { try? opened.close() }
            try synchronize(opened)
        } catch .permissionDenied {
            // A folder that may be written to but not read.
        } catch {
            throw failure(error, name)
        }
    }

    static func noteFolder(of path: String, name: String) { folders[VAETools.folder(of: path)] = name }

    /// Waits for the places of all files whose folders were noted.
    static func synchronizeFolders() throws(Failure) {
        for (folder, name) in folders { try synchronizeFolder(of: folder, name: name) }
        folders = [:]
    }
}
