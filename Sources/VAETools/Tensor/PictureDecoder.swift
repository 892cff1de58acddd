import CLibrary
import SystemPackage

/// A program that turns one file into PNG or PNM on its output.
enum PictureDecoder: Sendable {
    /// A line of shell; the file's name stands for `{}`, or behind it.
    case shell(String)
    /// A program that takes the file's name.
    case program(String)

    /// The words to run it with.
    func arguments(for path: String) -> [String] {
        // A name that looks like an option is none.
        let path = path.hasPrefix("-") ? "./\(path)" : path
        switch self {
        case .shell(let line):
            let script = line.contains("{}") ? line.replacing("{}", with: "\"$1\"") : "\(line) \"$1\""
            return ["/bin/sh", "-c", script, "sh", path]
        case .program(let program): return [program, path]
        }
    }

    /// As messages name it.
    var name: String {
        switch self {
        case .shell(let line): String(line.split(separator: " ").first ?? "the command")
        case .program(let program): String(program.split(separator: "/").last ?? "the program")
        }
    }

    /// The path of `djpeg`, if it is on PATH.
    static let djpeg: PictureDecoder? = {
        let folders = getenv("PATH").map { FileName.text(of: $0) } ?? ""
        let paths = folders.split(separator: ":").map { "\($0)/djpeg" }
        return paths.first { $0.withFileName { access($0, X_OK) } == 0 }.map { .program($0) }
    }()
}
