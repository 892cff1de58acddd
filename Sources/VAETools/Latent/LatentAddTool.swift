import ArgumentParser

struct LatentAddTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a vector to each, or one stream to another.",
        usage: "vae-latent add --vector <file> [<options>] [<file> ...]")

    @OptionGroup var options: VectorOptions

    func work(_ messages: Messages) throws { try options.run(messages, +) }
}
