import Images
import Testing

@Suite struct PixelRangeTests {
    @Test(
        arguments: [
            ([0.25, 0.5], PixelRange.unit),
            ([], .unit),
            ([1, 0], .unit),
            ([0.5, 1.5], PixelRange(minimum: 0, maximum: 1.5)),
            ([-1, 0.5], PixelRange(minimum: -1, maximum: 1)),
            ([255, 255], PixelRange(minimum: 0, maximum: 255)),
            ([-7, -7], PixelRange(minimum: -7, maximum: 1)),
            ([.nan, 2, .infinity, 3], PixelRange(minimum: 0, maximum: 3)),
        ] as [([Float], PixelRange)])
    func `the range is found`(values: [Float], range: PixelRange) {
        let found = PixelRange(covering: values.span)
        #expect(found == range)
    }

    @Test(
        arguments: [
            (0, 0), (1, 255), (0.5, 128), (1 / 255, 1), (-0.1, 0), (1.1, 255),
            (-.infinity, 0), (.infinity, 255), (.nan, 0),
        ] as [(Float, UInt16)])
    func `values are rounded and clamped`(value: Float, sample: UInt16) {
        #expect(PixelRange.unit.sample(of: value, depth: .eight) == sample)
    }

    @Test func `every sample comes back`() {
        for depth in Depth.allCases {
            for sample in 0...depth.maximum {
                let value = Float(sample) / Float(depth.maximum)
                #expect(PixelRange.unit.sample(of: value, depth: depth) == sample)
            }
        }
    }

    @Test(
        arguments: [
            (PixelRange(minimum: -2, maximum: 2), [0, 128, 255]),
            (PixelRange(minimum: 2, maximum: -2), [255, 128, 0]),
            (PixelRange(minimum: 0, maximum: 0), [0, 128, 255]),
            (
                PixelRange(minimum: -.greatestFiniteMagnitude, maximum: .greatestFiniteMagnitude),
                [128, 128, 128]
            ),
        ] as [(PixelRange, [UInt16])])
    func `any range is drawn`(range: PixelRange, samples: [UInt16]) {
        #expect([-2, 0, 2].map { range.sample(of: $0, depth: .eight) } == samples)
    }
}
