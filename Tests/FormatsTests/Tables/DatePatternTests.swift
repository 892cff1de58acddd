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
}
