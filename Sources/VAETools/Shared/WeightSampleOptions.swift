import ArgumentParser
import VAE

/// --weight-samples of the tools that apply a model.
struct WeightSampleOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Average S draws of the weights. (default: their means)", valueName: "S"))
    var weightSamples: Int?

    func validate() throws { try check("--weight-samples", weightSamples, in: 1...1000) }

    /// Whether several draws are asked for.
    var averages: Bool { weightSamples ?? 1 > 1 }

    /// Fails where draws of weights are asked for together with another option.
    func checkExclusion(of option: String, isGiven: Bool) throws {
        if weightSamples != nil && isGiven {
            throw ValidationError("--weight-samples and \(option) exclude each other")
        }
    }

    /// The model with each draw of its weights, or as it is.
    ///
    /// - Throws: usage, where weights have no posterior.
    func models(
        of model: VariationalAutoencoder<Float>, name: String, seed: UInt64
    ) throws(Failure) -> [VariationalAutoencoder<Float>] {
        weightSamples == nil ? [model] : try drawn(of: model, name: name, seed: seed)
    }

    /// The model with each draw of its weights; empty where none were asked for.
    ///
    /// - Throws: usage, where weights have no posterior.
    func drawn(
        of model: VariationalAutoencoder<Float>, name: String, seed: UInt64
    ) throws(Failure) -> [VariationalAutoencoder<Float>] {
        guard let weightSamples else { return [] }
        guard model.hasWeightPosterior else {
            throw Failure.usage(
                "--weight-samples: found no posterior of the weights in \(name), expected a model by "
                    + "vae-fit --bayesian")
        }
        return (0..<weightSamples).map { model.drawingWeights($0, seed: seed) }
    }
}
