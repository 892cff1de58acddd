import Images
import Testing

@Suite struct ResizeTests {
    private func grey(_ samples: [UInt16], width: Int) -> Image {
        Image(width: width, height: samples.count / width, channels: 1, depth: .eight, samples: samples)
    }

    @Test(arguments: [(1, 1), (3, 5), (7, 4), (13, 2), (2, 29), (64, 64)], [UInt16(0), 1, 77, 65535])
    func `what is constant stays so`(size: (height: Int, width: Int), value: UInt16) throws {
        let image = Image(
            width: 7, height: 5, channels: 3, depth: .sixteen, samples: [UInt16](repeating: value, count: 105)
        )
        let resized = try image.resized(height: size.height, width: size.width)
        #expect((resized.height, resized.width) == (size.height, size.width))
        #expect(resized.samples.allSatisfy { $0 == value })
    }

    @Test(arguments: [(1, 1), (2, 1), (1, 3), (2, 3), (6, 6), (3, 4)])
    func `a whole factor is the mean of blocks`(factors: (y: Int, x: Int)) throws {
        let image = Image.pattern(width: 12, height: 12, channels: 3, depth: .sixteen)
        let resized = try image.resized(height: 12 / factors.y, width: 12 / factors.x)
        let area = factors.y * factors.x
        for y in 0..<resized.height {
            for x in 0..<resized.width {
                for channel in 0..<3 {
                    var sum = 0
                    for j in y * factors.y..<(y + 1) * factors.y {
                        for i in x * factors.x..<(x + 1) * factors.x {
                            sum += Int(image.samples[(j * 12 + i) * 3 + channel])
                        }
                    }
                    let found = Int(resized.samples[(y * resized.width + x) * 3 + channel])
                    #expect(found == (2 * sum + area) / (2 * area))
                }
            }
        }
    }

    @Test(arguments: Depth.allCases)
    func `colours count by their alpha`(depth: Depth) throws {
        let full = depth.maximum
        let image = Image(
            width: 2, height: 1, channels: 4, depth: depth, samples: [full, 0, 0, 0, 0, full, 0, full])
        #expect(try image.resized(height: 1, width: 1).samples == [0, full, 0, full / 2 + 1])
        let clear = Image(width: 2, height: 1, channels: 2, depth: depth, samples: [10, 0, 20, 0])
        #expect(try clear.resized(height: 1, width: 1).samples == [15, 0])
        // 3/4 of a quarter and a quarter of all: (3 · 64 · 40 + 256 · 200) / (3 · 64 + 256), in weights of alpha.
        let mixed = Image(
            width: 4, height: 1, channels: 2, depth: .eight, samples: [40, 60, 40, 60, 40, 60, 200, 240])
        #expect(try mixed.resized(height: 1, width: 1).samples == [131, 105])
    }

    @Test(arguments: [(1, 1), (3, 5), (7, 4), (64, 64)], [UInt16(0), 1, 77, 65535])
    func `a constant colour stays so under any alpha`(size: (height: Int, width: Int), value: UInt16) throws {
        let alpha = Image.pattern(width: 7, height: 5, channels: 1, depth: .sixteen)
        let image = Image(
            width: 7, height: 5, channels: 2, depth: .sixteen, samples: alpha.samples.flatMap { [value, $0] })
        let resized = try image.resized(height: size.height, width: size.width)
        for index in stride(from: 0, to: resized.samples.count, by: 2) where resized.samples[index + 1] > 0 {
            #expect(resized.samples[index] == value)
        }
    }

