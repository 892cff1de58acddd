import Compute

/// The conditions of the rows of a batch, in the form in which networks read them.
public struct BatchConditions: Sendable {
    /// The place of each row's class among those of the model, or ``unknown``; empty where the model has no classes.
    public var classes: [Int]
    /// N × V, standardised; empty where the model has none.
    public let covariates: [Float]
    /// K.
    private let classCount: Int

    /// Of a row whose label is missing.
    public static let unknown = -1

    public init(_ conditioning: Conditioning, classes: [Int] = [], covariates: [Float] = []) {
        (self.classes, self.covariates, classCount) = (classes, covariates, conditioning.classes.count)
    }

    /// The same rows, all of one class.
    public func with(class index: Int, rows: Int) -> BatchConditions {
        var conditions = self
        conditions.classes = [Int](repeating: index, count: rows)
        return conditions
    }

    public var hasUnknown: Bool { classes.contains(Self.unknown) }

    /// Writes the conditions of some of `count` rows.
    ///
    /// - Parameters:
    ///   - withoutClasses: whether `panels` has the covariates alone.
    func write<S: Real>(
        _ range: Range<Int>, of count: Int, to panels: Panels<S>, withoutClasses: Bool = false
    ) {
        for row in range { write(row, of: count, to: panels, row, withoutClasses: withoutClasses) }
    }

    /// Writes the condition of row `row` to row `target`.
    func write<S: Real>(
        _ row: Int, of count: Int, to panels: Panels<S>, _ target: Int, class chosen: Int? = nil,
        withoutClasses: Bool = false
    ) {
        let first = withoutClasses ? 0 : classCount
        let width = covariates.count / count
        precondition(panels.columns == first + width)
        if first > 0 {
            let index = chosen ?? classes[row]
            panels[target..<target + 1].fill(0)
            if index != Self.unknown { panels[target, index] = S(Conditioning.classInput(of: classCount)) }
        }
        for column in 0..<width { panels[target, first + column] = S(covariates[row * width + column]) }
    }
}
