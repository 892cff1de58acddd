import CLibrary
import SystemPackage

/// The files that operands name, the PNG files of folders among them.
struct FileListing {
    struct File {
        let path: String
        /// The place of its operand among all.
        let label: Int
    }

    private(set) var files: [File] = []

    /// Files of a folder come in natural order: img2 before img10.
    /// - Parameter recursive: follow folders in folders, though no links to folders.
    /// - Throws: cannot-open, where a folder cannot be listed; bad data, where it has no PNG file.
    init(_ operands: [String], recursive: Bool) throws(Failure) {
        for (label, operand) in operands.enumerated() {
            guard operand != "-", isFolder(operand, followingLinks: true) else {
                files.append(File(path: operand, label: label))
                continue
            }
            var names: [String] = []
            try list(operand, "", recursive: recursive, &names)
            guard !names.isEmpty else {
                throw .badData(
                    operand, "found no PNG file, expected *.png" + (recursive ? "" : "; see --recursive"))
            }
            let slash = operand.hasSuffix("/") ? "" : "/"
            files += names.sorted(by: precedesNaturally).map {
                File(path: operand + slash + $0, label: label)
            }
        }
    }

    var readsStandardInput: Bool { files.contains { $0.path == "-" } }

    /// Whether all are named as PNG files.
    var isPNG: Bool { files.allSatisfy { isPNGName($0.path) } }

    private func list(
        _ root: String, _ folder: String, recursive: Bool, _ names: inout [String]
    ) throws(Failure) {
        let path = folder.isEmpty ? root : "\(root)/\(folder)"
        guard let stream = path.withFileName({ opendir($0) }) else {
            throw Failure(.cannotOpenInput, "\(path): cannot open: \(Errno(rawValue: errno))")
        }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                FileName.text(of: $0.prefix { $0 != 0 })
            }
            if name == "." || name == ".." { continue }
            let relative = folder.isEmpty ? name : "\(folder)/\(name)"
            if isPNGName(name), !isFolder("\(path)/\(name)", followingLinks: true) {
                names.append(relative)
            } else if recursive, isFolder("\(path)/\(name)", followingLinks: false) {
                try list(root, relative, recursive: true, &names)
            }
        }
    }
}

private func isPNGName(_ path: String) -> Bool { path.lowercased().hasSuffix(".png") }

private func isFolder(_ path: String, followingLinks: Bool) -> Bool {
    var status = stat()
    let isKnown = path.withFileName { followingLinks ? stat($0, &status) : lstat($0, &status) }
    guard isKnown == 0 else { return false }
    return status.st_mode & S_IFMT == S_IFDIR
}
