import ArgumentParser

struct LatentSubtractTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "subtract",
        abstract: "Subtract a vector from each, or one stream from another.",
        usage: "vae-latent subtract --vector <file> [<options>] [<file> ...]")

    @OptionGroup var options: VectorOptions

    func work(_ messages: Messages) throws { try options.run(messages, -) }
}
