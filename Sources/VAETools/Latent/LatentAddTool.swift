import ArgumentParser

struct LatentAddTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a vector to each, or one stream to another.",
        usage: "vae-latent add --vector <file> [<options>] [<file> ...]",
        discussion: """
            Examples:
              vae-latent add --vector mean.npy z.npy > moved.npy
              vae-encode digits.bin | vae-latent add --vector mean.npy | vae-decode > x.npy
            """)

    @OptionGroup var options: VectorOptions

    func work(_ messages: Messages) throws { try options.run(messages, +) }
}
