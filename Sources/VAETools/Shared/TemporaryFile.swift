import CFiles
import CLibrary
import SystemPackage

/// A file that is not in its place yet.
///
/// On Linux it has no name until it is complete, so that nothing is left of it however the process ends. Where the file
/// system has no such files, or will not name them later, it has a random name beside its place, and a signal that
/// ends the process removes it.
final class TemporaryFile {
    /// The most bytes of a name that every file system takes.
    private static let longestName = 143
    private static let letters = Array("0123456789abcdefghijklmnopqrstuvwxyz")

    /// For reading and writing, until this goes away.
    let descriptor: FileDescriptor
    private var name: String?

    init(beside target: String, permissions: FilePermissions) throws(Errno) {
        if let unnamed = TemporaryFile.unnamed(in: VAETools.folder(of: target), permissions) {
            descriptor = unnamed
        } else {
            let (opened, name) = try TemporaryFile.named(beside: target, permissions)
            (descriptor, self.name) = (opened, name)
        }
    }

    deinit {
        try? descriptor.close()
        if let name { TemporaryFile.remove(name) }
    }

    /// A descriptor of its own for whoever writes the file, so that closing it can be checked before the file is placed.
    func makeWriter() throws(Errno) -> FileDescriptor {
        let number = fcntl(descriptor.rawValue, F_DUPFD_CLOEXEC, 0)
        guard number >= 0 else { throw Errno(rawValue: errno) }
        return FileDescriptor(rawValue: number)
    }

    /// Gives the file its place, whatever stands there.
    func place(at target: String) throws(Errno) {
        if name == nil {
            if try link(to: target) { return }
            try chooseName(beside: target)
        }
        let failed = name!.withFileName { old in target.withFileName { rename(old, $0) } }
        guard failed == 0 else { throw Errno(rawValue: errno) }
        UnfinishedFiles.forget(name!)
        name = nil
    }

    /// A file to write and read back that never gets a name and goes with its descriptor.
    static func scratch(in folder: String) throws(Errno) -> FileDescriptor {
        if let unnamed = unnamed(in: folder, .ownerReadWrite, isScratch: true) { return unnamed }
        let (descriptor, name) = try named(beside: folder + "/vae", .ownerReadWrite)
        remove(name)
        return descriptor
    }

    /// Nil where there are none in the folder, or none that can get a name.
    private static func unnamed(
        in folder: String, _ permissions: FilePermissions, isScratch: Bool = false
    ) -> FileDescriptor? {
        (folder.isEmpty ? "." : folder).withFileName { folder in
            let number = vae_unnamed_file(folder, UInt32(permissions.rawValue), isScratch ? 1 : 0)
            guard number >= 0 else { return nil }
            guard isScratch || vae_can_link_unnamed(number, folder) == 1 else {
                close(number)
                return nil
            }
            return FileDescriptor(rawValue: number)
        }
    }

    private static func named(
        beside target: String, _ permissions: FilePermissions
    ) throws(Errno) -> (FileDescriptor, String) {
        while true {
            let name = randomName(beside: target)
            // Before the file exists, so that no signal finds it unknown.
            UnfinishedFiles.add(name)
            do throws(Errno) {
                let descriptor = try openFile(
                    name, .readWrite, options: [.create, .exclusiveCreate, .closeOnExec],
                    permissions: permissions)
                return (descriptor, name)
            } catch {
                UnfinishedFiles.forget(name)
                guard error == .fileExists else { throw error }
            }
        }
    }

    /// False where the place is taken.
    private func link(to target: String) throws(Errno) -> Bool {
        if target.withFileName({ vae_link_unnamed(descriptor.rawValue, $0) }) == 0 { return true }
        guard errno == EEXIST else { throw Errno(rawValue: errno) }
        return false
    }

    private func chooseName(beside target: String) throws(Errno) {
        while true {
            let name = TemporaryFile.randomName(beside: target)
            UnfinishedFiles.add(name)
            do throws(Errno) {
                if try link(to: name) {
                    self.name = name
                    return
                }
            } catch {
                UnfinishedFiles.forget(name)
                throw error
            }
            UnfinishedFiles.forget(name)
        }
    }

    /// FILE.k3f90x2abq.partial, a part of the name where it is long.
    private static func randomName(beside target: String) -> String {
        let ending = "." + String((0..<10).map { _ in letters.randomElement()! }) + ".partial"
        var start = ""
        for character in lastName(of: target) {
            let longer = start + String(character)
            guard FileName.bytes(of: longer).count + ending.utf8.count <= longestName else { break }
            start = longer
        }
        return VAETools.folder(of: target) + start + ending
    }

    private static func remove(_ name: String) {
        _ = name.withFileName { unlink($0) }
        UnfinishedFiles.forget(name)
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
