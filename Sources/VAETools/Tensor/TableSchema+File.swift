import CLibrary
import Formats

extension TableSchema {
    /// Reads a schema; nil: there is no such file.
    init?(readingFile path: String) throws(Failure) {
        var status = stat()
        if path.withFileName({ stat($0, &status) }) != 0, errno == ENOENT { return nil }
        let file = try OperandFile(path)
        self = try naming(file.name) { () throws(FormatError) in
            try TableSchema(json: try file.bytes.read(upTo: 1 << 30))
        }
    }
}
