/// What data is seen through, as it is typed: noise:0.1, rows:0-13 or mean-pool:2x2,noise:0.1.
struct ObservationArgument: TypedValue {
    static let form =
        "noise:S, flip:P, or rows:A-B, mean-pool:HxW or blur:R, the last two followed by ,noise:S"

    /// Which numbers of a row, or of which.
    enum View: Equatable {
        case all
        case rows(ClosedRange<Int>)
        case meanPool(height: Int, width: Int)
        case blur(Double)
    }

    enum Corruption: Equatable {
        case none
        case noise(Double)
        case flip(Double)
    }

    /// As it was typed.
    let text: String
    private(set) var view = View.all
    private(set) var corruption = Corruption.none

    init?(argument: String) {
        text = argument
        var parts = argument.split(separator: ",", omittingEmptySubsequences: false)[...]
        if let view = parts.first.flatMap(Self.view) {
            self.view = view
            parts.removeFirst()
        }
        if let corruption = parts.first.flatMap(Self.corruption) {
            self.corruption = corruption
            parts.removeFirst()
        }
        guard parts.isEmpty else { return nil }
        switch (view, corruption) {
        case (.all, .none), (.meanPool, .none), (.blur, .none), (.meanPool, .flip), (.blur, .flip): return nil
        case (.all, _), (.rows, _), (.meanPool, .noise), (.blur, .noise): break
        }
    }

    /// Whether what is seen is part of a row as it is.
    var isMask: Bool { corruption == .none }

    private static func view(_ part: Substring) -> View? {
        guard let (name, value) = named(part) else { return nil }
        switch name {
        case "rows":
            let ends = value.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard let first = ends[0], let last = ends.count == 2 ? ends[1] : ends.count == 1 ? first : nil,
                0 <= first, first <= last, last < .max
            else { return nil }
            return .rows(first...last)
        case "mean-pool":
            let sides = value.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
            guard sides.count == 2, let height = sides[0], let width = sides[1], height > 0, width > 0 else {
                return nil
            }
            return .meanPool(height: height, width: width)
        case "blur": return number(value).map { .blur($0) }
        default: return nil
        }
    }

    private static func corruption(_ part: Substring) -> Corruption? {
        guard let (name, value) = named(part), let number = number(value) else { return nil }
        switch name {
        case "noise": return .noise(number)
        case "flip": return number < 1 ? .flip(number) : nil
        default: return nil
        }
    }

    private static func named(_ part: Substring) -> (name: Substring, value: Substring)? {
        let words = part.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        return words.count == 2 ? (words[0], words[1]) : nil
    }

    /// A positive number whose square is one too, and does not vanish.
    private static func number(_ text: Substring) -> Double? {
        Double(text).flatMap { $0 > 1e-15 && $0 < 1e15 ? $0 : nil }
    }
}
