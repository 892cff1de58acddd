import Images
import Tensors
import VAE

/// What of the data of a model is seen.
enum SeenData {
    /// Some of the values as they are: whether each is.
    case values([Bool])
    /// y of each row, of this shape; of flips numbers that are 0 or 1.
    case through(any Observation, shape: Shape, isBinary: Bool)

    /// - Throws: usage, where a model's data cannot be seen so.
    init(
        _ argument: ObservationArgument, of model: VariationalAutoencoder<Float>, name: String
    ) throws(Failure) {
        let (architecture, option) = (model.architecture, "--observe \(argument.text)")
        let seen = try Self.seen(argument.view, of: architecture.shape, option: option, name: name)
        switch argument.corruption {
        case .none: self = .values(seen)
        case .flip(let share):
            guard architecture.likelihood == .bernoulli else {
                throw .usage(
                    "\(option): found the likelihood \(architecture.likelihood.rawValue) in \(name), expected "
                        + "bernoulli, whose values are 0 or 1")
            }
            self = .through(
                BinaryObservation(.flip(share), seen: seen), shape: architecture.shape, isBinary: true)
        case .noise(let deviation):
            if architecture.likelihood == .bernoulli, argument.view.keepsValues {
                self = .through(
                    BinaryObservation(.noise(deviation), seen: seen), shape: architecture.shape,
                    isBinary: false)
                return
            }
            guard architecture.likelihood.isGaussian else {
                let others = argument.view.keepsValues ? "bernoulli or a Gaussian one" : "a Gaussian one"
                throw .usage(
                    "\(option): found the likelihood \(architecture.likelihood.rawValue) in \(name), expected \(others)"
                )
            }
            self = try Self.linear(argument.view, of: model, seen, deviation, option: option, name: name)
        }
    }

    /// Whether each value is part of what is seen.
    private static func seen(
        _ view: ObservationArgument.View, of shape: Shape, option: String, name: String
    ) throws(Failure) -> [Bool] {
        guard case .rows(let range) = view else { return [Bool](repeating: true, count: shape.count) }
        guard let rows = shape.dimensions.first, range.upperBound < rows else {
            throw .usage(
                "\(option): found data of shape \(shape) in \(name), expected at least \(range.upperBound + 1) rows"
            )
        }
        return (0..<shape.count).map { range.contains($0 / (shape.count / rows)) }
    }

    private static func linear(
        _ view: ObservationArgument.View, of model: VariationalAutoencoder<Float>, _ seen: [Bool],
        _ deviation: Double, option: String, name: String
    ) throws(Failure) -> SeenData {
        let shape = model.architecture.shape
        switch view {
        case .all, .rows:
            let blocks = seen.indices.map { seen[$0] ? $0 : -1 }
            return .through(
                BlockObservation(model, blocks: blocks, count: blocks.count, deviation: deviation),
                shape: shape, isBinary: false)
        case .meanPool(let height, let width):
            let image = try Self.image(shape, option, name)
            guard image.height % height == 0, image.width % width == 0 else {
                throw .usage(
                    "\(option): found images of \(image.height)x\(image.width) in \(name), expected sides that "
                        + "\(height)x\(width) divides")
            }
            let (lines, columns) = (image.height / height, image.width / width)
            let blocks = (0..<shape.count).map { d in
                let (pixel, channel) = d.quotientAndRemainder(dividingBy: image.channels)
                let block = pixel / image.width / height * columns + pixel % image.width / width
                return block * image.channels + channel
            }
            let sides = [lines, columns] + (shape.rank == 3 ? [image.channels] : [])
            return .through(
                BlockObservation(
                    model, blocks: blocks, count: lines * columns * image.channels, deviation: deviation),
                shape: Shape(sides), isBinary: false)
        case .blur(let radius):
            let image = try Self.image(shape, option, name)
            let most = BlurObservation.mostSide
            guard model.architecture.likelihood != .gaussian else {
                throw .usage(
                    "\(option): found the likelihood gaussian in \(name), a variance for each value, expected "
                        + "gaussian-shared or gaussian-fixed, one for all")
            }
            guard max(image.height, image.width) <= most, radius <= Double(most) else {
                throw .usage(
                    "\(option): found images of \(image.height)x\(image.width) in \(name), expected sides and a "
                        + "blur of at most \(most) pixels")
            }
            return .through(
                BlurObservation(
                    model, height: image.height, width: image.width, channels: image.channels,
                    radius: radius, deviation: deviation), shape: shape, isBinary: false)
        }
    }

    private static func image(
        _ shape: Shape, _ option: String, _ name: String
    ) throws(Failure) -> ImageShape {
        do throws(ImageError) { return try ImageShape(rowShape: shape) } catch {
            throw .usage("\(option): found data of shape \(shape) in \(name), expected images, HxW or HxWxC")
        }
    }
}

extension ObservationArgument.View {
    /// Whether each value is seen by itself.
    var keepsValues: Bool {
        switch self {
        case .all, .rows: true
        case .meanPool, .blur: false
        }
    }
}
