import CLibrary

extension Image {
    /// The longest side of an image that is read or made: libpng's limit, which other readers share.
    public static let maximumSide = 1_000_000

    /// The most samples of an image that is read or made: 256 MiB of memory.
    public static let maximumSampleCount = 1 << 27

    /// The number of samples of an image, found before any memory is taken for them.
    ///
    /// - Throws: where the image would be larger than the limits above, or than `MemoryLimit`.
    public static func sampleCount(width: Int, height: Int, channels: Int) throws(ImageError) -> Int {
        let longest = max(width, height)
        guard longest <= maximumSide, width * height <= maximumSampleCount / channels else {
            let kind = channels == 1 ? "" : " with \(channels) channels"
            throw .mismatch(
                found: "an image of \(width)x\(height) pixels\(kind)",
                expected: "sides of at most \(maximumSide) pixels and at most \(maximumSampleCount) samples")
        }
        let count = width * height * channels
        guard !MemoryLimit.isExceeded(by: count, of: MemoryLayout<UInt16>.size) else {
            throw .mismatch(
                found: "an image of \(width)x\(height) pixels",
                expected: "at most \(MemoryLimit.described(MemoryLimit.bytes)) of samples; see --max-memory")
        }
        return count
    }
}
