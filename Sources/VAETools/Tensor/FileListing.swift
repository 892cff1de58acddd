import CLibrary
import Formats
import Images
import SystemPackage

/// The files that operands name, the pictures of folders among them.
struct FileListing {
    struct File: Sendable {
        let path: String
        /// The place of its operand among all.
        let label: Int
    }

    private(set) var files: [File] = []
    /// Files of folders that are no pictures.
    private(set) var problems: [Failure] = []
    /// What else is left out, in words.
    private(set) var notes: [String] = []
    private(set) var hasFolders = false
    private let recursive: Bool
    private let takesAll: Bool

    /// Files of a folder come in natural order: img2 before img10.
    /// - Parameters:
    ///   - recursive: follow folders in folders, though no links to folders.
    ///   - takesAll: take files of folders for pictures whatever they look like.
    /// - Throws: cannot-open, where a folder cannot be listed; bad data, where it has no files.
    init(_ operands: [String], recursive: Bool, takesAll: Bool = false) throws(Failure) {
        (self.recursive, self.takesAll) = (recursive, takesAll)
        for (label, operand) in operands.enumerated() {
            guard operand != "-", kind(of: operand, followingLinks: true) == S_IFDIR else {
                files.append(File(path: operand, label: label))
                continue
            }
            hasFolders = true
            var found = Found()
            try list(operand, "", &found)
            let slash = operand.hasSuffix("/") ? "" : "/"
            let paths = found.names.sorted(by: precedesNaturally).map { operand + slash + $0 }
            var isEmpty = true
            for path in paths {
                if let problem = problem(path) {
                    problems.append(problem)
                } else {
                    files.append(File(path: path, label: label))
                    isEmpty = false
                }
            }
            guard !isEmpty || !paths.isEmpty else {
                throw .badData(
                    operand, "found no picture, expected some" + (recursive ? "" : "; see --recursive"))
            }
            notes += found.notes(of: operand)
        }
    }

    var readsStandardInput: Bool { files.contains { $0.path == "-" } }

    /// What a folder holds.
    private struct Found {
        var names: [String] = []
        /// Files of macOS that stand beside others.
        var companions: [String] = []
        /// Folders that were not looked into.
        var folders: [String] = []

        func notes(of folder: String) -> [String] {
            var notes: [String] = []
            if let first = companions.min() {
                notes.append(
                    "\(folder): skipped \(counted(companions, "file")) of macOS, \(shown(first)) first")
            }
            if let first = folders.min() {
                notes.append(
                    "\(folder): skipped \(counted(folders, "folder")), \(shown(first)) first; see --recursive"
                )
            }
            return notes
        }

        private func counted(_ names: [String], _ noun: String) -> String {
            names.count == 1 ? "1 \(noun)" : "\(names.count) \(noun)s"
        }
    }

    private func list(_ root: String, _ folder: String, _ found: inout Found) throws(Failure) {
        let path = folder.isEmpty ? root : "\(root)/\(folder)"
        guard let stream = path.withFileName({ opendir($0) }) else {
            throw Failure.cannotOpen(path, Errno(rawValue: errno))
        }
        defer { closedir(stream) }
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                if errno == 0 { return }
                throw Failure(.inputOutputError, "\(path): cannot read: \(Errno(rawValue: errno))")
            }
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                FileName.text(of: $0.prefix { $0 != 0 })
            }
            if name == "." || name == ".." { continue }
            let relative = folder.isEmpty ? name : "\(folder)/\(name)"
            if try certainKind(of: "\(path)/\(name)", followingLinks: true) == S_IFDIR {
                let itself = try certainKind(of: "\(path)/\(name)", followingLinks: false)
                if recursive, itself == S_IFDIR {
                    try list(root, relative, &found)
                } else if !name.hasPrefix(".") {
                    found.folders.append(relative)
                }
            } else if name.hasPrefix("._") {
                found.companions.append(relative)
            } else if !name.hasPrefix(".") || isPictureName(name) {
                found.names.append(relative)
            }
        }
    }

    /// Nil: a link leads nowhere.
    private func certainKind(of path: String, followingLinks: Bool) throws(Failure) -> mode_t? {
        let found = kind(of: path, followingLinks: followingLinks)
        guard found != nil || errno == ENOENT || errno == ELOOP else {
            throw Failure.cannotOpen(path, Errno(rawValue: errno))
        }
        return found
    }

    /// Why a file of a folder is no picture; nil: it may be one.
    private func problem(_ path: String) -> Failure? {
        switch kind(of: path, followingLinks: true) {
        case S_IFREG: break
        case nil: return .cannotOpen(path, Errno(rawValue: errno))
        case S_IFIFO: return .badData(path, "found a named pipe in a folder, expected a file")
        default: return .badData(path, "found a device or socket in a folder, expected a file")
        }
        if takesAll || isPictureName(path) || looksLikePicture(path) { return nil }
        return .badData(path, "found no picture, expected PNG, PNM or what --decode-with decodes")
    }
}

private let pictureEndings: Set<String> = [
    "png", "pnm", "pbm", "pgm", "ppm", "pam", "jpg", "jpeg", "jpe", "webp", "gif", "tif", "tiff", "bmp",
    "heic",
    "heif", "avif",
]

private func isPictureName(_ path: String) -> Bool {
    let name = path.lowercased()
    let plain = name.hasSuffix(".gz") ? name.dropLast(3) : name[...]
    return plain.lastIndex(of: ".").map { pictureEndings.contains(String(plain[plain.index(after: $0)...])) }
        ?? false
}

/// Whether the first bytes of a regular file are those of a picture.
private func looksLikePicture(_ path: String) -> Bool {
    guard let file = try? openFile(path, .readOnly) else { return false }
    defer { try? file.close() }
    var bytes = [UInt8](repeating: 0, count: ForeignFormat.openingLength)
    let count = (try? bytes.withUnsafeMutableBytes { try file.read(into: $0, retryOnInterrupt: true) }) ?? 0
    return ForeignFormat(opening: bytes[..<count])?.isPicture == true
}

/// The kind of file at a path, as `S_IFREG`; nil: there is none.
private func kind(of path: String, followingLinks: Bool) -> mode_t? {
    var status = stat()
    let isKnown = path.withFileName { followingLinks ? stat($0, &status) : lstat($0, &status) }
    guard isKnown == 0 else { return nil }
    return status.st_mode & S_IFMT
}
