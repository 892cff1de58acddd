import Testing

@testable import Formats

@Suite struct DatePatternTests {
    @Test(arguments: [
        ("%Y-%m-%d", ColumnKind.date), ("%H:%M", .time), ("%I:%M %p", .time), ("%-m/%-d/%y", .date),
        ("%Y-%m-%dT%H:%M:%S.%f+01:00", .datetime), ("%b %Y", .date), ("100%% %H:%M", .time),
    ])
    func `a pattern tells what it is`(text: String, kind: ColumnKind) {
        #expect(DatePattern(text)?.kind == kind)
    }

    @Test(arguments: [
        "", "x", "%", "%-", "%q", "%-Y", "%Y", "%d", "%H", "%Y-%m-%Y", "%I:%M", "%H:%M %p", "%H:%M.%f",
        "%Y-%m %H",
    ])
    func `what tells neither a day nor a time is none`(text: String) { #expect(DatePattern(text) == nil) }

    private func read(_ pattern: String, _ cell: String) -> Double? {
        Array(cell.utf8).withUnsafeBytes { DatePattern(pattern)!.read($0)?.value }
    }

    private func written(_ pattern: String, _ value: Double, decimals: Int = 3, least: Int = 0) -> String {
        var text: [UInt8] = []
        DatePattern(pattern)!.append(value, decimals: decimals, leastDecimals: least, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    @Test(arguments: [
        ("%Y-%m-%d", "1970-01-01", 0.0), ("%Y-%m-%d", "2000-02-29", 11016),
        ("%Y-%m-%d", "0001-01-01", -719_162),
        ("%Y-%m-%d", "9999-12-31", 2_932_896), ("%-d.%-m.%y", "1.2.24", 19_754),
        ("%d %b %Y", "01 Feb 2024", 19_754),
        ("%m/%d/%y", "12/31/69", -1), ("%Y-%m", "1970-03", 59), ("%H:%M", "13:05", 47_100),
        ("%-I:%M:%S %p", "1:05:30 PM", 47_130), ("%I:%M %p", "12:00 AM", 0), ("%I:%M %p", "12:00 PM", 43_200),
        ("%Y-%m-%dT%H:%M:%S.%fZ", "1970-01-02T00:00:01.25Z", 86_401.25),
        ("%Y-%m-%d %H:%M:%S", "1969-12-31 23:59:59", -1),
        ("%Y-%m-%d %H:%M:%S+01:00", "2024-01-02 10:20:30+01:00", 1_704_190_830),
    ])
    func `days and times are numbers, and back`(pattern: String, cell: String, value: Double) {
        #expect(read(pattern, cell) == value)
        #expect(written(pattern, value) == cell)
    }

    @Test(arguments: [
        ("%Y-%m-%d", "2023-02-29"), ("%Y-%m-%d", "2023-13-01"), ("%Y-%m-%d", "2023-1-01"),
        ("%Y-%m-%d", "2023-01-01 "),
        ("%-d.%-m.%Y", "01.2.2024"), ("%H:%M", "24:00"), ("%H:%M", "9:00"), ("%I:%M %p", "13:00 PM"),
        ("%H:%M:%S.%f", "00:00:00."), ("%d %b %Y", "01 feb 2024"), ("%Y-%m-%d", "0000-01-01"),
    ])
    func `what does not follow a pattern is none`(pattern: String, cell: String) {
        #expect(read(pattern, cell) == nil)
    }

    @Test func `values between are rounded`() {
        #expect(written("%Y-%m-%d", 0.6) == "1970-01-02")
        #expect(written("%Y-%m-%d", 1e300) == "9999-12-31")
        #expect(written("%Y-%m-%d", -1e300) == "0001-01-01")
        #expect(written("%H:%M", 86_399) == "00:00")
        #expect(written("%H:%M", -60) == "23:59")
        #expect(written("%H:%M:%S", 86_400 * 3 + 5.4) == "00:00:05")
        #expect(written("%H:%M:%S.%f", 1.23456, decimals: 2) == "00:00:01.23")
        #expect(written("%H:%M:%S.%f", 1.5, decimals: 3, least: 3) == "00:00:01.500")
        #expect(written("%H:%M:%S.%f", 1, decimals: 3) == "00:00:01.0")
        #expect(written("%Y-%m-%d %H:%M", 86_399.9) == "1970-01-02 00:00")
    }

    @Test func `every day of four centuries comes back`() {
        for day in stride(from: -719_162, through: 2_932_896, by: 37) {
            let date = DayCount.date(day)
            #expect(DayCount.days(year: date.year, month: date.month, day: date.day) == day)
        }
    }

    @Test(arguments: [
        ("2024-01-31", "%Y-%m-%d"), ("31.1.24", "%-d.%-m.%y"), ("31-Jan-2024", "%d-%b-%Y"),
        ("13:05", "%H:%M"),
        ("1:05:30 PM", "%-I:%M:%S %p"), ("2024-01-31T13:05:30.25Z", "%Y-%m-%dT%H:%M:%S.%fZ"),
        ("2024-01-31 13:05:30+01:00", "%Y-%m-%d %H:%M:%S+01:00"), ("Jan 5, 2024", "%b %-d, %Y"),
        ("1/2/2024", "%-m/%-d/%Y"), ("01/02/2024", "%m/%d/%Y"), ("13/02/2024", "%d/%m/%Y"),
        ("01.02.2024", "%d.%m.%Y"),
        ("2024/01/02 3:04", "%Y/%m/%d %-H:%M"), ("2024-01", "%Y-%m"), ("Jan 2024", "%b %Y"),
    ])
    func `a pattern is found for a cell`(cell: String, pattern: String) {
        let candidates = Array(cell.utf8).withUnsafeBytes { bytes in
            var guess = DateGuess(first: bytes)
            guess.add(bytes)
            return guess.candidates
        }
        #expect(candidates.first?.pattern.text == pattern)
    }
}
