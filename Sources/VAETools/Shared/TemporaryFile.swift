import CLibrary
import SystemPackage

/// Files that are written beside the place that they will take.
enum TemporaryFile {
    /// The most bytes that the name of a file may have.
    private static let longestName = 255

    /// Creates one, which a signal that ends the process removes: FILE.1234.partial, a part of the name where it is long.
    static func create(
        beside path: String, _ permissions: FilePermissions
    ) throws -> (FileDescriptor, path: String) {
        for number in 0... {
            let temporary = self.path(beside: path, number)
            // Before the file exists, so that no signal finds it unknown.
            Interruption.removeOnSignal(temporary)
            do {
                let descriptor = try openFile(
                    temporary, .writeOnly, options: [.create, .exclusiveCreate], permissions: permissions)
                return (descriptor, temporary)
            } catch {
                Interruption.keepOnSignal(temporary)
                guard error == .fileExists, number < 100 else { throw error }
            }
        }
        preconditionFailure("unreachable")
    }

    private static func path(beside path: String, _ number: Int) -> String {
        let ending = ".\(getpid())\(number == 0 ? "" : "-\(number)").partial"
        let name = FileName.bytes(of: lastName(of: path)).prefix(longestName - ending.utf8.count)
        return folder(of: path) + FileName.text(of: name) + ending
    }
}

/// Opens a file by the bytes of its name.
func openFile(
    _ path: String, _ mode: FileDescriptor.AccessMode, options: FileDescriptor.OpenOptions = [],
    permissions: FilePermissions? = nil
) throws(Errno) -> FileDescriptor {
    let opened = path.withFileName { name in
        Result { try FileDescriptor.open(name, mode, options: options, permissions: permissions) }
    }
    do { return try opened.get() } catch { throw error as! Errno }
}

/// A name in a folder, whether there is a file of that name or not.
struct FilePlace: Hashable {
    private let folder: FileIdentity
    private let name: [UInt8]

    /// Nil where the folder does not exist.
    init?(_ path: String) {
        let folder = VAETools.folder(of: path)
        guard let identity = FileIdentity(folder.isEmpty ? "." : folder) else { return nil }
        self.folder = identity
        name = FileName.bytes(of: lastName(of: path))
    }
}
