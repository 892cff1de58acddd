import ArgumentParser
import Foundation

/// What can be measured. The machine itself is measured with everything.
enum Section: String, CaseIterable, ExpressibleByArgument {
    case training, inference, likelihood, products, pipes, tensor, startup
}

struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vae-bench",
        abstract: "Measure the tools on this machine, beside PyTorch and JAX where they are found.")

    @Option(
        help:
            "What to measure, separated by commas: training,inference,likelihood,products,pipes,tensor,startup."
    )
    var only: String?

    @Option(help: "How often everything is run, in turns.")
    var rounds = 3

    @Flag(
        help: "One round, a tenth of the rows, the first case of training only: to see that everything runs.")
    var quick = false

    @Option(help: ArgumentHelp("A Python that may import torch and jax.", valueName: "path"))
    var python = "python3"

    @Option(
        help: ArgumentHelp(
            "The folder of MNIST's training images; digits are made up without.", valueName: "folder"))
    var mnist: String?

    @Option(help: ArgumentHelp("The folder of the tools.", valueName: "folder"))
    var tools: String

    @Option(help: ArgumentHelp("The folder that holds peers/ and runs/.", valueName: "folder"))
    var benchmarks = "Benchmarks"

    func sections() throws -> [Section] {
        guard let only else { return Section.allCases }
        return try only.split(separator: ",").map { name in
            guard let section = Section(rawValue: String(name)) else {
                throw ValidationError("--only: found '\(name)', expected \(Section.allCases.map(\.rawValue))")
            }
            return section
        }
    }

    func validate() throws {
        _ = try sections()
        if rounds < 1 { throw ValidationError("--rounds: found \(rounds), expected 1 or more") }
    }

    func run() throws {
        let place = try Workplace()
        defer { place.remove() }
        let data = try DataSet(mnist: mnist, rows: quick ? 6_000 : 60_000, in: place)
        let machine = Machine()
        let report = Report(machine: machine, data: data)
        print(report.heading)
        let bench = Bench(
            rounds: quick ? 1 : rounds, isQuick: quick, tools: tools,
            peers: Peers(python: python, folder: "\(benchmarks)/peers"), data: data, place: place,
            machine: machine, report: report)
        for section in try sections() {
            switch section {
            case .training: try bench.measureTraining()
            case .inference: try bench.measureInference()
            case .likelihood: try bench.measureLikelihood()
            case .products: try bench.measureProducts()
            case .pipes: try bench.measurePipes()
            case .tensor: try bench.measureTensor()
            case .startup: try bench.measureStartUp()
            }
        }
        bench.reportMachine()
        if quick { return }
        print("written to \(try report.write(to: "\(benchmarks)/runs"))")
    }
}

/// What all sections share.
struct Bench {
    let rounds: Int
    let isQuick: Bool
    let tools: String
    let peers: Peers
    let data: DataSet
    let place: Workplace
    let machine: Machine
    let report: Report

    func tool(_ name: String) -> String { "\(tools)/\(name)" }

    /// A default model of the data, trained for an epoch.
    func model() throws -> String {
        let path = place["model.safetensors"]
        if !FileManager.default.fileExists(atPath: path) {
            try Child.run([tool("vae-fit"), "-q", "--epochs", "1", "-o", path, data.plain]).expectSuccess()
        }
        return path
    }
}
