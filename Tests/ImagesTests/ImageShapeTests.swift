import Images
import Tensors
import Testing

@Suite struct ImageShapeTests {
    @Test(arguments: [
        ("28x28", ImageShape(height: 28, width: 28)),
        ("4x5", ImageShape(height: 4, width: 5)),
        ("4x5x1", ImageShape(height: 4, width: 5)),
        ("32x30x3", ImageShape(height: 32, width: 30, channels: 3)),
        ("784", ImageShape(height: 28, width: 28)),
        ("1", ImageShape(height: 1, width: 1)),
        ("4x4", ImageShape(height: 4, width: 4)),
        ("28x3x1", ImageShape(height: 28, width: 3)),
        ("3x4x3", ImageShape(height: 3, width: 4, channels: 3)),
        ("4x4x4", ImageShape(height: 4, width: 4, channels: 4)),
    ])
    func `a row says its image`(row: String, image: ImageShape) throws {
        #expect(try ImageShape(rowShape: #require(Shape(parsing: row))) == image)
    }

    @Test(arguments: [
        ([20], "found rows of 20 values, expected an image shape such as --shape 4x5"),
        ([13], "found rows of 13 values, expected an image shape such as --shape 1x13"),
        ([3072], "found rows of 3072 values, expected an image shape such as --shape 32x32x3"),
        (
            [1, 28, 28],
            "found rows of shape 1x28x28, whose channels come first, expected HxWxC; "
                + "vae-tensor transpose --axes 0,2,3,1 puts them last"
        ),
        (
            [3, 4, 4],
            "found rows of shape 3x4x4, whose channels come first, expected HxWxC; "
                + "vae-tensor transpose --axes 0,2,3,1 puts them last"
        ),
        (
            [28, 3],
            "found rows of shape 28x3, too narrow for images, expected --shape 28x3 if they are, or for one image "
                + "that of the whole array"
        ),
        ([2, 2, 2, 2], "found rows of shape 2x2x2x2, expected HxW, or HxWxC with 1 to 4 channels"),
        ([0, 5], "found rows of shape 0x5, expected HxW, or HxWxC with 1 to 4 channels"),
        ([0], "found rows of shape 0, expected HxW, or HxWxC with 1 to 4 channels"),
        ([], "found rows of shape scalar, expected HxW, or HxWxC with 1 to 4 channels"),
    ])
    func `other rows are refused`(row: [Int], message: String) {
        let error = #expect(throws: ImageError.self) { try ImageShape(rowShape: Shape(row)) }
        #expect(error?.description == message)
    }

    @Test func `a given shape fits its rows`() throws {
        let image = try ImageShape(Shape([4, 5, 3]), forRowsOf: 60)
        #expect(image == ImageShape(height: 4, width: 5, channels: 3))
    }

    @Test(arguments: [
        ([32, 32], "found rows of 784 values, expected 1024 for --shape 32x32"),
        ([784], "found --shape 784, expected HxW, or HxWxC with 1 to 4 channels"),
        ([14, 7, 8], "found --shape 14x7x8, expected HxW, or HxWxC with 1 to 4 channels"),
    ])
    func `a given shape that does not fit is refused`(shape: [Int], message: String) {
        let error = #expect(throws: ImageError.self) { try ImageShape(Shape(shape), forRowsOf: 784) }
        #expect(error?.description == message)
    }
}
