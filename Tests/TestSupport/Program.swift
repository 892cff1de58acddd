/// Programs that some tests compare with, and are skipped without.
///
/// A name alone does not make a program the one that is meant: other programs are called `convert` or `parallel`
/// too. Each is asked who it is.
public enum Program: String, CaseIterable, Sendable {
    case column
    case convert
    case curl
    case datamash
    case duckdb
    case ffmpeg
    case ffprobe
    case fish
    case gnuplot
    case make
    case mandoc
    case parallel
    case pngcheck
    case pnmtopng
    case python3
    case rsvgConvert = "rsvg-convert"
    case sqlite3
    case xmllint
    case zsh

    public var isInstalled: Bool { Program.installed.contains(self) }

    /// How a shell calls it.
    public var command: String { self == .convert ? Program.imageMagick : rawValue }

    private static let installed = Set(allCases.filter { answers($0.question, with: $0.answer) })

    /// Version 7 of ImageMagick is called `magick`; its `convert` complains of its age.
    private static let imageMagick =
        answers("magick -version", with: "Version: ImageMagick ") ? "magick" : "convert"

    private var question: String {
        switch self {
        case .convert: "\(command) -version"
        case .column: "printf 'a\\tbc\\nabc\\td\\n' | column -t"
        case .ffmpeg, .ffprobe: "\(rawValue) -version"
        case .mandoc: "mandoc '-?'"
        case .pngcheck: "pngcheck -h"
        // The tests call its younger siblings as well.
        case .pnmtopng: "pngtopam --version && pamtopng --version && pnmtopng --version"
        default: "\(rawValue) --version"
        }
    }

    /// How one line of the answer begins.
    private var answer: String {
        switch self {
        case .column: "a    bc"
        case .convert: "Version: ImageMagick "
        case .datamash: "datamash (GNU datamash) "
        case .ffmpeg, .ffprobe: "\(rawValue) version "
        case .fish: "fish, version "
        case .make: "GNU Make "
        case .duckdb: "v"
        case .mandoc: "usage: mandoc "
        case .parallel: "GNU parallel "
        case .pngcheck: "PNGcheck, version "
        case .pnmtopng: "pnmtopng: Using libnetpbm "
        case .python3: "Python 3"
        case .xmllint: "xmllint: using libxml "
        case .sqlite3: "3."
        case .curl, .gnuplot, .rsvgConvert, .zsh: "\(rawValue) "
        }
    }

    /// Whether a line of what a shell script prints, with nothing to read, begins with `answer`.
    static func answers(_ script: String, with answer: String) -> Bool {
        guard let result = try? run("/bin/sh", ["-c", "{ \(script)\n} 2>&1"]) else { return false }
        return result.text.split(separator: "\n").contains { $0.hasPrefix(answer) }
    }
}
