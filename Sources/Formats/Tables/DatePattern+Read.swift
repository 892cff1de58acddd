extension DatePattern {
    /// What a cell tells: days since 1970-01-01, or seconds since then or midnight; nil: it does not follow the pattern, or
    /// there is no such day or time.
    /// - Returns: also how many digits a fraction of a second has.
    func read(_ cell: UnsafeRawBufferPointer) -> (value: Double, fractionDigits: Int)? {
        var scanner = DateScanner(cell)
        for item in items {
            guard scanner.read(item) else { return nil }
        }
        return scanner.position == cell.count ? scanner.value(of: kind) : nil
    }
}

/// The parts of a date or a time, as they are read.
private struct DateScanner {
    private let cell: UnsafeRawBufferPointer
    private(set) var position = 0
    private var (year, month, day) = (1970, 1, 1)
    private var (hour, minute, second) = (0, 0, 0)
    private var isAfternoon: Bool?
    private var fraction = 0
    private var fractionDigits = 0

    init(_ cell: UnsafeRawBufferPointer) { self.cell = cell }

    /// Takes a part; false where it is not there.
    mutating func read(_ item: DatePattern.Item) -> Bool {
        switch item {
        case .literal(let byte):
            guard position < cell.count, cell[position] == byte else { return false }
            position += 1
            return true
        case .year: return digits(4...4).map { year = $0 } != nil
        case .shortYear:
            guard let number = digits(2...2) else { return false }
            year = number + (number < 69 ? 2000 : 1900)
            return true
        case .month(let isPadded): return digits(isPadded ? 2...2 : 1...2).map { month = $0 } != nil
        case .day(let isPadded): return digits(isPadded ? 2...2 : 1...2).map { day = $0 } != nil
        case .hour(let isPadded), .hourOfHalf(let isPadded):
            return digits(isPadded ? 2...2 : 1...2).map { hour = $0 } != nil
        case .minute(let isPadded): return digits(isPadded ? 2...2 : 1...2).map { minute = $0 } != nil
        case .second(let isPadded): return digits(isPadded ? 2...2 : 1...2).map { second = $0 } != nil
        case .monthName:
            guard let index = monthNames.firstIndex(where: { take($0) }) else { return false }
            month = index + 1
            return true
        case .half:
            if take(Array("AM".utf8)) {
                isAfternoon = false
            } else if take(Array("PM".utf8)) {
                isAfternoon = true
            }
            return isAfternoon != nil
        case .fraction:
            let start = position
            guard let number = digits(1...6) else { return false }
            fraction = number
            fractionDigits = position - start
            return true
        }
    }

    private mutating func take(_ word: [UInt8]) -> Bool {
        guard cell[position...].starts(with: word) else { return false }
        position += word.count
        return true
    }

    /// Takes digits, as many as there are up to the upper bound; nil: they are too few.
    private mutating func digits(_ counts: ClosedRange<Int>) -> Int? {
        var number = 0
        let start = position
        while position < cell.count, position - start < counts.upperBound {
            let digit = cell[position] &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            number = 10 * number + Int(digit)
            position += 1
        }
        // What has one or two digits is written without a zero in front.
        if counts == 1...2, position - start == 2, cell[start] == UInt8(ascii: "0") { return nil }
        return counts.contains(position - start) ? number : nil
    }

    func value(of kind: ColumnKind) -> (value: Double, fractionDigits: Int)? {
        var hour = hour
        if let isAfternoon {
            guard 1...12 ~= hour else { return nil }
            hour = hour % 12 + (isAfternoon ? 12 : 0)
        }
        guard year > 0, 1...12 ~= month, 1...DayCount.days(of: month, in: year) ~= day, hour < 24,
            minute < 60, second < 60
        else { return nil }
        let days = DayCount.days(year: year, month: month, day: day)
        if kind == .date { return (Double(days), 0) }
        let whole = (kind == .time ? 0 : days * 86_400) + hour * 3600 + minute * 60 + second
        // One rounding: the number of units is exact.
        let scale = powersOfTen[fractionDigits]
        return ((Double(whole) * scale + Double(fraction)) / scale, fractionDigits)
    }
}

let monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"].map {
    Array($0.utf8)
}

/// Days since 1970-01-01 in the Gregorian calendar, also before its time.
///
/// After H. Hinnant, "chrono-compatible low-level date algorithms": years begin in March, so that a leap day is the last.
enum DayCount {
    static func days(year: Int, month: Int, day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    static func days(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
