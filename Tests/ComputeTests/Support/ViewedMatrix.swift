import CKernels
import Compute

/// How a matrix stands in memory.
enum Layout: CaseIterable, Sendable {
    case rowMajor
    /// As some columns of wider rows.
    case columns
    case panels
}

/// A matrix of floats in one of the layouts, for kernels that take views.
final class ViewedMatrix {
    let rows: Int
    let columns: Int
    private let layout: Layout
    private let memory: Buffer<Float>

    private static let (margin, untouched): (Int, Float) = (3, -77)

    private var rowStride: Int {
        switch layout {
        case .rowMajor: columns
        case .columns: columns + 2 * Self.margin
        case .panels: panelWidth
        }
    }
    private var panelStride: Int { layout == .panels ? (rows | 1) * panelWidth : panelWidth }
    private var first: Int { layout == .columns ? Self.margin : 0 }

    /// Of elements that are to be written.
    init(rows: Int, columns: Int, _ layout: Layout) {
        (self.rows, self.columns, self.layout) = (rows, columns, layout)
        memory = Buffer(count: (panelCount(of: columns) * panelWidth + 2 * Self.margin) * (rows | 1))
        memory.elements.update(repeating: Self.untouched)
    }

    /// Of row-major values; lanes behind the last column of panels hold zeros.
    convenience init(_ values: [Float], columns: Int, _ layout: Layout) {
        self.init(rows: values.count / columns, columns: columns, layout)
        if layout == .panels { memory.elements.update(repeating: 0) }
        for (i, value) in values.enumerated() { memory.base[index(i / columns, i % columns)] = value }
    }

    private func index(_ row: Int, _ column: Int) -> Int {
        first + row * rowStride + column / panelWidth * panelStride + column % panelWidth
    }

    var view: vae_view {
        vae_view(base: memory.base + first, row_stride: rowStride, panel_stride: panelStride)
    }

    /// All elements, row-major.
    var values: [Float] {
        withExtendedLifetime(memory) {
            (0..<rows).flatMap { r in (0..<columns).map { memory.base[index(r, $0)] } }
        }
    }

    /// Whether all memory but the elements is as it was.
    var isUntouchedElsewhere: Bool {
        var others = memory.values
        for r in 0..<rows { for c in 0..<columns { others[index(r, c)] = Self.untouched } }
        return others.allSatisfy { $0 == Self.untouched }
    }
}
