import SystemPackage

/// Why an image cannot be read, made or written.
public enum ImageError: Error, Equatable {
    /// The caller's reading or writing failed.
    case system(Errno)

    /// The PNG is damaged, truncated or no PNG, in libpng's words.
    case png(String)

    /// Something has another shape or size than images can have.
    case mismatch(found: String, expected: String)
}

extension ImageError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .system(let errno): errno.description
        case .png(let message): "PNG: \(message)"
        case .mismatch(let found, let expected): "found \(found), expected \(expected)"
        }
    }
}
