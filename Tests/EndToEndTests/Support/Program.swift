import Foundation

/// Programs that some tests compare with, and are skipped without.
enum Program: String {
    case pngcheck
    case ffprobe
    case ffmpeg
    case rsvg = "rsvg-convert"
    case xmllint
    case convert
    case pngtopnm
    case pnmtopng
    case datamash
    case parallel
    case gnuplot

    var isInstalled: Bool { Program.isInstalled(rawValue) }

    static func isInstalled(_ name: String) -> Bool {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return path.split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
        }
    }

    /// Whether `python3` imports modules.
    static func python(imports modules: String) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", "import \(modules)"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
