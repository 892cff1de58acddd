/// A colour in sRGB.
public struct Color: Hashable, Sendable {
    public let red: UInt8
    public let green: UInt8
    public let blue: UInt8

    /// - Parameter code: 0xRRGGBB.
    public init(_ code: UInt32) {
        red = UInt8(code >> 16 & 0xFF)
        green = UInt8(code >> 8 & 0xFF)
        blue = UInt8(code & 0xFF)
    }

    public static let black = Color(0x000000)
    /// Of texts and axes.
    static let ink = Color(0x222222)
    /// Of the lines behind the data.
    static let rule = Color(0xE4E4E4)

    /// Of what matters less.
    public static let grey = Color(0x999999)

    /// Colours that those with colour-blindness can tell apart, in an order that tells neighbours best: those of
    /// Okabe and Ito (2008), the indigo and the wine of Tol (2021), and an olive instead of the yellow of Okabe
    /// and Ito, which is faint on white and close to their orange.
    public static let palette = [
        Color(0x0072B2), Color(0xD55E00), Color(0x009E73), Color(0xCC79A7), Color(0xE69F00), Color(0x56B4E9),
        .black, Color(0x332288), Color(0x882255), Color(0x505020),
    ]
}
