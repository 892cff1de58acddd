extension Float {
    /// Whether rounding a number to a `Float` may move it by more than 2⁻¹⁰ of the spread of such numbers, which it then no
    /// longer tells apart.
    public static func isCoarse(near number: Double, spread: Double) -> Bool {
        abs(number) * 0x1p-24 > spread * 0x1p-10
    }
}
