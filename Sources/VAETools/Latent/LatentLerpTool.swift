import ArgumentParser

struct LatentLerpTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "lerp",
        abstract: "Go from each vector to the next on straight lines.",
        usage: "vae-latent lerp [<options>] [<file> ...]",
        discussion: """
            Examples:
              vae-tensor head -n 4 z.npy | vae-latent lerp > path.npy
              vae-latent lerp --loop few.npy | vae-decode | vae-png --animate > film.png
            """)

    @OptionGroup var options: InterpolationOptions

    func work(_ messages: Messages) throws { try options.run(.linear, messages) }
}