    @Test func `an image covers or is contained`() throws {
        let image = grey([10, 20, 30, 40, 50, 60, 70, 80], width: 4)
        #expect(try image.resized(height: 2, width: 2, aspect: .cover).samples == [20, 30, 60, 70])
        #expect(
            try image.resized(height: 4, width: 4, aspect: .contain).samples.prefix(8) == [
                0, 0, 0, 0, 10, 20, 30, 40,
            ])
        #expect(try image.resized(height: 2, width: 2, aspect: .stretch).samples == [15, 35, 55, 75])
        #expect(try image.resized(height: 1, width: 1, aspect: .cover).samples == [45])
        let clear = Image(width: 1, height: 2, channels: 2, depth: .eight, samples: [9, 255, 9, 255])
        #expect(
            try clear.resized(height: 2, width: 3, aspect: .contain).samples
                == [0, 0, 9, 255, 0, 0, 0, 0, 9, 255, 0, 0])
    }

    @Test func `a depth goes there and back`() {
        let eight = grey((0...255).map { $0 }, width: 16)
        #expect(eight.converted(to: .sixteen).samples == (0...255).map { $0 * 257 })
        #expect(eight.converted(to: .sixteen).converted(to: .eight) == eight)
        let sixteen = Image(
            width: 4, height: 1, channels: 1, depth: .sixteen, samples: [128, 129, 65406, 65407])
        #expect(sixteen.converted(to: .eight).samples == [0, 1, 254, 255])
    }

    @Test func `a pixel that is shared counts in part`() throws {
        // 3 to 2: each covers one pixel and half of the next.
        #expect(try grey([0, 90, 255], width: 3).resized(height: 1, width: 2).samples == [30, 200])
        #expect(try grey([0, 90, 255], width: 1).resized(height: 2, width: 1).samples == [30, 200])
    }

    @Test func `growth is linear between the centres`() throws {
        // Centres at 1/4, 3/4, 5/4, 7/4 of pixels whose own are at 1/2 and 3/2.
        #expect(try grey([0, 100], width: 2).resized(height: 1, width: 4).samples == [0, 25, 75, 100])
        #expect(
            try grey([40], width: 1).resized(height: 3, width: 3).samples == [UInt16](repeating: 40, count: 9)
        )
        #expect(
            try grey([0, 100, 100, 200], width: 2).resized(height: 4, width: 2).samples
                == [0, 100, 25, 125, 75, 175, 100, 200])
    }

    @Test func `one axis may grow while the other shrinks`() throws {
        #expect(
            try grey([0, 100, 50, 150], width: 2).resized(height: 1, width: 4).samples == [25, 50, 100, 125])
    }

    @Test func `the size of the result is limited`() throws {
        #expect(throws: ImageError.self) {
            try grey([1], width: 1).resized(height: 1_000_000, width: 1_000_000)
        }
    }

    @Test func `the longest lines overflow nothing`() throws {
        let line = Image(
            width: 1_000_000, height: 1, channels: 1, depth: .sixteen,
            samples: [UInt16](repeating: 65535, count: 1_000_000))
        #expect(try line.resized(height: 1, width: 999_999).samples.allSatisfy { $0 == 65535 })
        #expect(try line.resized(height: 100, width: 7).samples.allSatisfy { $0 == 65535 })
    }
}

@Suite struct ChannelTests {
    private func image(_ samples: [UInt16]) -> Image {
        Image(width: 1, height: 1, channels: samples.count, depth: .eight, samples: samples)
    }

    @Test(
        arguments: [
            ([7], [7, 7, 7]), ([7], [7, 255]), ([7], [7, 7, 7, 255]), ([7, 9], [7]), ([7, 9], [7, 7, 7]),
            ([7, 9], [7, 7, 7, 9]), ([255, 0, 0], [76]), ([0, 255, 0], [150]), ([0, 0, 255], [29]),
            ([9, 9, 9], [9]), ([1, 2, 3], [1, 2, 3, 255]), ([1, 2, 3, 4], [1, 2, 3]),
            ([9, 9, 9, 4], [9, 4]),
            ([255, 255, 255, 0], [255]), ([5], [5]),
        ] as [([UInt16], [UInt16])])
    func `channels are converted`(samples: [UInt16], expected: [UInt16]) {
        #expect(image(samples).converted(toChannels: expected.count) == image(expected))
    }
}
