import Images
import SystemPackage
import TestSupport
import Testing

/// What we write, read by programs that do not know libpng, and writing that fails.
@Suite struct PNGEncodeTests {
    @Test(
        .enabled(if: Program.pngcheck.isInstalled, "pngcheck is not installed"), arguments: 1...4,
        Depth.allCases)
    func `pngcheck accepts the image`(channels: Int, depth: Depth) throws {
        let image = Image.pattern(width: 19, height: 23, channels: channels, depth: depth)
        let result = try withFile(encode(image)) { try run("pngcheck", ["-v", $0]) }
        #expect(result.status == 0, "\(result.text)")
    }

    @Test(
        .enabled(if: Program.python3.isInstalled, "python3 is not installed"), arguments: 1...4,
        Depth.allCases)
    func `another decoder reads the same samples`(channels: Int, depth: Depth) throws {
        let image = Image.pattern(width: 19, height: 23, channels: channels, depth: depth)
        let result = try withFile(encode(image)) { try run("python3", ["-c", decoder, $0]) }
        let colourType = [0, 4, 2, 6][channels - 1]
        let expected =
            ["IHDR IDAT IEND", "19 23 \(depth.rawValue) \(colourType) 0"]
            + [image.samples.map(String.init).joined(separator: " ")]
        #expect(result.text.split(separator: "\n").map(String.init) == expected)
    }

    @Test(arguments: [Errno.brokenPipe, .noSpace], [0, 1, 4])
    func `a failed write keeps its error and is the last`(error: Errno, successes: Int) {
        let image = Image.pattern(width: 40, height: 40, channels: 3, depth: .eight)
        var calls = 0
        #expect(throws: ImageError.system(error)) {
            try PNG.encode(image) { _ throws(Errno) in
                calls += 1
                if calls > successes { throw error }
            }
        }
        #expect(calls == successes + 1)
    }

    @Test func `an image beyond the limits is refused`() {
        let image = Image(
            width: 1_000_001, height: 1, channels: 1, depth: .eight,
            samples: [UInt16](repeating: 0, count: 1_000_001))
        let error = #expect(throws: ImageError.self) { try encode(image) }
        #expect(error?.description.hasPrefix("found an image of 1000001x1 pixels, expected sides") == true)
    }
}

/// A PNG decoder after the specification: prints the chunks' names, the header and the samples.
private let decoder = """
    import struct, sys, zlib
    data = open(sys.argv[1], "rb").read()
    assert data[:8] == bytes([137, 80, 78, 71, 13, 10, 26, 10])
    at, names, packed = 8, [], b""
    while at < len(data):
        size, name = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + size]
        crc, = struct.unpack(">I", data[at + 8 + size:at + 12 + size])
        assert zlib.crc32(name + body) == crc
        names.append(name.decode())
        if name == b"IHDR":
            width, height, depth, colour, _, _, interlace = struct.unpack(">2I5B", body)
        if name == b"IDAT":
            packed += body
        at += 12 + size
    print(*names)
    print(width, height, depth, colour, interlace)

    pixel = {0: 1, 4: 2, 2: 3, 6: 4}[colour] * depth // 8
    stride = width * pixel
    lines = zlib.decompress(packed)
    assert len(lines) == height * (stride + 1)

    def paeth(a, b, c):
        return min((abs(b - c), 0, a), (abs(a - c), 1, b), (abs(a + b - 2 * c), 2, c))[2]

    above, samples = [0] * stride, []
    for y in range(height):
        filter, *line = lines[y * (stride + 1):(y + 1) * (stride + 1)]
        for x in range(stride):
            a, b, c = (line[x - pixel] if x >= pixel else 0), above[x], (above[x - pixel] if x >= pixel else 0)
            line[x] = (line[x] + [0, a, b, (a + b) // 2, paeth(a, b, c)][filter]) % 256
        above = line
        samples += line if depth == 8 else [line[x] * 256 + line[x + 1] for x in range(0, stride, 2)]
    print(*samples)
    """
