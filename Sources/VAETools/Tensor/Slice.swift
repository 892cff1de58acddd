import Tensors

/// A slice of one axis, as NumPy writes it: an index, or start:stop:step with any of the three left out.
enum AxisSlice: Equatable {
    case index(Int)
    case range(start: Int?, stop: Int?, step: Int)

    static let all = AxisSlice.range(start: nil, stop: nil, step: 1)

    init?(parsing text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.map { Int($0) }
        guard zip(parts, numbers).allSatisfy({ $0.isEmpty || $1 != nil }), parts.count <= 3 else {
            return nil
        }
        if parts.count == 1 {
            guard let index = numbers[0] else { return nil }
            self = .index(index)
            return
        }
        let step = parts.count == 3 ? numbers[2] ?? 1 : 1
        guard step != 0 else { return nil }
        self = .range(start: numbers[0], stop: numbers[1], step: step)
    }

    /// Whether the indices do not depend on the size of the axis, and grow.
    var streams: Bool {
        switch self {
        case .index(let index): index >= 0
        case .range(let start, let stop, let step): step > 0 && start ?? 0 >= 0 && stop ?? 0 >= 0
        }
    }

    /// The indices that it takes within a part of an axis that ``streams``.
    func indices(in range: Range<Int>) -> StrideTo<Int> {
        let (start, stop, step) =
            switch self {
            case .index(let index): (index, index + 1, 1)
            case .range(let start, let stop, let step): (start ?? 0, stop ?? .max, step)
            }
        let skipped = max(range.lowerBound - start, 0)
        let (steps, rest) = skipped.quotientAndRemainder(dividingBy: step)
        let first = start.addingReportingOverflow((steps + (rest > 0 ? 1 : 0)) * step)
        let end = min(stop, range.upperBound)
        return stride(
            from: first.overflow ? end : min(first.partialValue, max(end, start)), to: end, by: step)
    }

    /// The indices that it takes of an axis of `size`; nil where an index lies outside.
    func indices(of size: Int) -> StrideTo<Int>? {
        switch self {
        case .index(let index):
            let wrapped = index < 0 ? index + size : index
            guard 0 <= wrapped, wrapped < size else { return nil }
            return stride(from: wrapped, to: wrapped + 1, by: 1)
        case .range(let start, let stop, let step):
            let (least, greatest) = step > 0 ? (0, size) : (-1, size - 1)
            func bounded(_ index: Int) -> Int { min(max(index < 0 ? index + size : index, least), greatest) }
            return stride(
                from: start.map(bounded) ?? (step > 0 ? 0 : size - 1),
                to: stop.map(bounded) ?? (step > 0 ? size : -1), by: step)
        }
    }
}

/// A slice of an array: of its rows, and of the axes of a row.
struct Slice: Equatable {
    let rows: AxisSlice
    let axes: [AxisSlice]

    init?(parsing text: String) {
        let slices = text.split(separator: ",", omittingEmptySubsequences: false).map {
            AxisSlice(parsing: $0)
        }
        guard let rows = slices.first ?? nil, slices.allSatisfy({ $0 != nil }) else { return nil }
        self.rows = rows
        axes = slices.dropFirst().map { $0! }
    }
}

extension StrideTo<Int> {
    var count: Int { reduce(0) { count, _ in count + 1 } }
}

/// The elements of a row that a slice takes: runs of them that stand together.
struct RowSlice {
    let shape: Shape
    /// In elements.
    let runs: [Range<Int>]

    /// - Returns: nil where the row has fewer axes, or an index lies outside.
    init?(_ axes: [AxisSlice], of shape: Shape) {
        guard axes.count <= shape.rank else { return nil }
        var dimensions: [Int] = []
        var offsets = [0]
        for (axis, size) in shape.dimensions.enumerated() {
            let slice = axis < axes.count ? axes[axis] : .all
            guard let indices = slice.indices(of: size) else { return nil }
            if case .range = slice { dimensions.append(indices.count) }
            offsets = offsets.flatMap { offset in indices.map { offset * size + $0 } }
        }
        self.shape = Shape(dimensions)
        var runs: [Range<Int>] = []
        for offset in offsets {
            if let last = runs.last, last.upperBound == offset {
                runs[runs.count - 1] = last.lowerBound..<offset + 1
            } else {
                runs.append(offset..<offset + 1)
            }
        }
        self.runs = runs
    }
}

extension RowSlice {
    /// Whether it is all of a row of `shape`, as it stands.
    func isWhole(_ shape: Shape) -> Bool { runs == [0..<shape.count] }

    /// Writes that part of a row.
    func write(_ row: UnsafeRawBufferPointer, elementSize: Int, to output: RecordOutput) throws(Failure) {
        for run in runs {
            try output.write(
                UnsafeRawBufferPointer(
                    rebasing: row[run.lowerBound * elementSize..<run.upperBound * elementSize]))
        }
    }
}
