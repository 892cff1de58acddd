extension ForeignFormat {
    /// As messages say what was found: "a PNG image".
    public var name: String { isPicture ? "\(title) image" : title }

    public var isPicture: Bool {
        switch kind {
        case .png, .pnm, .picture: true
        default: false
        }
    }

    /// What to do with such a file where an array or text was expected.
    public var advice: String {
        let pictures = "vae-tensor import reads PNG and PNM"
        let tables = "vae-tensor import reads CSV and TSV"
        return switch kind {
        case .array: "all tools read it as it is"
        case .safetensors: "a model is given with -m"
        case .png, .pnm: pictures
        case .picture: "convert it; \(pictures)"
        case .compression(let program): "'\(program) -dc' decompresses it"
        case .text: tables
        // Without its mark UTF-16 is of this order for iconv too.
        case .wideText("UTF-16LE"): "'iconv -f UTF-16 -t UTF-8' makes UTF-8 of it"
        case .wideText(let encoding): "'iconv -f \(encoding) -t UTF-8' makes UTF-8 of it"
        case .table(let reader): "write it as CSV\(reader == nil ? "" : ", as pandas can"); \(tables)"
        case .arrays(let module): "read it with \(module) and write its arrays with numpy.save"
        case .pickle: "read it in Python and write its arrays with numpy.save"
        case .zip: "if it is an .npz archive, extract its arrays first"
        case .other(let advice): advice
        }
    }

    /// An error where the first bytes of a file are those of another format than safetensors; nil: of none that is known.
    static func error(insteadOfSafetensors opening: ArraySlice<UInt8>) -> FormatError? {
        let gzip = ForeignFormat("gzipped data", .compression(program: "gzip"))
        let isGzip = opening.starts(with: InflateSource.magic)
        guard let format = isGzip ? gzip : ForeignFormat(opening: opening), format.kind != .safetensors else {
            return nil
        }
        let advice =
            switch format.kind {
            case .compression: format.advice
            case .pickle: "no tool runs pickles; vae-fit makes a model of data"
            default: "vae-fit makes a model of data"
            }
        return .unsupported("found \(format.name), expected a safetensors file; \(advice)")
    }
}
