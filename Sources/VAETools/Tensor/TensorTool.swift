import ArgumentParser

public struct TensorTool: ParsableCommand {
    private static let commands: [any ParsableCommand.Type] = [
        TensorInfoTool.self, TensorCatTool.self, TensorHeadTool.self, TensorTailTool.self,
        TensorSliceTool.self,
        TensorShuffleTool.self, TensorSplitTool.self, TensorSelectTool.self, TensorReshapeTool.self,
        TensorCastTool.self, TensorBinarizeTool.self, TensorRescaleTool.self,
        ImportTool.self,
        ExportTool.self,
    ]

    public static let configuration = CommandConfiguration(
        commandName: "vae-tensor",
        abstract: "Work on arrays themselves.",
        version: TensorHeadTool.version(of: "vae-tensor"),
        subcommands: commands)

    public init() {}

    public func run() throws {
        let names = TensorTool.commands.map { $0.configuration.commandName! }
        throw ValidationError("found no command, expected one of \(names.joined(separator: " "))")
    }
}
