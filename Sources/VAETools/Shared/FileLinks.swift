import CLibrary

/// What a symbolic link holds; nil: the file is none.
func linkTarget(_ path: String) -> String? {
    var target = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = path.withFileName { readlink($0, &target, target.count - 1) }
    return count > 0 ? FileName.text(of: target) : nil
}

/// The file that a path leads to through links, whether it exists or not.
func resolved(_ path: String) -> String {
    var path = path
    // The most links that Linux follows.
    for _ in 0..<40 {
        if let real = path.withFileName({ realpath($0, nil) }) {
            defer { free(real) }
            return FileName.text(of: real)
        }
        guard let target = linkTarget(path) else { return path }
        path = target.hasPrefix("/") ? target : folder(of: path) + target
    }
    return path
}

/// All of a path up to its last slash; empty where there is none.
func folder(of path: String) -> String {
    String(decoding: path.utf8.prefix(path.utf8.count - lastName(of: path).utf8.count), as: UTF8.self)
}

/// What stands behind the last slash of a path.
func lastName(of path: String) -> String {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return String(decoding: parts.last!, as: UTF8.self)
}

/// The number of the open file that a path such as /dev/stderr or /dev/fd/3 names; nil: it names something else.
func openDescriptor(named path: String) -> Int32? {
    if let number = ["/dev/stdin", "/dev/stdout", "/dev/stderr"].firstIndex(of: path) {
        return Int32(number)
    }
    for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
        return Int32(path.dropFirst(folder.count))
    }
    return nil
}
