import Formats
import Tensors
import VAE

/// What makes complete rows of those that are read.
protocol RowCompleter: AnyObject {
    /// Of the rows that it reads.
    var inputShape: Shape { get }

    /// Rows that it takes at a time.
    var capacity: Int { get }

    /// What a record becomes.
    func target(_ record: Record, in name: String) throws(Failure) -> Record

    /// The elements that some rows become.
    ///
    /// - Parameter observed: whether each value is, where a mask tells; nil: those are that are not missing values.
    func fill(
        _ block: RowBlock, observed: [Bool]?, conditions: BatchConditions?, row: Int, in input: String
    ) throws(Failure) -> [UInt8]

    /// Tells at the end what was done.
    func report(_ messages: Messages, _ common: ApplicationOptions)
}

extension ImputationOutput {
    /// What rows of a type and a shape become.
    func record(
        _ type: ElementType, _ shape: Shape, rows: Int, in name: String
    ) throws(Failure) -> Record {
        switch self {
        case .mean: try Record(type, shape, rows: rows, in: name)
        case .draws(let count): try Record(type, shape.prefixed(by: count), rows: rows, in: name)
        case .meanAndDeviation: try Record(type.resultType, shape.prefixed(by: 2), rows: rows, in: name)
        }
    }
}
