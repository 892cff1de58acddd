import ArgumentParser

/// All tools, each of which has a folder in Sources/.
package let tools: [any ParsableCommand.Type] = [
    FitTool.self, EncodeTool.self, DecodeTool.self, SampleTool.self, EvalTool.self, ImputeTool.self,
    PngTool.self,
    LatentTool.self, TensorTool.self, InfoTool.self, PlotTool.self, ReportTool.self,
]

/// Starts the tool by whose name this program was called; for one executable that stands for them all.
///
/// That is the last part of `argv[0]`, or else of the file that runs, to which a link of another name may lead. Under
/// any other name the program is `vae`, and the tool is its first argument.
public func startToolByName() -> Never {
    let called = lastPart(CommandLine.words.first ?? "")
    if let tool = tool(named: called) ?? executableName().flatMap(tool(named:)) { tool.start() }
    if let words = VAECommand.toolWords(CommandLine.words) {
        CommandLine.words = words
        tool(named: words[0])!.start()
    }
    VAECommand.start()
}

func tool(named name: String) -> (any ParsableCommand.Type)? { tools.first { $0.toolName == name } }

private func executableName() -> String? { linkTarget("/proc/self/exe").map(lastPart) }

private func lastPart(_ path: String) -> String {
    String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...])
}
