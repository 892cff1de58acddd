import CPNG
import SystemPackage

/// The PNG format, through libpng.
public enum PNG {
    /// Makes one call into CPNG, which writes its message to the pointer that `call` is given.
    ///
    /// - Parameter failure: what the caller's closure threw, looked at where it stopped the call.
    /// - Throws: `failure`, libpng's message, or `.system(.noMemory)`.
    static func check(
        failure: @autoclosure () -> Errno?, call: (UnsafeMutablePointer<CChar>) -> cpng_status
    ) throws(ImageError) {
        let size = Int(CPNG_MESSAGE_SIZE)
        let (status, message) = withUnsafeTemporaryAllocation(of: CChar.self, capacity: size) { buffer in
            let message = buffer.baseAddress!
            let status = call(message)
            return (status, status == CPNG_FAILED ? String(cString: message) : "")
        }
        switch status {
        case CPNG_OK: return
        case CPNG_STOPPED: throw .system(failure() ?? .ioError)
        case CPNG_NO_MEMORY: throw .system(.noMemory)
        default: throw .png(message)
        }
    }
}

extension cpng_header {
    init(_ image: Image) {
        self.init(
            width: UInt32(image.width), height: UInt32(image.height),
            channels: Int32(image.channels), depth: Int32(image.depth.rawValue))
    }
}
