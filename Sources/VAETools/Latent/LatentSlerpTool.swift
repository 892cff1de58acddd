import ArgumentParser

struct LatentSlerpTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "slerp",
        abstract: "Go from each vector to the next on great circles.",
        usage: "vae-latent slerp [<options>] [<file> ...]",
        discussion: """
            Examples:
              vae-tensor head -n 4 z.npy | vae-latent slerp > path.npy
              vae-latent slerp --loop few.npy | vae-decode | vae-png --animate > film.png
            """)

    @OptionGroup var options: InterpolationOptions

    func work(_ messages: Messages) throws { try options.run(.spherical, messages) }
}
