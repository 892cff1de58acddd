import Images
import Testing

@Suite struct SheetLimitsTests {
    private let dot = ImageShape(height: 1, width: 1)

    @Test(arguments: [
        (0, 1, 0, "found columns 0, expected a number from 1 to 1000000"),
        (1, 0, 0, "found scale 0, expected a number from 1 to 1000000"),
        (1, 1, -1, "found gap -1, expected a number from 0 to 1000000"),
        (.max, 1, 0, "found columns 9223372036854775807, expected a number from 1 to 1000000"),
    ])
    func `numbers out of range are refused`(columns: Int, scale: Int, gap: Int, message: String) {
        let error = #expect(throws: ImageError.self) {
            try Sheet(shape: dot, columns: columns, gap: gap, scale: scale)
        }
        #expect(error?.description == message)
    }

    @Test(arguments: [
        (1, 1_000_000, 0, "found an image of 1000000x1000000 pixels"),
        (2, 1_000_000, 0, "found an image of 2000000x1000000 pixels"),
        (2, 1, 1_000_000, "found an image of 1000002x1 pixels"),
    ])
    func `huge sheets are refused before memory is taken`(count: Int, scale: Int, gap: Int, message: String)
        throws
    {
        let sheet = try Sheet(shape: dot, gap: gap, scale: scale)
        let rows = [Float](repeating: 0, count: count)
        let error = #expect(throws: ImageError.self) { try sheet.compose(rows: rows.span, range: .unit) }
        #expect(error?.description.hasPrefix(message + ", expected sides of at most 1000000") == true)
    }

    @Test func `too many lines are refused`() throws {
        let rows = [Float](repeating: 0, count: 1_000_001)
        let sheet = try Sheet(shape: dot, columns: 1)
        let error = #expect(throws: ImageError.self) { try sheet.compose(rows: rows.span, range: .unit) }
        #expect(
            error?.description == "found a sheet of 1x1000001 images, expected at most 1000000 along a side")
    }

    @Test func `no images make no sheet`() throws {
        let rows: [Float] = []
        let sheet = try Sheet(shape: dot)
        let error = #expect(throws: ImageError.self) { try sheet.compose(rows: rows.span, range: .unit) }
        #expect(error?.description == "found no images, expected at least one")
    }
}
