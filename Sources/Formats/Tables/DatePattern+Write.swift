extension DatePattern {
    /// Writes the nearest day or time that the pattern can tell, of the years 1 to 9999; times of day wrap around.
    /// - Parameters:
    ///   - value: as ``read(_:)`` gives it, finite.
    ///   - decimals: digits of a fraction of a second; zeros at its end are left out down to `leastDecimals`.
    func append(_ value: Double, decimals: Int, leastDecimals: Int, to text: inout [UInt8]) {
        let scale = hasFraction ? powersOfTen[decimals] : 1
        let perDay = kind == .date ? 1 : 86_400 / Double(unit) * scale
        var parts = (kind == .date ? value : value / Double(unit) * scale).rounded()
        if kind == .time { parts -= (parts / perDay).rounded(.down) * perDay }
        let limits = Double(earliestDay) * perDay...Double(latestDay + 1) * perDay - 1
        let count = Int(min(max(parts, limits.lowerBound), limits.upperBound))
        let days = (count - (count < 0 ? Int(perDay) - 1 : 0)) / Int(perDay)
        let rest = (count - days * Int(perDay)) * unit
        let (seconds, fraction) = kind == .date ? (0, 0) : rest.quotientAndRemainder(dividingBy: Int(scale))
        let (year, month, day) = DayCount.date(days)
        for item in items {
            switch item {
            case .literal(let byte): text.append(byte)
            case .year: append(year, 4, &text)
            case .shortYear: append(year % 100, 2, &text)
            case .month(let isPadded): append(month, isPadded ? 2 : 1, &text)
            case .monthName: text += monthNames[month - 1]
            case .day(let isPadded): append(day, isPadded ? 2 : 1, &text)
            case .hour(let isPadded): append(seconds / 3600, isPadded ? 2 : 1, &text)
            case .hourOfHalf(let isPadded): append((seconds / 3600 + 11) % 12 + 1, isPadded ? 2 : 1, &text)
            case .half: text += (seconds < 43_200 ? "AM" : "PM").utf8
            case .minute(let isPadded): append(seconds / 60 % 60, isPadded ? 2 : 1, &text)
            case .second(let isPadded): append(seconds % 60, isPadded ? 2 : 1, &text)
            case .fraction:
                append(fraction, decimals, &text)
                for _ in max(leastDecimals, 1)..<max(decimals, 1) where text.last == UInt8(ascii: "0") {
                    text.removeLast()
                }
            }
        }
    }

    private func append(_ number: Int, _ digits: Int, _ text: inout [UInt8]) {
        var power = 10
        var count = 1
        while number >= power {
            power *= 10
            count += 1
        }
        for _ in count..<max(digits, count) { text.append(UInt8(ascii: "0")) }
        while power > 1 {
            power /= 10
            text.append(UInt8(ascii: "0") + UInt8(number / power % 10))
        }
    }
}

private let earliestDay = DayCount.days(year: 1, month: 1, day: 1)
private let latestDay = DayCount.days(year: 9999, month: 12, day: 31)
