extension ImageShape {
    /// A shape to suggest for flat rows of `count` values: an RGB square where the count allows one, else
    /// the grey rectangle nearest a square.
    static func suggestion(forRowsOf count: Int) -> String {
        if count.isMultiple(of: 3), let side = (count / 3).exactSquareRoot { return "\(side)x\(side)x3" }
        var height = Int(Double(count).squareRoot())
        while !count.isMultiple(of: height) { height -= 1 }
        return "\(height)x\(count / height)"
    }
}

extension Int {
    /// The root of a positive perfect square; nil for any other number.
    var exactSquareRoot: Int? {
        guard self > 0 else { return nil }
        let root = Int(Double(self).squareRoot().rounded())
        return root.multipliedReportingOverflow(by: root) == (self, false) ? root : nil
    }
}
