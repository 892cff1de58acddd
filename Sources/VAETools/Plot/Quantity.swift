/// How an axis calls what columns hold.
enum Quantity {
    /// The label that all of some columns share; empty where there is none.
    static func label(of columns: [String]) -> String {
        let names = Set(columns.map(withoutPrefix))
        if names.count == 1 { return label(names.first!) }
        if names.isSubset(of: ["elbo", "importance_bound"]) { return "bound (nats)" }
        return names.allSatisfy { label($0).hasSuffix("(nats)") } ? "nats" : ""
    }

    /// The sets of rows that columns are of, training first.
    static func sets(of columns: [String]) -> [String] {
        ["training", "validation"].filter { set in columns.contains { self.set(of: $0) == set } }
    }

    static func set(of column: String) -> String { column.hasPrefix("valid_") ? "validation" : "training" }

    static func withoutPrefix(_ column: String) -> String {
        column.hasPrefix("valid_") ? String(column.dropFirst("valid_".count)) : column
    }

    private static func label(_ column: String) -> String {
        switch column {
        case "elbo": "evidence lower bound (nats)"
        case "importance_bound": "importance-weighted bound (nats)"
        case "log_joint": "log p(x, z) (nats)"
        case "reconstruction": "reconstruction (nats)"
        case "kl": "KL divergence (nats)"
        case "samples": "training samples"
        case "seconds": "time (s)"
        case _ where column.hasPrefix("log_likelihood_"): "log p(x) (nats)"
        case _ where ["upper_", "gap_", "error_"].contains(where: column.hasPrefix):
            spaced(column) + " (nats)"
        default: spaced(column)
        }
    }

    private static func spaced(_ column: String) -> String { String(column.map { $0 == "_" ? " " : $0 }) }
}
