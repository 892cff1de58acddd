import CZlib
import SystemPackage

extension PNG {
    /// Writes images one after the other as one animated PNG (APNG), of which readers without animation show the
    /// first. The same images give the same bytes.
    ///
    /// - Parameters:
    ///   - frames: how many images there are.
    ///   - delay: how long each is shown, in milliseconds, at most 65535.
    ///   - loops: how often all are shown; 0: for ever.
    ///   - image: gives the image of a number; all have the same size, channels and depth.
    ///   - write: as that of ``encode(_:write:)``.
    /// - Throws: what `image` throws; as ``encode(_:write:)`` does.
    public static func animate(
        frames: Int, delay: UInt16, loops: UInt32, image: (Int) throws(ImageError) -> Image,
        write: (UnsafeRawBufferPointer) throws(Errno) -> Void
    ) throws(ImageError) {
        // Of the chunks fcTL and fdAT, which are numbered together.
        var number: UInt32 = 0
        for frame in 0..<frames {
            let image = try image(frame)
            var bytes: [UInt8] = []
            try encode(image) { piece in bytes += piece }
            let offset = bigEndian(UInt32(0))
            let control =
                bigEndian(UInt32(image.width)) + bigEndian(UInt32(image.height)) + offset + offset
                + bigEndian(delay) + bigEndian(UInt16(1000)) + [0, 0]
            var output: [UInt8] = frame == 0 ? Array(bytes.prefix(8)) : []
            for (type, data) in chunks(of: bytes) {
                switch type {
                case "IHDR" where frame == 0:
                    output += chunk(type, data)
                    output += chunk("acTL", bigEndian(UInt32(frames)) + bigEndian(loops))
                    output += chunk("fcTL", bigEndian(number) + control)
                    number += 1
                case "IHDR":
                    output += chunk("fcTL", bigEndian(number) + control)
                    number += 1
                case "IDAT" where frame == 0: output += chunk(type, data)
                case "IDAT":
                    output += chunk("fdAT", bigEndian(number) + data)
                    number += 1
                default: continue
                }
            }
            if frame == frames - 1 { output += chunk("IEND", []) }
            do throws(Errno) {
                try output.withUnsafeBufferPointer { (bytes) throws(Errno) in
                    try write(UnsafeRawBufferPointer(bytes))
                }
            } catch {
                throw .system(error)
            }
        }
    }

    /// The types and the data of the chunks of a PNG.
    private static func chunks(of bytes: [UInt8]) -> [(type: String, data: ArraySlice<UInt8>)] {
        var result: [(String, ArraySlice<UInt8>)] = []
        var place = 8
        while place < bytes.count {
            let size = bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
            let type = String(decoding: bytes[place + 4..<place + 8], as: UTF8.self)
            result.append((type, bytes[place + 8..<place + 8 + size]))
            // The length, the type and the checksum are no data.
            place += size + 12
        }
        return result
    }

    private static func chunk(_ type: String, _ data: some Sequence<UInt8>) -> [UInt8] {
        let body = Array(type.utf8) + data
        let sum = body.withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32($0.count)) }
        return bigEndian(UInt32(body.count - 4)) + body + bigEndian(UInt32(sum))
    }

    private static func bigEndian(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}
