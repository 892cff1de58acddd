import Formats
import Tensors

/// Rows that belong together, as one NPY array holds them.
struct Record: FormedRows, Sendable {
    let form: RowForm
    let rows: Int

    init(_ form: RowForm, rows: Int) {
        self.form = form
        self.rows = rows
    }

    /// A record to be written, which an operand asks for.
    ///
    /// - Parameter name: that of the operand.
    /// - Throws: bad data where rows are too many to write.
    init(_ elementType: ElementType, _ rowShape: Shape, rows: Int, in name: String) throws(Failure) {
        let sizes = [rows] + rowShape.dimensions + [elementType.size]
        guard Shape(checking: sizes) != nil else {
            throw Failure.badData(name, "found \(rows) rows of \(rowShape), too many to write")
        }
        self.init(RowForm(elementType, rowShape), rows: rows)
    }

    /// All axes.
    var shape: Shape { rowShape.prefixed(by: rows) }
}
