import ArgumentParser

public struct PlotTool: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "vae-plot",
        abstract: "Draw curves, scatters, bars, histograms and confusion.",
        discussion: """
            Examples:
              vae-plot training run.tsv > curves.svg
              vae-encode digits.bin | vae-plot scatter --labels digits-labels.bin > z.svg
            """,
        version: PlotTrainingTool.version(of: "vae-plot"),
        subcommands: [
            PlotTrainingTool.self, PlotScatterTool.self, PlotKLTool.self, PlotHistogramTool.self,
            PlotConfusionTool.self, PlotMarginalsTool.self,
        ])

    public init() {}
}
