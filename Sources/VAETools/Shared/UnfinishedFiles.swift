import CLibrary

/// The names of files that are not complete, to be removed where a signal or a lack of memory ends the process.
/// Everything here is touched by a signal handler, so it is plain memory.
enum UnfinishedFiles {
    /// No tool has so many; those beyond are left where a signal ends it.
    private static let capacity = 16
    nonisolated(unsafe) private static let paths = {
        let paths = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: capacity)
        paths.initialize(repeating: nil, count: capacity)
        return paths
    }()

    /// Makes what a signal handler touches.
    static func prepare() { _ = paths }

    /// Before the file exists, so that no signal finds it unknown.
    static func add(_ path: String) {
        guard let index = (0..<capacity).first(where: { paths[$0] == nil }) else { return }
        paths[index] = path.withFileName { strdup($0)! }
    }

    /// The file is complete, or is no more.
    static func forget(_ path: String) {
        for index in 0..<capacity {
            guard let old = paths[index], path.withFileName({ strcmp(old, $0) }) == 0 else { continue }
            paths[index] = nil
            free(old)
        }
    }

    /// May be called by any signal handler.
    static func remove() {
        for index in 0..<capacity { if let path = paths[index] { unlink(path) } }
    }
}
