import CFiles
import CLibrary
import SystemPackage

/// A regular file whose place an output is to take.
struct ReplacedFile {
    private let path: String
    private let status: stat

    /// - Parameter path: without links.
    init(_ path: String, _ status: stat) { (self.path, self.status) = (path, status) }

    /// Why no other file may take its place; nil: one may.
    var obstacle: String? {
        let isWritable = path.withFileName { faccessat(AT_FDCWD, $0, W_OK, AT_EACCESS) } == 0
        let error = errno
        // The superuser may write to any file: the mode says that it is to stay.
        if status.st_mode & 0o222 == 0 || !isWritable && error == EACCES {
            return "found a read-only file, expected a writable one"
        }
        if !isWritable { return "\(Errno(rawValue: error))" }
        if path.withFileName(vae_is_mount_point) == 1 {
            return "found a mount point, expected a file that can be replaced; mount its folder"
        }
        return isHeldByFolder ? "found a file of another user in a sticky folder" : nil
    }

    /// Whether the folder is one, as /tmp, where only the owner of a file may remove it.
    private var isHeldByFolder: Bool {
        var folder = stat()
        let parent = VAETools.folder(of: path)
        guard (parent.isEmpty ? "." : parent).withFileName({ stat($0, &folder) }) == 0 else { return false }
        return folder.st_mode & S_ISVTX != 0 && ![0, status.st_uid, folder.st_uid].contains(geteuid())
    }

    /// Gives a new file its mode, without the bits that run programs as another user, its access control list and, where
    /// the system permits, its owner and group.
    /// - Throws: what is no refusal of the system or the file system.
    func describe(_ descriptor: FileDescriptor) throws(Errno) {
        let file = descriptor.rawValue
        if try !allowed(fchown(file, status.st_uid, status.st_gid)) {
            _ = try allowed(fchown(file, .max, status.st_gid))
        }
        path.withFileName { vae_copy_access_list($0, file) }
        _ = try allowed(fchmod(file, status.st_mode & 0o777))
    }

    /// False where the call was refused: by rights, or because the file system knows no owners and modes.
    private func allowed(_ result: Int32) throws(Errno) -> Bool {
        if result == 0 { return true }
        let error = Errno(rawValue: errno)
        let refusals: [Errno] = [.notPermitted, .invalidArgument, .notSupported, .noFunction]
        guard refusals.contains(error) else { throw error }
        return false
    }
}
