import Tensors

/// A graph of ONNX operators that is written node by node. Every node has one output, whose name its function returns.
///
/// Field numbers are those of onnx.proto, ONNX 1.19.
struct ONNXGraph {
    private var graph = ProtobufMessage()
    private var count = 0

    /// - Parameter name: of the graph.
    init(_ name: String) { graph.add(2, name) }

    private static let float = 1
    private static let int64 = 7

    // MARK: Inputs, constants, outputs

    /// A batch of rows of a shape.
    mutating func input(_ name: String, rows shape: Shape) -> String {
        graph.add(11, Self.rows(name, shape))
        return name
    }

    mutating func output(_ name: String, _ value: String, rows shape: Shape) {
        node("Identity", [value], named: name)
        graph.add(12, Self.rows(name, shape))
    }

    mutating func constant(_ values: [Float], _ shape: [Int], named name: String? = nil) -> String {
        values.withUnsafeBytes { constant($0, Self.float, shape, named: name) }
    }

    mutating func constant(_ number: Float) -> String { constant([number], []) }

    mutating func constant(integers: [Int]) -> String {
        integers.map(Int64.init).withUnsafeBytes { constant($0, Self.int64, [integers.count], named: nil) }
    }

    private mutating func constant(
        _ bytes: UnsafeRawBufferPointer, _ type: Int, _ shape: [Int], named given: String?
    ) -> String {
        let name = given ?? newName()
        var tensor = ProtobufMessage()
        for size in shape { tensor.add(1, size) }
        tensor.add(2, type)
        tensor.add(8, name)
        tensor.add(9, bytes)
        graph.add(5, tensor)
        return name
    }

    // MARK: Nodes

    @discardableResult
    mutating func node(
        _ type: String, _ inputs: [String], integers: [String: Int] = [:], named given: String? = nil
    ) -> String {
        let name = given ?? newName()
        var node = ProtobufMessage()
        for input in inputs { node.add(1, input) }
        node.add(2, name)
        node.add(4, type)
        for (name, value) in integers.sorted(by: { $0.key < $1.key }) {
            var attribute = ProtobufMessage()
            attribute.add(1, name)
            attribute.add(3, value)
            attribute.add(20, 2)
            node.add(5, attribute)
        }
        graph.add(1, node)
        return name
    }

    private mutating func newName() -> String {
        count += 1
        return "v\(count)"
    }

    /// Name, element type and the shape N × `shape` of a tensor of floats.
    private static func rows(_ name: String, _ shape: Shape) -> ProtobufMessage {
        var sizes = ProtobufMessage()
        var rows = ProtobufMessage()
        rows.add(2, "rows")
        sizes.add(1, rows)
        for size in shape.dimensions {
            var dimension = ProtobufMessage()
            dimension.add(1, size)
            sizes.add(1, dimension)
        }
        var tensor = ProtobufMessage()
        tensor.add(1, float)
        tensor.add(2, sizes)
        var type = ProtobufMessage()
        type.add(1, tensor)
        var value = ProtobufMessage()
        value.add(1, name)
        value.add(2, type)
        return value
    }

    // MARK: The model

    /// The file of this graph, with operators of opset 13, which runtimes have had since 2021.
    func model(metadata: [(String, String)]) -> [UInt8] {
        var opset = ProtobufMessage()
        opset.add(2, 13)
        var model = ProtobufMessage()
        model.add(1, 7)
        model.add(2, "vae-tools")
        model.add(3, toolsVersion)
        model.add(7, graph)
        model.add(8, opset)
        for (name, value) in metadata {
            var entry = ProtobufMessage()
            entry.add(1, name)
            entry.add(2, value)
            model.add(14, entry)
        }
        return model.bytes
    }
}
