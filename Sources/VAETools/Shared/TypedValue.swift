import ArgumentParser

/// An option's value with a form of its own.
protocol TypedValue {
    /// What messages say was expected.
    static var form: String { get }

    init?(argument: String)
}

extension TypedValue {
    /// To be an option's `transform`.
    static func parse(_ argument: String) throws -> Self {
        guard let value = Self(argument: argument) else { throw ValidationError("expected \(form)") }
        return value
    }
}
