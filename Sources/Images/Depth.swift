/// Bits of one sample.
public enum Depth: Int, CaseIterable, Sendable {
    case eight = 8
    case sixteen = 16

    /// The sample that stands for full intensity: 255 or 65535.
    public var maximum: UInt16 { self == .eight ? 255 : 65535 }
}
