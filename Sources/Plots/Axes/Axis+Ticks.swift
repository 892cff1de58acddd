import CLibrary

/// Where an axis is marked.
struct Ticks: Hashable, Sendable {
    /// Those that are labelled, in order.
    var numbers: [TickNumber] = []
    /// Those between, without labels.
    var minor: [Double] = []

    /// What stands at the numbers instead of them.
    var names: [String]?

    var values: [Double] { numbers.map(\.value) }
    var labels: [String] { names ?? TickNumber.labels(of: numbers) }
}

extension Axis {
    /// Ticks at round numbers within the range.
    ///
    /// On a linear axis they are the multiples of 1, 2 or 5 times a power of ten, of the least such step that gives
    /// no more than `count`. On a logarithmic axis they are powers of ten, of which some are left out if there
    /// are more; where there are fewer than two, 1, 2 and 5 times those, or else those of a linear axis.
    ///
    /// - Parameter count: at least 2.
    func ticks(atMost count: Int) -> Ticks {
        guard names.isEmpty else { return namedTicks(atMost: count) }
        return switch scale {
        case .linear: Ticks(numbers: linearTicks(atMost: count))
        case .logarithmic: logarithmicTicks(atMost: count)
        }
    }

    /// Some of the names, equally far apart.
    private func namedTicks(atMost count: Int) -> Ticks {
        let shown = stride(from: 0, to: names.count, by: (names.count - 1) / count + 1)
        return Ticks(
            numbers: shown.map { TickNumber(digits: $0, exponent: 0) }, names: shown.map { names[$0] })
    }

    private func linearTicks(atMost count: Int) -> [TickNumber] {
        let step = max((range.upperBound - range.lowerBound) / Double(count), .leastNormalMagnitude)
        var exponent = Int(log10(step).rounded(.down))
        if isCounting { exponent = max(exponent, 0) }
        while true {
            for digit in [1, 2, 5] {
                let multiples = multiples(of: TickNumber(digits: digit, exponent: exponent).value)
                if multiples.count <= count {
                    return multiples.map { TickNumber(digits: $0 * digit, exponent: exponent) }
                }
            }
            exponent += 1
        }
    }

    /// The whole numbers whose products with `step` lie within the range, give or take a billionth of it.
    private func multiples(of step: Double) -> Range<Int> {
        let first = (range.lowerBound / step - 1e-9).rounded(.up)
        let last = (range.upperBound / step + 1e-9).rounded(.down)
        return Int(first)..<max(Int(last) + 1, Int(first))
    }

    private func logarithmicTicks(atMost count: Int) -> Ticks {
        let decades = multiples(of: log10(range.lowerBound)...log10(range.upperBound))
        if decades.count < 2 {
            let fine = (decades.lowerBound - 1...decades.upperBound).flatMap { exponent in
                [1, 2, 5].map { TickNumber(digits: $0, exponent: exponent) }
            }.filter { range.contains($0.value) }
            return Ticks(
                numbers: 2...count ~= fine.count
                    ? fine : linearTicks(atMost: count).filter { range.contains($0.value) })
        }
        let stride = (decades.count - 1) / count + 1
        let shown = decades.filter { $0.isMultiple(of: stride) }
        let minor = (decades.lowerBound - 1...decades.upperBound).flatMap { exponent in
            stride > 1 ? [] : (2...9).map { TickNumber(digits: $0, exponent: exponent).value }
        }.filter(range.contains)
        return Ticks(numbers: shown.map { TickNumber(digits: 1, exponent: $0) }, minor: minor)
    }

    /// The whole numbers within a range of logarithms, give or take.
    private func multiples(of logarithms: ClosedRange<Double>) -> Range<Int> {
        let first = Int((logarithms.lowerBound - 1e-9).rounded(.up))
        return first..<max(Int((logarithms.upperBound + 1e-9).rounded(.down)) + 1, first)
    }
}
