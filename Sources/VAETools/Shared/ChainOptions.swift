import ArgumentParser

/// The options of Markov chains whose stationary distribution is p(z|x).
struct ChainOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Acceptance that --hmc tunes to. (default: 0.9)", valueName: "A"))
    var acceptance: Double?

    @Option(
        name: .customLong("chains"),
        help: ArgumentHelp("Markov chains for each row. (default: 16)", valueName: "n"))
    var chosenChains: Int?

    @Option(
        name: .customLong("leapfrog-steps"),
        help: ArgumentHelp("Leapfrog steps of their transitions. (default: 10)", valueName: "n"))
    var chosenLeapfrogSteps: Int?

    /// The noise of a row has 2³² draws, of which each transition takes up to four.
    static let mostTransitions = 1 << 30
    /// Transitions of --hmc before the first draw.
    static let warmUp = 100

    var chains: Int { chosenChains ?? 16 }
    var leapfrogSteps: Int { chosenLeapfrogSteps ?? 10 }
    var targetAcceptance: Double { acceptance ?? 0.9 }

    func validate() throws {
        try check("--chains", chosenChains, in: 1...4096)
        try check("--leapfrog-steps", chosenLeapfrogSteps, in: 1...10_000)
        if let acceptance, !(acceptance > 0 && acceptance < 1) {
            throw ValidationError("--acceptance: found \(acceptance), expected a number between 0 and 1")
        }
    }

    /// Fails where an option is given without one that runs chains.
    func checkOwner(_ owner: String, runsChains: Bool) throws {
        for (name, isGiven) in [
            ("--chains", chosenChains != nil), ("--leapfrog-steps", chosenLeapfrogSteps != nil),
        ] { try check(name, isGiven: isGiven, goesWith: owner, runsChains) }
    }

    /// Fails where the transitions of all chains of a row are more than there is noise for.
    ///
    /// - Parameter option: what says how many transitions a chain has.
    func checkNoise(_ option: String, transitions: Int) throws {
        guard transitions * chains > Self.mostTransitions else { return }
        throw ValidationError(
            "\(option) and --chains: found \(transitions * chains) transitions for each row, expected at most "
                + "\(Self.mostTransitions)")
    }
}
