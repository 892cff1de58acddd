import Testing

/// The file of `vae-fit --log`.
struct TrainingTable {
    static let columns = [
        "epoch", "samples", "elbo", "reconstruction", "kl", "valid_elbo", "valid_reconstruction", "valid_kl",
        "learning_rate", "beta", "rows_per_second", "seconds", "importance_bound",
        "valid_importance_bound", "log_joint", "valid_log_joint", "acceptance",
    ]

    let rows: [[String]]

    /// - Throws: where it is not a table with those columns.
    init(_ bytes: [UInt8]) throws {
        let text = String(decoding: bytes, as: UTF8.self)
        try #require(text.hasSuffix("\n"))
        try #require(text.hasPrefix("# vae-fit "))
        let lines = text.split(separator: "\n").dropFirst().map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
        try #require(lines.first == TrainingTable.columns)
        try #require(lines.allSatisfy { $0.count == TrainingTable.columns.count })
        rows = Array(lines.dropFirst())
    }

    func text(_ column: String) -> [String] {
        rows.map { $0[TrainingTable.columns.firstIndex(of: column)!] }
    }

    func numbers(_ column: String) -> [Double] { text(column).map { Double($0)! } }
}
