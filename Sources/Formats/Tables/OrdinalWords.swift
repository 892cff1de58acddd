/// Words that have a well-known order.
enum OrdinalWords {
    private static let ladders: [[String]] = [
        ["very low", "low", "medium", "high", "very high"],
        ["very low", "low", "moderate", "high", "very high"],
        ["low", "mid", "high"],
        ["very small", "small", "medium", "large", "very large"],
        ["xxs", "xs", "s", "m", "l", "xl", "xxl", "xxxl"],
        ["never", "rarely", "seldom", "sometimes", "often", "usually", "always"],
        ["strongly disagree", "disagree", "neutral", "agree", "strongly agree"],
        ["very poor", "poor", "fair", "good", "very good", "excellent"],
        ["fair", "good", "very good", "premium", "ideal"],
        ["very dissatisfied", "dissatisfied", "neutral", "satisfied", "very satisfied"],
        ["none", "mild", "moderate", "severe"],
        ["cold", "cool", "mild", "warm", "hot"],
        ["beginner", "intermediate", "advanced", "expert"],
        ["first", "second", "third", "fourth", "fifth"],
    ]

    /// Three words or more in their order; nil: they have none that is known.
    static func ordered(_ words: [String]) -> [String]? {
        guard words.count > 2 else { return nil }
        let plain = words.map { $0.lowercased().replacing("_", with: " ").replacing("-", with: " ") }
        for ladder in ladders {
            let places = plain.compactMap { ladder.firstIndex(of: $0) }
            guard places.count == words.count, Set(places).count == words.count else { continue }
            return zip(places, words).sorted { $0.0 < $1.0 }.map(\.1)
        }
        return nil
    }
}
