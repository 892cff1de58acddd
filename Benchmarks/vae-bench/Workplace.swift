import Foundation

/// A temporary folder.
struct Workplace {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vae-bench-\(UUID())")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false) }

    subscript(name: String) -> String { folder.appendingPathComponent(name).path }

    func remove() { try? FileManager.default.removeItem(at: folder) }
}
