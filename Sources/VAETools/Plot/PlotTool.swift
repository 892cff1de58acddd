import ArgumentParser

public struct PlotTool: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "vae-plot",
        abstract: "Draw curves, scatters, bars and histograms.",
        version: PlotTrainingTool.version(of: "vae-plot"),
        subcommands: [
            PlotTrainingTool.self, PlotScatterTool.self, PlotKLTool.self, PlotHistogramTool.self,
        ])

    public init() {}
}
