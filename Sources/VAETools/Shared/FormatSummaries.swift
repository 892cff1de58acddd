import Formats
import Images
import Tensors

extension ElementType: DescribedValue {
    var summary: String {
        switch self {
        case .f2: "16-bit float"
        case .f4: "32-bit float"
        case .f8: "64-bit float"
        case .u1: "8-bit unsigned integer"
        case .u2: "16-bit unsigned integer"
        case .u4: "32-bit unsigned integer"
        case .u8: "64-bit unsigned integer"
        case .i1: "8-bit integer"
        case .i2: "16-bit integer"
        case .i4: "32-bit integer"
        case .i8: "64-bit integer"
        case .b1: "Boolean"
        }
    }
}

extension Depth: DescribedValue {
    var summary: String {
        switch self {
        case .eight: "256 levels"
        case .sixteen: "65536 levels"
        }
    }
}

extension Aspect: DescribedValue {
    var summary: String {
        switch self {
        case .cover: "fill the size, cut what stands over"
        case .contain: "fit into the size, black around"
        case .stretch: "stretch to the size"
        }
    }
}

extension DecimalMark: DescribedValue {
    var summary: String {
        switch self {
        case .point: "1.5"
        case .comma: "1,5"
        }
    }
}

extension PreviewProtocol: DescribedValue {
    var summary: String {
        switch self {
        case .kitty: "kitty and Ghostty"
        case .iterm2: "iTerm2, WezTerm and mintty"
        case .sixel: "foot, mlterm, xterm and others"
        }
    }
}

extension FigureOptions.Format: DescribedValue {
    var summary: String {
        switch self {
        case .svg: "vectors"
        case .png: "pixels"
        }
    }
}

extension ImportFormat: DescribedValue {
    var summary: String {
        switch self {
        case .png: "PNG images"
        case .pnm: "PBM, PGM, PPM, PNM and PAM images"
        case .csv: "cells between commas"
        case .tsv: "cells between tabs"
        }
    }
}

extension TableImportOptions.Header: DescribedValue {
    var summary: String {
        switch self {
        case .yes: "the first line is a header"
        case .no: "the first line is data"
        case .auto: "as the first line looks"
        }
    }
}

extension UnknownWords: DescribedValue {
    var summary: String {
        switch self {
        case .error: "the import fails"
        case .missing: "missing cells"
        }
    }
}

extension TextEncoding: DescribedValue {
    var summary: String {
        switch self {
        case .utf8: "also ASCII"
        case .utf16LittleEndian: "of Windows programs"
        case .utf16BigEndian: "the larger byte first"
        case .latin1: "ISO 8859-1 and Windows-1252"
        }
    }
}

extension ExportFormat: DescribedValue {
    var summary: String {
        switch self {
        case .csv: "cells between commas"
        case .tsv: "cells between tabs"
        case .npy: "an NPY array"
        case .raw: "bare numbers"
        case .pam: "PAM images"
        case .pnm: "PGM or PPM images"
        }
    }
}
