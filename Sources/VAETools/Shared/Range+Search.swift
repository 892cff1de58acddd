extension ClosedRange<Float> {
    /// Every number but infinities and NaN.
    static var finite: ClosedRange<Float> {
        -Float.greatestFiniteMagnitude...Float.greatestFiniteMagnitude
    }
}

extension UnsafeBufferPointer<Float> {
    /// The first number that is not in `range`, as NaN never is unless it is allowed.
    ///
    /// It is looked for only where a pass over many numbers at a time has seen one.
    func firstIndex(outside range: ClosedRange<Float>, allowsNaN: Bool = false) -> Int? {
        let (low, high) = (range.lowerBound, range.upperBound)
        for start in stride(from: 0, to: count, by: 4096) {
            let end = Swift.min(start + 4096, count)
            var outside: UInt32 = 0
            for index in start..<end {
                let value = self[index]
                outside |= (value >= low ? 0 : 1) | (value <= high ? 0 : 1)
            }
            guard outside != 0 else { continue }
            let first = self[start..<end].firstIndex { !range.contains($0) && !(allowsNaN && $0.isNaN) }
            if let first { return first }
        }
        return nil
    }

    var containsNaN: Bool {
        var found: UInt32 = 0
        for value in self { found |= value == value ? 0 : 1 }
        return found != 0
    }
}
