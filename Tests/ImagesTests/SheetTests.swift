import Images
import Testing

@Suite struct SheetTests {
    /// The sheet of `values`, which are samples already, and its lines of pixels.
    private func lines(
        _ values: [Float], _ shape: ImageShape, columns: Int? = nil, gap: Int = 0, scale: Int? = 1
    ) throws -> [[UInt16]] {
        let sheet = try Sheet(shape: shape, columns: columns, gap: gap, scale: scale)
        let image = try sheet.compose(rows: values.span, range: PixelRange(minimum: 0, maximum: 255))
        #expect(image.channels == shape.channels)
        let size = image.width * image.channels
        return (0..<image.height).map { Array(image.samples[$0 * size..<($0 + 1) * size]) }
    }

    private let pair = ImageShape(height: 1, width: 2)

    @Test func `images fill line by line`() throws {
        let found = try lines([1, 2, 3, 4, 5, 6], pair, columns: 2)
        #expect(found == [[1, 2, 3, 4], [5, 6, 63, 63]])
    }

    @Test func `the gap is not scaled`() throws {
        let found = try lines([1, 2, 3, 4, 5, 6], pair, columns: 2, gap: 1, scale: 2)
        let (first, second): ([UInt16], [UInt16]) = (
            [1, 1, 2, 2, 63, 3, 3, 4, 4], [5, 5, 6, 6, 63, 63, 63, 63, 63]
        )
        #expect(found == [first, first, Array(repeating: 63, count: 9), second, second])
    }

    @Test func `channels stay together`() throws {
        let colour = ImageShape(height: 1, width: 1, channels: 3)
        let found = try lines([1, 2, 3, 4, 5, 6], colour, columns: 2, gap: 1, scale: 2)
        #expect(found == Array(repeating: [1, 2, 3, 1, 2, 3, 63, 63, 63, 4, 5, 6, 4, 5, 6], count: 2))
    }

    @Test func `the gap of alpha is transparent`() throws {
        let alpha = ImageShape(height: 1, width: 1, channels: 2)
        #expect(try lines([1, 2, 3, 4], alpha, columns: 2, gap: 1) == [[1, 2, 0, 0, 3, 4]])
    }

    @Test func `sixteen bits keep their places`() throws {
        let rows: [Float] = [0, 1, 0.5, 0]
        let sheet = try Sheet(shape: pair, columns: 1, gap: 1, scale: 1, depth: .sixteen)
        let image = try sheet.compose(rows: rows.span, range: .unit)
        #expect(image.depth == .sixteen && image.width == 2)
        #expect(image.samples == [0, 65535, 16383, 16383, 32768, 0])
    }

    @Test(
        arguments: [
            (1, nil, 1, 1), (2, nil, 2, 1), (4, nil, 2, 2), (5, nil, 3, 2), (10, nil, 4, 3),
            (100, nil, 10, 10),
            (3, 10, 3, 1), (11, 10, 10, 2), (3, 1, 1, 3),
        ] as [(Int, Int?, Int, Int)])
    func `columns are found`(count: Int, columns: Int?, width: Int, height: Int) throws {
        let sheet = try Sheet(shape: ImageShape(height: 1, width: 1), columns: columns, gap: 0, scale: 1)
        let rows = [Float](repeating: 0, count: count)
        let image = try sheet.compose(rows: rows.span, range: .unit)
        #expect((image.width, image.height) == (width, height))
    }

    @Test(arguments: [
        (ImageShape(height: 8, width: 8), 100, 8 * 80 + 18),
        (ImageShape(height: 28, width: 28), 100, 3 * 280 + 18),
        (ImageShape(height: 8, width: 8), 1, 600),
        (ImageShape(height: 2, width: 601), 1, 601),
        (ImageShape(height: 1, width: 100), 4, 3 * 200 + 2),
        (ImageShape(height: 1, width: 1), 90_000, 300 + 598),
    ])
    func `small images are enlarged`(shape: ImageShape, count: Int, longerSide: Int) throws {
        let rows = [Float](repeating: 0, count: count * shape.count)
        let image = try Sheet(shape: shape).compose(rows: rows.span, range: .unit)
        #expect(max(image.width, image.height) == longerSide)
    }
}
