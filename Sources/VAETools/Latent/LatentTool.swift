import ArgumentParser

public struct LatentTool: ParsableCommand {
    private static let commands: [any ParsableCommand.Type] = [
        LatentLerpTool.self, LatentSlerpTool.self, LatentTraverseTool.self, LatentGridTool.self,
        LatentMeanTool.self, LatentAddTool.self, LatentSubtractTool.self, LatentScaleTool.self,
        LatentNoiseTool.self, LatentPCATool.self, LatentNearestTool.self,
    ]

    public static let configuration = CommandConfiguration(
        commandName: "vae-latent",
        abstract: "Work on latent vectors.",
        version: LatentGridTool.version(of: "vae-latent"),
        subcommands: commands)

    public init() {}

    public func run() throws {
        let names = LatentTool.commands.map { $0.configuration.commandName! }
        throw ValidationError("found no command, expected one of \(names.joined(separator: " "))")
    }
}
