import CLibrary
import Compute
import Distributions

/// What the encoder reads of rows, where that is not what the likelihood scores.
struct RowFeatures: Sendable {
    private let architecture: Architecture
    private let columns: ColumnFeatures?

    /// Nil: the encoder reads the rows as the likelihood scores them.
    init?(_ architecture: Architecture) {
        guard architecture.hasFeatures else { return nil }
        self.architecture = architecture
        columns = architecture.columns.map { ColumnFeatures($0) }
    }

    /// The logarithm of the factor of a row's means: its sum by the mean sum, both of what is observed; 0 without factors. A
    /// row of zeros counts as one of a sum of 1.
    ///
    /// - Parameter observed: 1 where the row is observed, else 0; nil: everywhere.
    func offset<S: Real>(of data: Panels<S>, observed: Panels<S>?, row: Int) -> S {
        guard let unit = architecture.sizeUnit else { return 0 }
        var (sum, count) = (0.0, 0.0)
        for d in 0..<data.columns {
            let share = observed.map { Double($0[row, d]) } ?? 1
            sum += share * Double(data[row, d])
            count += share
        }
        guard count > 0 else { return 0 }
        return S(log(max(sum, 1) * Double(data.columns) / (count * unit)))
    }

    /// Writes what the encoder reads of a row: of a table, the features of its columns; of counts, log(1 + x / s), s the
    /// factor of the row; 0 of what is not observed.
    func write<S: Real>(_ data: Panels<S>, observed: Panels<S>?, row: Int, offset: S, to input: Panels<S>) {
        if let columns { return columns.write(data, observed: observed, row: row, to: input) }
        let scale = exp(-Double(offset))
        for d in 0..<data.columns {
            let x = Double(data[row, d])
            input[row, d] = observed.map { $0[row, d] == 0 } ?? false ? 0 : S(log1p(x * scale))
        }
    }
}
