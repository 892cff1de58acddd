import ArgumentParser
import VAE

/// The options of `vae-impute` that say how z is drawn given what is observed.
struct ImputationOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What the data is seen through: noise:S, flip:P, rows:A-B, mean-pool:HxW,noise:S or blur:R,noise:S.",
            valueName: "operator"), transform: ObservationArgument.parse)
    var observe: ObservationArgument?

    @Option(help: ArgumentHelp("Use importance sampling with K draws only.", valueName: "K"))
    var importanceSamples: Int?

    @Flag(help: "Run Metropolis-within-Gibbs chains through the encoder.")
    var gibbs = false

    @Flag(help: "Run Hamiltonian Monte Carlo chains, without the encoder.")
    var hmc = false

    @Option(help: ArgumentHelp("Draws of each chain. (default: 200)", valueName: "T"))
    var transitions: Int?

    @OptionGroup var chains: ChainOptions

    private static let defaultTransitions = 200

    /// Of each chain.
    var chainTransitions: Int { transitions ?? Self.defaultTransitions }

    /// Whether what is seen is not part of the data as it is.
    private var restores: Bool { observe.map { !$0.isMask } ?? false }

    func validate() throws {
        let methods = [importanceSamples != nil, gibbs, hmc]
        if methods.count(where: { $0 }) > 1 {
            throw ValidationError("--importance-samples, --gibbs and --hmc exclude each other")
        }
        try check("--importance-samples", importanceSamples, in: 1...1 << 20)
        try check("--transitions", transitions, in: 2...1_000_000)
        if restores, importanceSamples != nil || gibbs {
            throw ValidationError(
                "--observe \(observe!.text): found \(gibbs ? "--gibbs" : "--importance-samples"), expected --hmc, "
                    + "by which z is drawn given what is seen")
        }
        let runsHMC = hmc || restores
        for (name, isGiven) in [
            ("--transitions", transitions != nil), ("--chains", chains.chosenChains != nil),
        ] { try check(name, isGiven: isGiven, goesWith: "--gibbs or --hmc", gibbs || runsHMC) }
        for (name, isGiven) in [
            ("--leapfrog-steps", chains.chosenLeapfrogSteps != nil),
            ("--acceptance", chains.acceptance != nil),
        ] { try check(name, isGiven: isGiven, goesWith: "--hmc", runsHMC) }
        try chains.checkNoise("--transitions", transitions: chainTransitions)
        if gibbs && chains.chains < 2 {
            throw ValidationError("--chains: found \(chains.chains), expected at least 2 with --gibbs")
        }
    }

    /// - Throws: usage, where the encoder of a model cannot reach every z, and a method needs that.
    func method(for model: VariationalAutoencoder<Float>, name: String) throws(Failure) -> ImputationMethod {
        let reaches = model.architecture.hasEncoder && model.posterior.coversPrior
        if let option = importanceSamples != nil ? "--importance-samples" : gibbs ? "--gibbs" : nil, !reaches
        {
            guard model.architecture.hasEncoder else {
                throw Failure.usage(
                    "\(option): found no encoder in \(name), expected --hmc, which needs none")
            }
            throw Failure.usage(
                "\(option): found posteriors in \(name) that do not hold every z of the prior, expected ones that do; "
                    + "use --hmc")
        }
        if let importanceSamples { return .importanceSampling(samples: importanceSamples) }
        if gibbs { return .completion(transitions: chainTransitions, chains: chains.chains) }
        guard hmc || !reaches else { return .automatic }
        return .hamiltonian(
            transitions: chainTransitions, chains: chains.chains, leapfrogSteps: chains.leapfrogSteps,
            targetAcceptance: chains.targetAcceptance)
    }

    /// What to do where results are not reliable.
    var advice: String {
        if importanceSamples != nil { return "raise --importance-samples, or leave it out" }
        return gibbs || hmc ? "raise --transitions" : "use --gibbs or --hmc with more --transitions"
    }
}
