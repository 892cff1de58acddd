import ArgumentParser

public struct TensorTool: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "vae-tensor",
        abstract: "Work on arrays themselves.",
        discussion: """
            Examples:
              vae-tensor info digits.bin
              vae-tensor head -n 100 digits.bin | vae-png > first.png
            """,
        version: TensorHeadTool.version(of: "vae-tensor"),
        subcommands: [
            TensorInfoTool.self, TensorCatTool.self, TensorHeadTool.self, TensorTailTool.self,
            TensorSliceTool.self,
            TensorShuffleTool.self, TensorSplitTool.self, TensorSelectTool.self, TensorReshapeTool.self,
            TensorTransposeTool.self,
            TensorCastTool.self, TensorBinarizeTool.self, TensorRescaleTool.self,
            TensorWindowTool.self, TensorUnwindowTool.self,
            ImportTool.self,
            ExportTool.self,
        ])

    public init() {}
}
