import Formats
import Latents
import Tensors
import VAE

/// What --fit wrote.
enum ComponentBasis {
    /// The components, and what their rows are.
    ///
    /// - Throws: bad data, where the file holds anything else.
    static func read(_ path: String) throws(Failure) -> (PrincipalComponents, RowForm) {
        let input = InputStream(operands: [path], raw: nil, batch: nil)
        guard let record = try input.nextRecord() else {
            throw Failure.badData(input.name, "found no rows, expected a basis")
        }
        let size = record.rowShape.count
        guard record.rows == size + 2 else {
            throw Failure.badData(
                input.name,
                "found \(record.rows) rows of \(record.rowShape), expected a basis, \(size + 2) rows of \(size)"
            )
        }
        var values: [Double] = []
        while let block = try input.nextRows(upTo: .max) {
            values += try Double.decode(block, row: input.row - block.rows, in: input.name)
        }
        guard try input.nextRecord() == nil else {
            throw Failure.badData(input.name, "found another array, expected one basis")
        }
        return (PrincipalComponents(basis: values, columns: size), record.form)
    }
}
