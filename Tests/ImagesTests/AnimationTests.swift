import Images
import SystemPackage
import TestSupport
import Testing

@Suite struct AnimationTests {
    private let frames = (0..<4).map { frame in
        let samples = (0..<12).map { UInt16(($0 * 37 + frame * 50) % 256) }
        return Image(width: 4, height: 3, channels: 1, depth: .eight, samples: samples)
    }

    private func animate(_ images: [Image], delay: UInt16 = 100, loops: UInt32 = 0) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try PNG.animate(
            frames: images.count, delay: delay, loops: loops, image: { images[$0] }, write: { bytes += $0 })
        return bytes
    }

    private func chunks(_ bytes: [UInt8]) -> [(type: String, data: [UInt8])] {
        var (rest, result) = (bytes.dropFirst(8), [(String, [UInt8])]())
        while !rest.isEmpty {
            let size = number(rest.prefix(4))
            result.append(
                (
                    String(decoding: rest.dropFirst(4).prefix(4), as: UTF8.self),
                    Array(rest.dropFirst(8).prefix(size))
                ))
            rest = rest.dropFirst(size + 12)
        }
        return result
    }

    private func number(_ bytes: some Sequence<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

    @Test func `chunks stand in order and count`() throws {
        let chunks = chunks(try animate(frames, delay: 250, loops: 7))
        #expect(
            chunks.map(\.type) == ["IHDR", "acTL", "fcTL", "IDAT"]
                + Array(repeating: ["fcTL", "fdAT"], count: 3).joined() + ["IEND"])
        #expect(chunks[1].data == [0, 0, 0, 4, 0, 0, 0, 7])
        let numbered = chunks.filter { ["fcTL", "fdAT"].contains($0.type) }.map { number($0.data.prefix(4)) }
        #expect(numbered == Array(0..<7))
        for (_, data) in chunks where data.count == 26 {
            #expect(
                Array(data.dropFirst(4)) == [
                    0, 0, 0, 4, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 250, 3, 232, 0, 0,
                ])
        }
    }

    @Test func `readers without animation see the first frame`() throws {
        #expect(try decode(animate(frames)) == frames[0])
        #expect(try decode(animate([frames[2]])) == frames[2])
    }

    @Test func `every frame is there`() throws {
        let chunks = chunks(try animate(frames))
        let header = RawPNG.signature + RawPNG.chunk("IHDR", chunks[0].data)
        let data = chunks.filter { $0.type == "fdAT" }.map { $0.data.dropFirst(4) }
        for (frame, data) in zip(frames.dropFirst(), data) {
            #expect(
                try decode(header + RawPNG.chunk("IDAT", Array(data)) + RawPNG.chunk("IEND", [])) == frame)
        }
    }

    @Test(.enabled(if: Program.pngcheck.isInstalled, "pngcheck is not installed"))
    func `pngcheck finds no fault`() throws {
        try withFile(animate(frames)) { path in
            let result = try run("pngcheck", ["-q", path])
            #expect(result.status == 0, "\(result.text)")
        }
    }

    @Test func `a writer that fails is not called again`() throws {
        var calls = 0
        let write = { (_: UnsafeRawBufferPointer) throws(Errno) in
            calls += 1
            throw .noSpace
        }
        #expect(throws: ImageError.system(.noSpace)) {
            try PNG.animate(frames: 4, delay: 1, loops: 0, image: { frames[$0] }, write: write)
        }
        #expect(calls == 1)
    }
}
