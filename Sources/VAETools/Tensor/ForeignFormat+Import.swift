import Formats

extension ForeignFormat {
    /// A format that `import` does not read itself; nil: it does, or nothing is known.
    init?(notImported opening: [UInt8]) {
        self.init(opening: opening)
        if [.png, .pnm, .text].contains(kind) || isWideText { return nil }
    }

    /// Whether it is text of UTF-16.
    var isWideText: Bool {
        if case .wideText(let encoding) = kind { encoding.hasPrefix("UTF-16") } else { false }
    }

    /// As messages of `import` name it: "a JPEG picture".
    var importName: String { isPicture ? "\(title) picture" : name }

    /// What to do with it, so that it can be imported.
    var importAdvice: String {
        switch kind {
        case .picture(let decoder): "--decode-with \(decoder) decodes it"
        case .compression(let program): "\(program) -dc FILE | vae-tensor import decompresses it"
        case .wideText(let encoding):
            "iconv -f \(encoding) -t UTF-8 FILE | vae-tensor import converts it"
        case .table(let reader?):
            "write it as CSV, with pandas.\(reader)(...).to_csv(..., index=False)"
        case .table: "write it as CSV"
        case .arrays(let module): "read it with \(module) and write its arrays as .npy, with numpy.save"
        case .pickle: "write its array as .npy, with numpy.save; no tool runs pickles"
        case .zip: "unpack it; all tools read the arrays of .npz"
        default: advice
        }
    }
}
