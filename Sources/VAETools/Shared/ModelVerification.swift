import ArgumentParser

/// What is done where the digest of a model file is not that of its contents.
enum ModelVerification {
    case required
    /// It is told.
    case waived(Messages)
}

/// --unverified.
struct VerificationOptions: ParsableArguments {
    @Flag(help: "Read a model that another program has changed.")
    var unverified = false

    func verification(_ messages: Messages) -> ModelVerification {
        unverified ? .waived(messages) : .required
    }
}
