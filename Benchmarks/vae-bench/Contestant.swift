import CKernels
import Distributions
import Foundation

/// Somebody who trains: a name, the peak to be held against, and how to run it.
struct Contestant {
    let name: String
    let threads: Int
    let peak: String
    /// What a row is in floating-point operations.
    var work: KeyPath<Work, Double> = \.training
    /// Seconds for each epoch as if it had 60 000 rows, and the largest resident memory in bytes.
    var run: () throws -> (seconds: [Double], memory: Double)
}

extension Bench {
    /// The tool and its peers, on the rows of an IDX file.
    func contestants(_ item: TrainingCase, threads: Int, file: String, rows: Int) -> [Contestant] {
        var contestants = [
            Contestant(name: "vae-fit", threads: threads, peak: "fp32") {
                try fit(item, ["--threads", "\(threads)", file])
            }
        ]
        if hasBfloat16 {
            contestants.append(
                Contestant(name: "vae-fit bf16", threads: threads, peak: "bf16") {
                    try fit(item, ["--threads", "\(threads)", "--precision", "bfloat16", file])
                })
        }
        return contestants
            + peers.programs.map { program in
                Contestant(name: program.name, threads: threads, peak: program.precision) {
                    let options = item.options + ["--threads", "\(threads)", file]
                    return try measuringMemory(of: peers.words(program, options)) {
                        try peers.run($0).map { $0 * 60_000 / Double(rows) }
                    }
                }
            }
    }

    /// The tool on data without zeros, with the gradient stored (for a norm that is never too long), and with other
    /// likelihoods that have one output for each dimension.
    func pathContestants(_ item: TrainingCase) -> [Contestant] {
        [
            ("", [data.plain]), (", no zeros", [data.inked]),
            (", stored gradient", ["--clip-norm", "1e30", data.plain]),
            (", stored gradient, no zeros", ["--clip-norm", "1e30", data.inked]),
            (", continuous Bernoulli", ["--likelihood", "continuous-bernoulli", data.plain]),
            (", Gaussian, one variance", ["--likelihood", "gaussian-shared", "--mean", "unit", data.plain]),
        ].map { name, options in
            Contestant(name: "vae-fit\(name)", threads: machine.threads, peak: "fp32") {
                try fit(item, options)
            }
        }
    }

    /// The tool with each set of kernels but the reference, which is as slow as it looks.
    func kernelContestants(_ item: TrainingCase) -> [Contestant] {
        kernelSets.filter { $0 != "reference" }.map { set in
            Contestant(name: "vae-fit, \(set)", threads: machine.threads, peak: set) {
                try fit(item, [data.plain], environment: ["VAE_KERNELS": set])
            }
        }
    }

    /// The tool with each family of posteriors against its standard prior, Gaussian first.
    func familyContestants(_ item: TrainingCase) -> [Contestant] {
        let others = ReparameterizedFamilies.all.map { $0.name }.filter { $0 != Normal.name }
        return ([Normal.name] + others).map { family in
            Contestant(name: "vae-fit, \(family)", threads: machine.threads, peak: "fp32") {
                try fit(item, ["--posterior", family, data.plain])
            }
        }
    }

    /// The tool with each objective, that of the bound first.
    func objectiveContestants(_ item: TrainingCase) -> [Contestant] {
        let objectives: [(name: String, options: [String], work: KeyPath<Work, Double>)] = [
            ("aevb", [], \.training), ("wake-sleep", ["--objective", "wake-sleep"], \.wakeSleep),
            ("monte-carlo-em", ["--objective", "monte-carlo-em"], \.monteCarloEM),
            ("full variational Bayes", ["--bayesian"], \.training),
        ]
        return objectives.map { name, options, work in
            Contestant(name: "vae-fit, \(name)", threads: machine.threads, peak: "fp32", work: work) {
                try fit(item, options + [data.plain])
            }
        }
    }

    var hasBfloat16: Bool { vae_bfloat16_products(vae_kernels_named(nil).pointee.name) != nil }

    /// Trains for some epochs, of which the first is left out, and reads how long each took from the log.
    private func fit(
        _ item: TrainingCase, _ options: [String], environment: [String: String] = [:]
    ) throws -> (seconds: [Double], memory: Double) {
        let log = place["log.tsv"]
        let words =
            [
                tool("vae-fit"), "-q", "--epochs", "3", "--activation", "tanh", "--learning-rate", "0.001",
                "--schedule", "constant", "--log", log, "-o", place["trained.safetensors"],
            ] + item.options + options
        return try measuringMemory(of: words) { words in
            try Child.run(words, environment: environment).expectSuccess()
            let lines = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
                .filter { !$0.hasPrefix("#") }.map { $0.split(separator: "\t") }
            guard let column = lines[0].firstIndex(of: "rows_per_second") else {
                throw BenchFailure(description: "the log of vae-fit has no rows_per_second")
            }
            return lines.dropFirst(2).compactMap { Double($0[column]) }.map { 60_000 / $0 }
        }
    }
}
