/// The first value that was not finite, where it was and which parameters are left.
public struct NumericalFailure: Error, Equatable, CustomStringConvertible {
    public let step: Int
    public let epoch: Int
    /// The name of a parameter, or of a term of the bound.
    public let tensor: String
    /// The row of the training data, or the index within the parameter.
    public let row: Int
    /// The epoch that the parameters are back at; nil: there is none.
    public let keptEpoch: Int?

    public var description: String {
        "found a value that is not finite in \(tensor), row \(row), at step \(step) of epoch \(epoch), "
            + "expected finite numbers; a smaller learning rate or gradient clipping may help"
    }
}
