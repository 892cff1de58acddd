import ArgumentParser

struct LatentSlerpTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "slerp",
        abstract: "Go from each vector to the next on great circles.",
        usage: "vae-latent slerp [<options>] [<file> ...]")

    @OptionGroup var options: InterpolationOptions

    func work(_ messages: Messages) throws { try options.run(.spherical, messages) }
}
