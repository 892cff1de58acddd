import CLibrary
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
    func indices(in range: Range<Int>) -> IndexSteps {
        let (start, stop, step) =
            switch self {
            case .index(let index): (index, index == .max ? .max : index + 1, 1)
            case .range(let start, let stop, let step): (start ?? 0, stop ?? .max, step)
            }
        let end = min(stop, range.upperBound)
        let skipped = max(range.lowerBound - start, 0)
        let (steps, rest) = skipped.quotientAndRemainder(dividingBy: step)
        let (distance, isBeyond) = (steps + (rest > 0 ? 1 : 0)).multipliedReportingOverflow(by: step)
        guard !isBeyond, start < end, distance < end - start else { return IndexSteps(from: 0, to: 0, by: 1) }
        return IndexSteps(from: start + distance, to: end, by: step)
    }

    /// The indices that it takes of an axis of `size`; nil where an index lies outside.
    func indices(of size: Int) -> IndexSteps? {
        switch self {
        case .index(let index):
            let wrapped = index < 0 ? index + size : index
            guard 0 <= wrapped, wrapped < size else { return nil }
            return IndexSteps(from: wrapped, to: wrapped + 1, by: 1)
        case .range(let start, let stop, let step):
            let (least, greatest) = step > 0 ? (0, size) : (-1, size - 1)
            func bounded(_ index: Int) -> Int { min(max(index < 0 ? index + size : index, least), greatest) }
            return IndexSteps(
                from: start.map(bounded) ?? (step > 0 ? 0 : size - 1),
                to: stop.map(bounded) ?? (step > 0 ? size : -1), by: step)
        }
    }
}

/// Numbers in equal steps, as `stride` has them, of which there may be any number.
struct IndexSteps: RandomAccessCollection {
    let count: Int
    private let first: Int
    private let step: Int

    /// - Precondition: the step is not 0, and both ends are at least -1.
    init(from first: Int, to end: Int, by step: Int) {
        let distance = step > 0 ? end - first : first - end
        count = distance <= 0 ? 0 : Int((UInt(distance) - 1) / step.magnitude) + 1
        (self.first, self.step) = (first, step)
    }

    var startIndex: Int { 0 }
    var endIndex: Int { count }

    subscript(position: Int) -> Int { first + position * step }

    /// Whether the numbers follow on.
    var isRun: Bool { step == 1 || count < 2 }
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

/// The elements of a row that a slice takes: runs of them that stand together.
struct RowSlice {
    let shape: Shape
    /// In elements.
    let runs: [Range<Int>]

    /// - Returns: nil where the row has fewer axes, an index lies outside, or there are more runs than memory for them.
    init?(_ axes: [AxisSlice], of shape: Shape) {
        guard axes.count <= shape.rank else { return nil }
        var (dimensions, taken): ([Int], [IndexSteps]) = ([], [])
        for (axis, size) in shape.dimensions.enumerated() {
            let slice = axis < axes.count ? axes[axis] : .all
            guard let indices = slice.indices(of: size) else { return nil }
            if case .range = slice { dimensions.append(indices.count) }
            taken.append(indices)
        }
        self.shape = Shape(dimensions)
        guard let runs = RowSlice.runs(taken, of: shape.dimensions) else { return nil }
        self.runs = runs
    }

    private static func runs(_ taken: [IndexSteps], of sizes: [Int]) -> [Range<Int>]? {
        var (taken, sizes) = (taken, sizes)
        // Elements of the axes behind, of which all are taken.
        var inner = 1
        while let last = taken.last, last.isRun, last.count == sizes.last {
            inner *= last.count
            taken.removeLast()
            sizes.removeLast()
        }
        let last = taken.popLast()
        let size = sizes.popLast() ?? 1
        let outer = taken.reduce(1) { $0 * $1.count }
        let each = last.map { $0.isRun ? min($0.count, 1) : $0.count } ?? 1
        guard !MemoryLimit.isExceeded(by: outer * each, of: 2 * MemoryLayout<Range<Int>>.stride) else {
            return nil
        }
        guard outer * each > 0 else { return [] }
        MemoryFailure.require(
            "the places of a slice", count: outer * each, size: 2 * MemoryLayout<Range<Int>>.stride)
        var offsets = [0]
        for (indices, size) in zip(taken, sizes) {
            offsets = offsets.flatMap { offset in indices.map { offset * size + $0 } }
        }
        guard let last else { return [0..<inner] }
        return offsets.flatMap { offset -> [Range<Int>] in
            let start = offset * size
            if last.isRun {
                return last.first.map { [(start + $0) * inner..<(start + $0 + last.count) * inner] } ?? []
            }
            return last.map { (start + $0) * inner..<(start + $0 + 1) * inner }
        }
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
