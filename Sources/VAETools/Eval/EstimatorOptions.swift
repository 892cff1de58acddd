import ArgumentParser
import Compute
import Distributions
import VAE

extension AnnealingSchedule: ExpressibleByArgument {}
extension FittedDensity: ExpressibleByArgument {}

/// The options of `vae-eval` that say how log p(x) is estimated.
struct EstimatorOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Estimate log p(x) by importance sampling with K draws of z.", valueName: "K"))
    var importanceSamples: Int?

    @Flag(help: "Smooth the largest importance weights by a Pareto distribution.")
    var paretoSmoothing = false

    @Flag(help: "Use the same noise for every row: a row's scores do not depend on its place.")
    var commonNoise = false

    @Flag(help: "Estimate log p(x) by quadrature, for one or two latent dimensions.")
    var quadrature = false

    @Flag(help: "Estimate log p(x) by annealed importance sampling.")
    var ais = false

    @Option(
        help: ArgumentHelp(
            "Number of distributions from the prior to the posterior. (default: 1000)", valueName: "T"))
    var distributions: Int?

    @Option(help: ArgumentHelp("The spacing of these distributions. (default: sigmoid)", valueName: "s"))
    var schedule: AnnealingSchedule?

    @Option(
        help: ArgumentHelp(
            "The z that the data was drawn with: --ais bounds log p(x) from above too.", valueName: "file"),
        completion: .file())
    var latents: String?

    @Flag(help: "Estimate log p(x) from samples of the posterior (the paper's appendix D).")
    var hmc = false

    @Option(
        help: ArgumentHelp(
            "Samples to fit a density to, and as many to evaluate it. (default: 1000)", valueName: "L"))
    var hmcSamples: Int?

    @Option(help: ArgumentHelp("The density that --hmc fits. (default: full)", valueName: "q"))
    var density: FittedDensity?

    @Flag(help: "Run --hmc in more than 10 latent dimensions.")
    var force = false

    @OptionGroup var chains: ChainOptions

    /// Latent dimensions above which the density fitted to samples is seldom near the posterior.
    private static let mostDimensionsOfDensity = 10

    func validate() throws {
        try check("--importance-samples", importanceSamples, in: 1...1_000_000_000)
        try check(
            "--pareto-smoothing", isGiven: paretoSmoothing, goesWith: "--importance-samples",
            importanceSamples != nil)
        for (name, isGiven) in [
            ("--distributions", distributions != nil), ("--schedule", schedule != nil),
            ("--latents", latents != nil),
        ] { try check(name, isGiven: isGiven, goesWith: "--ais", ais) }
        for (name, isGiven) in [
            ("--hmc-samples", hmcSamples != nil), ("--density", density != nil),
            ("--acceptance", chains.acceptance != nil), ("--force", force),
        ] { try check(name, isGiven: isGiven, goesWith: "--hmc", hmc) }
        if commonNoise && runsChains {
            throw ValidationError(
                "--common-noise: found \(ais ? "--ais" : "--hmc"), expected the bound, --importance-samples or "
                    + "--quadrature")
        }
        try chains.checkOwner("--ais or --hmc", runsChains: runsChains)
        try check("--distributions", distributions, in: 2...10_000_000)
        try check("--hmc-samples", hmcSamples, in: 2...10_000_000)
        if ais {
            try chains.checkNoise("--distributions", transitions: distributions ?? Self.defaultDistributions)
        }
        if let hmcSamples, hmcSamples < chains.chains {
            throw ValidationError(
                "--hmc-samples: found \(hmcSamples), expected at least one for each of \(chains.chains) chains"
            )
        }
    }

    private static let defaultDistributions = 1000

    /// Whether there are Markov chains, which need gradients with respect to z and take long for a row.
    var runsChains: Bool { ais || hmc }

    /// An option that was given and does not go with products in bfloat16.
    var methodInFloat32: String? {
        quadrature ? "--quadrature" : ais ? "--ais" : hmc ? "--hmc" : nil
    }

    private var method: String? { importanceSamples == nil ? methodInFloat32 : "--importance-samples" }

    /// The estimators that were asked for.
    ///
    /// - Throws: usage, where one cannot be had of this model.
    func estimators(_ packed: PackedModel<Float>, model name: String, seed: UInt64)
        throws(Failure) -> [any LikelihoodEstimator]
    {
        let latent = packed.model.architecture.latent
        if latent == 0, let option = method {
            throw Failure.usage(
                "\(option): found no latent dimensions in \(name), where the elbo is log p(x)")
        }
        guard packed.model.architecture.hasEncoder || methodInFloat32 != nil && importanceSamples == nil
        else {
            let option = importanceSamples == nil ? "" : "--importance-samples: "
            throw Failure.usage(
                "\(option)found no encoder in \(name), expected --ais, --hmc or --quadrature, which need none"
            )
        }
        var estimators: [any LikelihoodEstimator] = []
        if let importanceSamples {
            guard packed.model.posterior.coversPrior else {
                throw Failure.usage(
                    "--importance-samples: found posteriors in \(name) that do not hold every z of the prior, expected "
                        + "ones that do: the mean of their weights is not p(x); use --ais, or --quadrature in "
                        + "one or two dimensions")
            }
            estimators.append(
                ImportanceSampler(
                    packed, samples: importanceSamples, smooths: paretoSmoothing,
                    commonNoise: commonNoise, seed: seed))
        }
        if quadrature {
            let spare = latent - packed.model.prior.integrationDimensions(latent: latent)
            guard latent - spare <= Quadrature.mostDimensions else {
                throw Failure.usage(
                    "--quadrature: found \(latent) latent dimensions in \(name), expected at most "
                        + "\(Quadrature.mostDimensions + spare)")
            }
            estimators.append(Quadrature(packed))
        }
        if ais && latents == nil { estimators.append(annealedSampler(packed, seed: seed)) }
        if hmc {
            guard force || latent <= Self.mostDimensionsOfDensity else {
                throw Failure.usage(
                    "--hmc: found \(latent) latent dimensions in \(name), expected at most "
                        + "\(Self.mostDimensionsOfDensity): a density fitted to samples seldom comes near a posterior of "
                        + "more, and the estimate is then far off; --ais is made for them, --force runs --hmc "
                        + "all the same")
            }
            estimators.append(
                HamiltonianEstimator(
                    packed, samples: hmcSamples ?? 1000, density: density ?? .full,
                    chains: chains.chains, warmUp: ChainOptions.warmUp, leapfrogSteps: chains.leapfrogSteps,
                    targetAcceptance: chains.targetAcceptance, seed: seed))
        }
        return estimators
    }

    /// What to do where estimates by a method are not reliable.
    func advice(_ method: String) -> String {
        switch method {
        case "is": "see khat_is and error_is; raise --importance-samples, or use --ais"
        case "ais": "see error_ais; raise --distributions or --chains"
        case "hmc": "see rhat_hmc, khat_hmc and error_hmc; raise --hmc-samples, or use --ais"
        default: "see error_quadrature; use --ais"
        }
    }

    func annealedSampler(_ packed: PackedModel<Float>, seed: UInt64) -> AnnealedImportanceSampler {
        AnnealedImportanceSampler(
            packed, distributions: distributions ?? Self.defaultDistributions, schedule: schedule ?? .sigmoid,
            chains: chains.chains, leapfrogSteps: chains.leapfrogSteps, seed: seed)
    }
}

extension CompanionStream.Wording {
    /// The z that simulated data was drawn with.
    static let latents = CompanionStream.Wording(
        rows: "latent vectors", expected: "one for each row of the data", width: "this model's latents")
}
