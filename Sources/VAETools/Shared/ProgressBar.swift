/// One line on a terminal that tells how far the work is and when it will be done.
final class ProgressBar {
    private static let width = 24
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var shown: ContinuousClock.Instant?

    init() { start = clock.now }

    /// Draws at most ten times a second.
    func show(done: Int, of total: Int, label: String) {
        let now = clock.now
        if let shown, now - shown < .milliseconds(100), done < total { return }
        shown = now
        let fraction = Double(done) / Double(max(total, 1))
        let filled = Int(fraction * Double(ProgressBar.width))
        let bar =
            String(repeating: "#", count: filled)
            + String(repeating: ".", count: ProgressBar.width - filled)
        let left = (now - start) / .seconds(1) * (1 - fraction) / max(fraction, 1e-9)
        writeToStandardError(
            "\r\u{1B}[K[\(bar)] \(Int(fraction * 100)) %  \(label)  \(duration(left)) left")
    }

    /// Removes the line.
    func clear() {
        if shown != nil { writeToStandardError("\r\u{1B}[K") }
        shown = nil
    }

    private func duration(_ seconds: Double) -> String {
        let whole = Int(min(seconds, 3.6e6).rounded(.up))
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
        return "\(whole / 3600) h \(whole % 3600 / 60) min"
    }
}
