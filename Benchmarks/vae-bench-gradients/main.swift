import VAE
import VAETools

/// vae-bench-gradients MODEL DATA DRAWS GRADIENTS: how far the gradients of a minibatch lie from each other when only
/// the noise differs. The minibatch is the first 100 rows of DATA; there are DRAWS draws of each posterior, and
/// GRADIENTS gradients by each estimator.
///
/// Prints, for the encoder and the decoder, the mean over the parameters of the variance of the gradient and of the
/// square of its expectation.
let words = Array(CommandLine.arguments.dropFirst())
guard words.count == 4, let draws = Int(words[2]), let gradients = Int(words[3]), draws > 0, gradients > 1
else { fatalError("usage: vae-bench-gradients MODEL DATA DRAWS GRADIENTS") }
let estimators: [(name: String, objective: any Objective)] = [
    ("B", EvidenceBound(.b)), ("A", EvidenceBound(.a)),
    ("score function, baseline", ScoreFunction(baseline: .mean)),
    ("score function", ScoreFunction(baseline: .none)),
]
let model = try readModel(words[0])
let minibatch = try MinibatchGradient(model, data: words[1], rows: 100, draws: draws)
let encoderCount = model.parameters.layout.entries.prefix { $0.name.hasPrefix("encoder.") }
    .reduce(0) { $0 + $1.shape.count }
print("estimator", "draws", "network", "variance", "mean_square", separator: "\t")
for (name, objective) in estimators {
    let moments = minibatch.moments(of: objective, gradients: gradients)
    for (network, elements) in [
        ("encoder", 0..<encoderCount), ("decoder", encoderCount..<model.parameters.buffer.count),
    ] {
        print(
            name, draws, network, moments.variance(elements), moments.meanSquare(elements), separator: "\t")
    }
}
