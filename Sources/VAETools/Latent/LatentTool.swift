import ArgumentParser

public struct LatentTool: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "vae-latent",
        abstract: "Work on latent vectors.",
        discussion: """
            Examples:
              vae-encode digits.bin | vae-latent mean > mean.npy
              vae-latent grid | vae-decode | vae-png --columns 20 --gap 0 > plane.png
            """,
        version: LatentGridTool.version(of: "vae-latent"),
        subcommands: [
            LatentLerpTool.self, LatentSlerpTool.self, LatentTraverseTool.self, LatentGridTool.self,
            LatentMeanTool.self, LatentAddTool.self, LatentSubtractTool.self, LatentScaleTool.self,
            LatentNoiseTool.self, LatentPCATool.self, LatentNearestTool.self, LatentDrawTool.self,
        ])

    public init() {}
}
