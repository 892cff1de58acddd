import Tensors

/// The shape of the images in a tensor: each row is height × width × channels values in C order.
public struct ImageShape: Hashable, Sendable {
    public let height: Int
    public let width: Int

    /// 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA.
    public let channels: Int

    /// - Precondition: sides are 1 to `Image.maximumSide`, channels 1 to 4; use the initialisers below for
    ///   shapes that come from a stream or a user.
    public init(height: Int, width: Int, channels: Int = 1) {
        let sides = 1...Image.maximumSide
        precondition(
            sides.contains(height) && sides.contains(width) && (1...4).contains(channels),
            "invalid image shape \(height)x\(width)x\(channels)")
        self.height = height
        self.width = width
        self.channels = channels
    }

    /// The values of one image.
    public var count: Int { height * width * channels }

    /// What the shape of a row says by itself: HxW is grey, HxWxC has C channels, and a flat row is a grey
    /// square. Channels come last.
    ///
    /// Refused are shapes that more likely mean something else: `1x28x28` and `3x4x4`, whose channels come first, and
    /// `28x3`, which is a line of an image of 3 channels whose array has no first axis; `28x3x1` is taken.
    ///
    /// - Throws: where the row is none of these; for a flat row the error suggests a shape.
    public init(rowShape shape: Shape) throws(ImageError) {
        if shape.hasChannelsFirst {
            throw .mismatch(
                found: "rows of shape \(shape), whose channels come first",
                expected: "HxWxC; vae-tensor transpose --axes 0,2,3,1 puts them last")
        } else if shape.isStrip {
            throw .mismatch(
                found: "rows of shape \(shape), too narrow for images",
                expected: "--shape \(shape) if they are, or for one image that of the whole array")
        } else if let image = ImageShape(shape) {
            self = image
        } else if shape.rank == 1, let side = shape.count.exactSquareRoot, side <= Image.maximumSide {
            self.init(height: side, width: side)
        } else if shape.rank == 1, shape.count > 0 {
            throw .mismatch(
                found: "rows of \(shape.count) values",
                expected: "an image shape such as --shape \(ImageShape.suggestion(forRowsOf: shape.count))")
        } else {
            throw .mismatch(found: "rows of shape \(shape)", expected: ImageShape.forms)
        }
    }

    /// The shape that a user gave, for rows of `count` values: HxW or HxWxC.
    ///
    /// - Throws: where it is no image shape, or holds another number of values.
    public init(_ shape: Shape, forRowsOf count: Int) throws(ImageError) {
        guard let image = ImageShape(shape) else {
            throw .mismatch(found: "--shape \(shape)", expected: ImageShape.forms)
        }
        guard image.count == count else {
            throw .mismatch(
                found: "rows of \(count) values", expected: "\(image.count) for --shape \(shape)")
        }
        self = image
    }

    private init?(_ shape: Shape) {
        let sizes = shape.rank == 2 ? shape.dimensions + [1] : shape.dimensions
        guard
            sizes.count == 3, (1...4).contains(sizes[2]),
            sizes[..<2].allSatisfy((1...Image.maximumSide).contains)
        else { return nil }
        self.init(height: sizes[0], width: sizes[1], channels: sizes[2])
    }

    private static let forms = "HxW, or HxWxC with 1 to 4 channels"
}

extension Shape {
    /// Whether it is more likely CxHxW than HxWxC: the last two are a square, and the first a number of channels.
    fileprivate var hasChannelsFirst: Bool {
        let sizes = dimensions
        return rank == 3 && (1...4).contains(sizes[0]) && sizes[1] == sizes[2] && sizes[0] != sizes[1]
            && sizes[1] > 0
    }

    /// Whether it is more likely WxC than HxW.
    fileprivate var isStrip: Bool {
        rank == 2 && (1...4).contains(dimensions[1]) && dimensions[0] > 4
    }
}
