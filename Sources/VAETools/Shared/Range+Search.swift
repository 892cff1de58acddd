extension ClosedRange<Float> {
    /// Every number but infinities and NaN.
    static var finite: ClosedRange<Float> {
        -Float.greatestFiniteMagnitude...Float.greatestFiniteMagnitude
    }
}

extension UnsafeBufferPointer<Float> {
    /// The first number that is not in `range`, as NaN never is.
    ///
    /// It is looked for only where a pass over many numbers at a time has seen one.
    func firstIndex(outside range: ClosedRange<Float>) -> Int? {
        let (low, high) = (range.lowerBound, range.upperBound)
        for start in stride(from: 0, to: count, by: 4096) {
            let end = Swift.min(start + 4096, count)
            var outside: UInt32 = 0
            for index in start..<end {
                let value = self[index]
                outside |= (value >= low ? 0 : 1) | (value <= high ? 0 : 1)
            }
            if outside != 0 { return self[start..<end].firstIndex { !range.contains($0) } }
        }
        return nil
    }
}
