/// How days and times are written, as strftime(3) would have it: `%Y-%m-%d`, `%d.%m.%y %H:%M:%S.%f`.
///
/// %Y has four digits, %y two (69 is 1969, 68 is 2068), %b is Jan to Dec, %f a fraction of a second, %p AM or PM for
/// %I; %m %d %H %I %M %S have two digits, with a dash (%-m) one or two. %% and everything else stand for themselves,
/// also a constant offset to UTC.
public struct DatePattern: Hashable, Sendable {
    enum Item: Hashable, Sendable {
        case literal(UInt8)
        case year, shortYear, monthName, fraction, half
        /// Of one or two digits where it is not padded.
        case month(isPadded: Bool)
        case day(isPadded: Bool)
        case hour(isPadded: Bool)
        case hourOfHalf(isPadded: Bool)
        case minute(isPadded: Bool)
        case second(isPadded: Bool)
    }

    public let text: String
    let items: [Item]
    /// What it tells: a day, a time of day or both.
    public let kind: ColumnKind
    /// Seconds of the smallest part that is written, fractions aside.
    let unit: Int
    /// Whether fractions of seconds are written.
    let hasFraction: Bool

    /// Nil: it has an unknown part, one twice, or neither a year and a month nor an hour and a minute.
    public init?(_ text: String) {
        var items: [Item] = []
        var seen: Set<String> = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                items.append(.literal(byte))
                continue
            }
            let isPadded = rest.first != UInt8(ascii: "-")
            if !isPadded { rest.removeFirst() }
            guard let letter = rest.popFirst(), let item = Item(letter, isPadded: isPadded) else {
                return nil
            }
            if item != .literal(UInt8(ascii: "%")), !seen.insert(item.name).inserted { return nil }
            items.append(item)
        }
        let hasDay = seen.contains("year") && seen.contains("month")
        let hasTime = seen.contains("hour") && seen.contains("minute")
        guard hasDay || seen.isDisjoint(with: ["year", "month", "day"]),
            hasTime || seen.isDisjoint(with: ["hour", "minute", "second", "fraction", "half"]),
            hasDay || hasTime, seen.contains("half") == items.contains(where: \.isHourOfHalf),
            !seen.contains("fraction") || seen.contains("second")
        else { return nil }
        (self.text, self.items) = (text, items)
        kind = hasDay ? hasTime ? .datetime : .date : .time
        unit = seen.contains("second") ? 1 : 60
        hasFraction = seen.contains("fraction")
    }
}

extension DatePattern.Item {
    fileprivate init?(_ letter: UInt8, isPadded: Bool) {
        switch Unicode.Scalar(letter) {
        case "m": self = .month(isPadded: isPadded)
        case "d": self = .day(isPadded: isPadded)
        case "H": self = .hour(isPadded: isPadded)
        case "I": self = .hourOfHalf(isPadded: isPadded)
        case "M": self = .minute(isPadded: isPadded)
        case "S": self = .second(isPadded: isPadded)
        case _ where !isPadded: return nil
        case "Y": self = .year
        case "y": self = .shortYear
        case "b": self = .monthName
        case "f": self = .fraction
        case "p": self = .half
        case "%": self = .literal(letter)
        default: return nil
        }
    }

    fileprivate var isHourOfHalf: Bool { if case .hourOfHalf = self { true } else { false } }

    /// What it tells: two that tell the same have the same.
    fileprivate var name: String {
        switch self {
        case .literal: ""
        case .year, .shortYear: "year"
        case .month, .monthName: "month"
        case .day: "day"
        case .hour, .hourOfHalf: "hour"
        case .minute: "minute"
        case .second: "second"
        case .fraction: "fraction"
        case .half: "half"
        }
    }
}
