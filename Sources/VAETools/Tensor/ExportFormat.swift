import ArgumentParser

/// What `export` writes.
enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
    case csv, tsv, npy, raw, pam, pnm

    /// What the name of a file asks for; nil: nothing that is known.
    init?(path: String) {
        guard let dot = path.lastIndex(of: ".") else { return nil }
        let ending = path[path.index(after: dot)...].lowercased()
        switch ending {
        case "pgm", "ppm": self = .pnm
        case "tab": self = .tsv
        case "bin": self = .raw
        default: self.init(rawValue: ending)
        }
    }

    var isTable: Bool { self == .csv || self == .tsv }
    var isPicture: Bool { self == .pam || self == .pnm }
}
