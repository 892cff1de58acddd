import ArgumentParser
import Compute
import Distributions
import Formats
import Images
import Networks
import Tensors
import VAE

/// A choice of an option, with a few words for whoever chooses.
protocol DescribedValue: ExpressibleByArgument, CaseIterable {
    var summary: String { get }
}

/// Adds what each value of an option means to the completions of fish, which the argument parser lists by name alone.
enum FishCompletion {
    /// - Parameter script: of fish; any other text stays as it is.
    static func describingValues(in script: String) -> String {
        guard script.contains("\ncomplete -c ") else { return script }
        return types.reduce(script) { script, type in
            let list = "-rfka '\(type.allValueStrings.joined(separator: " "))'"
            return script.replacing(list, with: "-rfka '\(values(of: type))'")
        }
    }

    /// Words of fish, each with its description after a tab.
    private static func values<Value: DescribedValue>(of _: Value.Type) -> String {
        Value.allCases.map { "\($0.defaultValueDescription)\\t\"\($0.summary)\"" }.joined(separator: " ")
    }

    private static let types: [any DescribedValue.Type] = [
        Activation.self, AnnealingSchedule.self, Aspect.self, Baseline.self, Binarization.self,
        DecimalMark.self, Depth.self,
        ElementType.self,
        Estimator.self, ExportFormat.self, FamilyName.self, FigureOptions.Format.self, FittedDensity.self,
        GaussianMean.self,
        ImportFormat.self,
        InitializationArgument.self, LatentDrawTool.Precision.self, LikelihoodFamily.self, SizeFactor.self,
        ONNXModel.self,
        OptimizerKind.self,
        Precision.self,
        PreviewProtocol.self, Schedule.self, TableImportOptions.Header.self, TextEncoding.self,
        TrainingObjective.self, UnknownWords.self,
    ]
}

extension ParsableCommand {
    /// The script that is installed for a shell, as `--generate-completion-script` writes it.
    public static func installedCompletionScript(for shell: CompletionShell) -> String {
        correctedCompletions(completionScript(for: shell))
    }

    /// - Parameter script: completions of this tool; any other text stays as it is.
    static func correctedCompletions(_ script: String) -> String {
        let script = FishCompletion.describingValues(in: script)
        return configuration.subcommands.isEmpty ? ZshCompletion.withoutCommands(script) : script
    }
}
