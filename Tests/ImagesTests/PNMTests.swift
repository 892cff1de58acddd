import Images
import SystemPackage
import Testing

@Suite struct PNMTests {
    /// All images of some bytes, handed out at most `piece` at a time.
    private func images(_ bytes: [UInt8], piece: Int = .max) throws -> [Image] {
        var rest = bytes[...]
        let reader = PNMReader { buffer in
            let count = min(buffer.count, piece, rest.count)
            buffer.copyBytes(from: rest.prefix(count))
            rest = rest.dropFirst(count)
            return count
        }
        var images: [Image] = []
        while let image = try reader.next() { images.append(image) }
        return images
    }

    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    private func grey(_ samples: [UInt16], width: Int, depth: Depth = .eight) -> Image {
        Image(width: width, height: samples.count / width, channels: 1, depth: depth, samples: samples)
    }

    @Test func `text is read`() throws {
        #expect(
            try images(bytes("P1\n# a bitmap\n3 2\n101\n0 1 0\n")) == [
                grey([0, 255, 0, 255, 0, 255], width: 3)
            ])
        #expect(try images(bytes("P2 2 1 15 0 15")) == [grey([0, 255], width: 2)])
        let colours = Image(width: 1, height: 2, channels: 3, depth: .eight, samples: [1, 2, 3, 4, 5, 6])
        #expect(try images(bytes("P3 1 2 # wide, then high\n255\n1 2 3\n4 5 6\n")) == [colours])
    }

    @Test func `binary is read`() throws {
        #expect(
            try images(bytes("P4 9 1\n") + [0b1010_0000, 0b1000_0000])
                == [grey([0, 255, 0, 255, 255, 255, 255, 255, 0], width: 9)])
        #expect(try images(bytes("P5 2 1 100\n") + [0, 50]) == [grey([0, 128], width: 2)])
        #expect(
            try images(bytes("P5 2 1 65535\n") + [1, 2, 255, 255]) == [
                grey([258, 65535], width: 2, depth: .sixteen)
            ])
        #expect(try images(bytes("P5 1 1 256\n") + [1, 0]) == [grey([65535], width: 1, depth: .sixteen)])
        let colours = Image(
            width: 2, height: 1, channels: 3, depth: .eight, samples: [10, 35, 32, 255, 0, 9])
        #expect(try images(bytes("P6\n2\n1\n255\n") + [10, 35, 32, 255, 0, 9]) == [colours])
        let header =
            "P7\nWIDTH 1\n# no colour\nHEIGHT 1\nDEPTH 2\nMAXVAL 1\nTUPLTYPE BLACKANDWHITE_ALPHA\nENDHDR\n"
        #expect(
            try images(bytes(header) + [1, 0])
                == [Image(width: 1, height: 1, channels: 2, depth: .eight, samples: [255, 0])])
    }

    @Test(arguments: [1, 2, 3, 4], [Depth.eight, .sixteen])
    func `what is written is read`(channels: Int, depth: Depth) throws {
        let all = [7, 1].map { Image.pattern(width: $0, height: 5, channels: channels, depth: depth) }
        for form in [PNM.Form.plain, .arbitrary] where form == .arbitrary || channels % 2 == 1 {
            var bytes: [UInt8] = []
            for image in all { try PNM.append(image, as: form, to: &bytes) }
            for piece in [1, 5, .max] { #expect(try images(bytes, piece: piece) == all) }
        }
    }

    @Test func `alpha needs PAM`() {
        var bytes: [UInt8] = []
        #expect(throws: ImageError.self) {
            try PNM.append(.pattern(width: 1, height: 1, channels: 4, depth: .eight), as: .plain, to: &bytes)
        }
    }

    @Test(
        arguments: [
            ("P5 1000000 1000000 255\n", "at most 134217728 samples"),
            ("P5 9999999999999999999999 1 255\n", "sides"),
            ("P5 0 1 255\n", "sides of 1 or more"), ("P5 1 1 65536\n", "greatest sample from 1 to 65535"),
            ("P5 1 1 0\n", "greatest sample"), ("P5 2 2 255\nab", "the end of the bytes inside an image"),
            ("P5 2 2", "the end of the bytes"), ("P5", "the end of the bytes"),
            ("P2 1 1 7 8", "a sample of 8"),
            ("P1 1 1 2", "no bit"), ("P8 1 1 1", "begin no image"), ("XY", "begin no image"),
            ("P5 -1 1 255\n", "no number"), ("P5 a b c\n", "no number"),
            ("P7\nWIDTH x\n", "\"WIDTH x\" in a PAM header"),
            ("P7\nNONSENSE 1\n", "\"NONSENSE 1\""), ("P7\nWIDTH 1\n", "the end"),
            ("P7\nWIDTH 1\nHEIGHT 1\nDEPTH 5\nMAXVAL 1\nENDHDR\n", "5 channels"),
            ("P7\nHEIGHT 1\nDEPTH 1\nMAXVAL 1\nENDHDR\n", "0x1 pixels"),
        ])
    func `what is no image is refused`(text: String, message: String) {
        let error = #expect(throws: ImageError.self) { try images(bytes(text)) }
        #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
    }

    @Test func `memory follows the bytes that arrive`() {
        // A header alone, of the greatest size that is taken.
        let error = #expect(throws: ImageError.self) { try images(bytes("P6 1000000 44 65535\n")) }
        #expect(error?.description.contains("the end of the bytes") == true)
    }

    @Test func `errors of reading are passed on`() {
        let reader = PNMReader { _ throws(Errno) in throw .ioError }
        #expect(throws: ImageError.system(.ioError)) { try reader.next() }
    }
}
