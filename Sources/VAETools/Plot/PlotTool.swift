import ArgumentParser

public struct PlotTool: ParsableCommand {
    private static let commands: [any ParsableCommand.Type] = [
        PlotTrainingTool.self, PlotScatterTool.self, PlotKLTool.self, PlotHistogramTool.self,
    ]

    public static let configuration = CommandConfiguration(
        commandName: "vae-plot",
        abstract: "Draw curves, scatters, bars and histograms.",
        version: PlotTrainingTool.version(of: "vae-plot"),
        subcommands: commands)

    public init() {}

    public func run() throws {
        let names = PlotTool.commands.map { $0.configuration.commandName! }
        throw ValidationError("found no command, expected one of \(names.joined(separator: " "))")
    }
}
