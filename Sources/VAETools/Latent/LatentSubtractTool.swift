import ArgumentParser

struct LatentSubtractTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "subtract",
        abstract: "Subtract a vector from each, or one stream from another.",
        usage: "vae-latent subtract --vector <file> [<options>] [<file> ...]",
        discussion: """
            Examples:
              vae-latent subtract --vector mean.npy z.npy > centred.npy
              vae-latent mean z.npy | vae-latent subtract --vector mean.npy > change.npy
            """)

    @OptionGroup var options: VectorOptions

    func work(_ messages: Messages) throws { try options.run(messages, -) }
}
