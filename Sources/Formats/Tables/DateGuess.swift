/// The patterns that all cells of a column follow.
struct DateGuess {
    struct Candidate {
        let pattern: DatePattern
        var moments = RunningMoments()
        var decimals = 0
        var leastDecimals = 6
    }

    private(set) var candidates: [Candidate]

    /// The patterns that a cell follows.
    init(first cell: UnsafeRawBufferPointer) {
        let patterns = dayAndTimePatterns(of: cell)
        candidates = patterns.compactMap(DatePattern.init).map { Candidate(pattern: $0) }
    }

    mutating func add(_ cell: UnsafeRawBufferPointer) {
        var hasFailed = false
        for index in candidates.indices {
            if let (value, digits) = candidates[index].pattern.read(cell) {
                candidates[index].moments.add(value)
                candidates[index].decimals = max(candidates[index].decimals, digits)
                candidates[index].leastDecimals = min(candidates[index].leastDecimals, digits)
            } else {
                candidates[index].moments = RunningMoments()
                hasFailed = true
            }
        }
        if hasFailed { candidates.removeAll { $0.moments.count == 0 } }
    }

    mutating func merge(_ other: DateGuess) {
        candidates = candidates.compactMap { candidate in
            guard let match = other.candidates.first(where: { $0.pattern == candidate.pattern }) else {
                return nil
            }
            var candidate = candidate
            candidate.moments.merge(match.moments)
            candidate.decimals = max(candidate.decimals, match.decimals)
            candidate.leastDecimals = min(candidate.leastDecimals, match.leastDecimals)
            return candidate
        }
    }
}

extension DatePattern {
    /// Whether a cell is a day or a time.
    public static func isFollowed(by cell: UnsafeRawBufferPointer) -> Bool {
        var guess = DateGuess(first: cell)
        guess.add(cell)
        return !guess.candidates.isEmpty
    }
}

/// All patterns that a cell may follow, the likeliest first.
private func dayAndTimePatterns(of cell: UnsafeRawBufferPointer) -> [String] {
    guard cell.count >= 4, cell.count <= 40, cell.contains(where: { 0x30...0x39 ~= $0 }) else { return [] }
    let text = String(decoding: cell, as: UTF8.self)
    // A day and a time are apart by a blank or a T.
    let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "T" }
    if parts.count == 2, parts[0].last?.isNumber == true {
        return combine(days(parts[0]), "T", times(parts[1]))
    }
    var patterns = days(text[...]) + times(text[...])
    for blank in text.indices where text[blank] == " " {
        patterns += combine(days(text[..<blank]), " ", times(text[text.index(after: blank)...]))
    }
    return patterns
}

private func combine(_ days: [String], _ mark: String, _ times: [String]) -> [String] {
    days.flatMap { day in times.map { day + mark + $0 } }
}

/// Patterns of a day: digits and names of months between marks.
private func days(_ text: Substring) -> [String] {
    let fields = text.split(omittingEmptySubsequences: false) { "-/. ,".contains($0) }
    let marks = text.split(omittingEmptySubsequences: true) { !"-/. ,".contains($0) }.map(String.init)
    guard
        fields.allSatisfy({ field in
            field.isEmpty || field.allSatisfy { $0.isASCII && ($0.isNumber || $0.isLetter) }
        })
    else { return [] }
    let words = fields.filter { !$0.isEmpty }.map(String.init)
    guard (2...3).contains(words.count), marks.count == words.count - 1 else { return [] }
    let orders: [[String]] =
        words.count == 2
        ? [["%Y", "%m"], ["%m", "%Y"], ["%b", "%Y"]]
        : marks[0] == "/"
            ? [["%Y", "%m", "%d"], ["%m", "%d", "%Y"], ["%d", "%m", "%Y"]]
            : [["%Y", "%m", "%d"], ["%d", "%m", "%Y"], ["%m", "%d", "%Y"]]
    let named = words.count == 3 ? [["%d", "%b", "%Y"], ["%b", "%d", "%Y"]] : []
    var patterns: [String] = []
    // Two digits are too few to tell a year from a month beside it, and least likely in front.
    for (isShort, order) in (orders + named).flatMap({ [(false, $0), (true, $0)] }) {
        if isShort, words.count == 2 { continue }
        for dash in ["", "-"] {
            let items = order.map { item in
                switch item {
                case "%Y": isShort ? "%y" : item
                case "%b": item
                default: "%" + dash + item.dropFirst()
                }
            }
            let text = zip(items, marks + [""]).map { $0 + $1 }.joined()
            if !patterns.contains(text) { patterns.append(text) }
        }
    }
    return patterns.filter { !$0.hasPrefix("%y") } + patterns.filter { $0.hasPrefix("%y") }
}

/// Patterns of a time of day, with a constant offset to UTC behind it or not.
private func times(_ text: Substring) -> [String] {
    let end = text.firstIndex { "Z+-".contains($0) } ?? text.endIndex
    let offset = text[end...].replacing("%", with: "%%")
    guard offset.isEmpty || offset.contains(where: \.isNumber) || offset == "Z" else { return [] }
    let colons = text[..<end].count { $0 == ":" }
    guard (1...2).contains(colons), text.first?.isNumber == true else { return [] }
    let half = text.hasSuffix("AM") || text.hasSuffix("PM")
    let hours = half ? ["%I", "%-I"] : ["%H", "%-H"]
    var endings = colons == 1 ? [":%M"] : [":%M:%S", ":%M:%S.%f"]
    if half { endings = endings.flatMap { text.contains(" ") ? [$0 + " %p"] : [$0 + "%p"] } }
    return hours.flatMap { hour in endings.map { hour + $0 + offset } }
}
