import Formats
import Tensors

/// Stores numbers as elements of a type: of integers the nearest that it holds.
struct ElementWriter {
    let type: ElementType
    /// The stored number that stands for a missing value, which is never written.
    let missing: Double?

    func write(_ value: Double, to target: UnsafeMutableRawBufferPointer) {
        store(type == .b1 ? value.rounded() : value, to: target)
        guard let missing, read(target) == missing else { return }
        store(value > missing ? missing + 1 : missing - 1, to: target)
        if read(target) == missing { store(missing + 1, to: target) }
    }

    private func store(_ value: Double, to target: UnsafeMutableRawBufferPointer) {
        withUnsafeBytes(of: value) {
            _ = ElementType.f8.cast($0, to: type, overflow: .clips, rule: .toNearestOrEven, into: target)
        }
    }

    private func read(_ element: UnsafeMutableRawBufferPointer) -> Double {
        var number = 0.0
        withUnsafeMutablePointer(to: &number) {
            type.decode(
                UnsafeRawBufferPointer(element), into: UnsafeMutableBufferPointer(start: $0, count: 1))
        }
        return number
    }
}
