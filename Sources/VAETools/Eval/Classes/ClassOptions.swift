import ArgumentParser
import CLibrary
import Formats
import Tensors
import VAE

/// The options of `vae-eval` that say which class rows are of.
struct ClassOptions: ParsableArguments {
    @Flag(help: "Write the most probable class of each row; with --labels, how many are right.")
    var classify = false

    @Flag(help: "Classify by the model's classifier q(y|x) instead of p(x|y) p(y).")
    var classifier = false

    @Option(
        help: ArgumentHelp(
            "p(y): as A,B,..., uniform, or a file. (default: the frequencies of the training)",
            valueName: "p"),
        completion: .file())
    var classPrior: String?

    func validate() throws {
        try check("--classifier", isGiven: classifier, goesWith: "--classify", classify)
        try check("--class-prior", isGiven: classPrior != nil, goesWith: "--classify", classify)
        if classifier && classPrior != nil {
            throw ValidationError("--classifier and --class-prior exclude each other")
        }
    }

    /// log p(y) of each class of a model.
    func logPriors(_ conditioning: Conditioning) throws(Failure) -> [Double] {
        guard let classPrior else { return conditioning.logFrequencies }
        let count = conditioning.classes.count
        if classPrior == "uniform" { return [Double](repeating: -log(Double(count)), count: count) }
        let list = classPrior.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
        let isList = list.allSatisfy { $0 != nil }
        let weights = isList ? list.map { $0! } : try read(classPrior)
        let fail = { (problem: String) in
            let message = "\(problem), expected one weight from 0 on for each of the \(count) classes"
            return isList ? Failure.usage("--class-prior: \(message)") : .badData(classPrior, message)
        }
        guard weights.count == count else { throw fail("found \(weights.count) numbers") }
        if let wrong = weights.first(where: { !($0 >= 0 && $0.isFinite) }) {
            throw fail("found \(plain(wrong))")
        }
        let total = weights.reduce(0, +)
        guard total > 0, total.isFinite else { throw fail("found weights that sum to \(plain(total))") }
        return weights.map { log($0 / total) }
    }

    private func read(_ path: String) throws(Failure) -> [Double] {
        try RowValues<Double>.read(path)?.values ?? []
    }
}
