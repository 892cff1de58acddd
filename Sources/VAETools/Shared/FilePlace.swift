/// A name in a folder, whether there is a file of that name or not.
struct FilePlace: Hashable {
    private let folder: FileIdentity
    private let name: [UInt8]

    /// Nil where the folder does not exist.
    init?(_ path: String) {
        let folder = VAETools.folder(of: path)
        guard let identity = FileIdentity(folder.isEmpty ? "." : folder) else { return nil }
        self.folder = identity
        name = FileName.bytes(of: lastName(of: path))
    }
}
