import Tensors
import Testing

@Suite struct ShapeTests {
    @Test(arguments: ["28x28", "28×28"]) func `dimensions are parsed`(text: String) {
        #expect(Shape(parsing: text)?.dimensions == [28, 28])
    }

    @Test func `one dimension is parsed`() {
        #expect(Shape(parsing: "784")?.dimensions == [784])
    }

    @Test(arguments: ["", "x", "28x", "-1", "0", "2.5", "28 x 28", "99999999999999999999", "٣"])
    func `what is not a shape is refused`(text: String) {
        #expect(Shape(parsing: text) == nil)
    }

    @Test func `overflow and negative sizes are refused`() {
        #expect(Shape(checking: [Int.max, 2]) == nil)
        #expect(Shape(checking: [1 << 32, 1 << 31]) == nil)
        #expect(Shape(checking: [0, Int.max, 2]) == nil)
        #expect(Shape(checking: [-1]) == nil)
    }

    @Test func `rows come first`() {
        let shape = Shape([5, 28, 28])
        #expect(shape.count == 3920)
        #expect(shape.trailing == Shape([28, 28]))
        #expect(shape.trailing.prefixed(by: 5) == shape)
        #expect(shape.description == "5x28x28")
        #expect(Shape([]).count == 1)
    }
}

@Suite struct ElementTypeTests {
    @Test func `sizes are the digit in the name`() {
        #expect(ElementType.f2.size == 2)
        #expect(ElementType.i8.size == 8)
        #expect(ElementType.b1.size == 1)
        #expect(ElementType.allCases.count == 12)
    }
}
