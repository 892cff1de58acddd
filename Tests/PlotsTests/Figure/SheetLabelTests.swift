import Images
import Testing

@testable import Plots

@Suite struct SheetLabelTests {
    /// A sheet of 3 × 2 black images of 20 × 10 pixels with gaps of 2.
    private func sheet(channels: Int = 1, depth: Depth = .eight) -> Image {
        Image(
            width: 64, height: 22, channels: channels, depth: depth,
            samples: [UInt16](repeating: 0, count: 64 * 22 * channels))
    }

    private func labeled(_ lines: [String], _ columns: [String], _ sheet: Image) throws -> Image {
        try SheetLabels(lines: lines, columns: columns).around(sheet, grid: (3, 2), gap: 2)
    }

    @Test(arguments: [1, 2, 3, 4], Depth.allCases)
    func `the sheet stands at the bottom right as it was`(channels: Int, depth: Depth) throws {
        let sheet = sheet(channels: channels, depth: depth)
        let image = try labeled(["a", "b"], ["1", "2", "3"], sheet)
        #expect((image.channels, image.depth) == (channels, depth))
        let (left, top) = (image.width - 64, image.height - 22)
        #expect(left > 10 && top > 10)
        for y in 0..<22 {
            let start = ((top + y) * image.width + left) * channels
            #expect(image.samples[start..<start + 64 * channels].allSatisfy { $0 == 0 })
        }
        // The corner is white.
        #expect(image.samples[..<channels].allSatisfy { $0 == depth.maximum })
    }

    @Test func `labels take room on their own side only`() throws {
        let beside = try labeled(["a", "b"], [], sheet())
        let above = try labeled([], ["1", "2", "3"], sheet())
        #expect(beside.height == 22 && beside.width > 64)
        #expect(above.width == 64 && above.height > 22)
        #expect(try labeled([], [], sheet()) == sheet())
    }

    @Test func `letters stand in the middle of what they label`() throws {
        let image = try labeled([], ["o", "o", "o"], sheet())
        let top = image.height - 22
        let ink = (0..<64).map { x in (0..<top).count { image.samples[$0 * 64 + x] < 128 } }
        for column in 0..<3 {
            let range = column * 22..<column * 22 + 20
            let weight = range.reduce(0) { $0 + ink[$1] }
            let middle = range.reduce(0) { $0 + $1 * ink[$1] }
            #expect(weight > 0 && abs(Double(middle) / Double(weight) - Double(column * 22) - 9.5) < 1.1)
        }
    }

    @Test func `a long label is shortened to its column`() throws {
        #expect(try labeled([], ["a very long label", "b", "c"], sheet()).width == 64)
    }
}
