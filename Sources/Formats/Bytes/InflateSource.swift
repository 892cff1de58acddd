import CLibrary
import CZlib

/// The contents of consecutive gzip members (RFC 1952), as one run of bytes.
///
/// Ends where the bytes after a member are not the start of another; those bytes stay in `compressed`.
/// Memory is one zlib window, whatever the size of the members.
final class InflateSource: ByteSource {
    static let magic: [UInt8] = [0x1f, 0x8b]

    private let compressed: BufferedSource
    /// On the heap because zlib keeps the address.
    private let stream: UnsafeMutablePointer<z_stream>
    private var insideMember = true
    /// Found behind bytes that must be given first.
    private var failure: FormatError?

    /// - Precondition: `compressed` stands at the start of a gzip member.
    init(_ compressed: BufferedSource) {
        self.compressed = compressed
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let gzipOnly = 16 + MAX_WBITS
        let status = inflateInit2_(stream, gzipOnly, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        if status == Z_MEM_ERROR { MemoryFailure.end("reading gzip data", size: 1 << 15) }
        precondition(status == Z_OK, "zlib cannot start: status \(status)")
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// - Throws: `.malformed` for corrupt data, a wrong checksum or a wrong length; `.truncated` where
    ///   the compressed bytes end inside a member; what reading them throws.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FormatError) -> Int {
        if let failure { throw failure }
        let room = min(buffer.count, Int(UInt32.max))
        stream.pointee.next_out = buffer.baseAddress!.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(room)
        while stream.pointee.avail_out == room {
            if !insideMember {
                guard try compressed.peek(2).elementsEqual(Self.magic) else { return 0 }
                inflateReset(stream)
                insideMember = true
            }
            do throws(FormatError) {
                try compressed.take(inflateOnce)
            } catch {
                if stream.pointee.avail_out == room { throw error }
                failure = error
            }
        }
        return room - Int(stream.pointee.avail_out)
    }

    /// Inflates some of `input`, empty at the end, and returns how many of its bytes were used.
    private func inflateOnce(_ input: UnsafeRawBufferPointer) throws(FormatError) -> Int {
        stream.pointee.next_in = input.baseAddress.map {
            UnsafeMutablePointer(mutating: $0.assumingMemoryBound(to: UInt8.self))
        }
        stream.pointee.avail_in = UInt32(input.count)
        switch inflate(stream, Z_NO_FLUSH) {
        case Z_OK: break
        case Z_STREAM_END: insideMember = false
        case Z_BUF_ERROR where input.isEmpty:
            let found = "found the end after \(stream.pointee.total_in) bytes of a gzip member"
            throw .truncated("\(found), expected its end mark")
        case Z_MEM_ERROR: MemoryFailure.end("reading gzip data", size: 1 << 15)
        default:
            let reason = stream.pointee.msg.map { String(cString: $0) } ?? "unusable data"
            throw .malformed("found a corrupt gzip member (\(reason)), expected intact gzip data")
        }
        return input.count - Int(stream.pointee.avail_in)
    }
}
