import Compute

/// A matrix in panels cut into pieces for threads: neighbours in the order of pieces share panels, so that
/// a thread finds the weights it needs in its caches.
///
/// What is computed does not depend on the cut.
public struct TileGrid {
    private let rows: Int
    private let panels: Int
    private let group: Int
    private let rowStep: Int
    private let rowPieces: Int

    /// Rows whose activations fit into a core's second cache together with some weights.
    private static let mostRows = 128
    /// Rows of a register tile: fewer would waste it.
    private static let tileRows = 12
    private static let wantedPieces = 8

    /// - Parameter group: panels that kernels work on together.
    public init(rows: Int, panels: Int, group: Int = productPanels) {
        self.rows = rows
        self.panels = panels
        self.group = group
        let groups = max((panels + group - 1) / group, 1)
        let wanted = max(
            (TileGrid.wantedPieces + groups - 1) / groups, (rows + Self.mostRows - 1) / Self.mostRows)
        let step = (rows + wanted - 1) / wanted
        rowStep = max((step + Self.tileRows - 1) / Self.tileRows * Self.tileRows, Self.tileRows)
        rowPieces = (rows + rowStep - 1) / rowStep
    }

    public var count: Int { (panels + group - 1) / group * rowPieces }

    public subscript(piece: Int) -> (rows: Range<Int>, panels: Range<Int>) {
        let (panel, row) = (piece / rowPieces * group, piece % rowPieces * rowStep)
        return (row..<min(row + rowStep, rows), panel..<min(panel + group, panels))
    }
}
