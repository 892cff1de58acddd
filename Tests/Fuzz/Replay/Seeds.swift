import Foundation

/// The small files that fuzzing begins with, and those that once found a fault.
enum Seeds {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Seeds")

    /// The seeds of a target in the order of their names.
    static func load(_ target: String) throws -> [[UInt8]] {
        let folder = folder.appendingPathComponent(target)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        return try names.map { Array(try Data(contentsOf: folder.appendingPathComponent($0))) }
    }
}
