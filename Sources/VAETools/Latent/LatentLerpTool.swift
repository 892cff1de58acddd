import ArgumentParser

struct LatentLerpTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "lerp",
        abstract: "Go from each vector to the next on straight lines.",
        usage: "vae-latent lerp [<options>] [<file> ...]")

    @OptionGroup var options: InterpolationOptions

    func work(_ messages: Messages) throws { try options.run(.linear, messages) }
}
