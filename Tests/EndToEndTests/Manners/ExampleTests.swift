import ArgumentParser
import TestSupport
import Testing
import VAETools

/// The examples at the beginning of every help page do what they say.
@Suite struct ExampleTests {
    private static let commands: [any ParsableCommand.Type] = tools.flatMap {
        [$0] + $0.configuration.subcommands
    }

    private static func examples(of command: any ParsableCommand.Type) -> [String] {
        command.configuration.discussion.split(separator: "\n").filter { $0.hasPrefix("  vae-") }
            .map { $0.trimmingPrefix("  ") }.map(String.init)
    }

    @Test func `every help page has two examples`() {
        for command in Self.commands {
            #expect(Self.examples(of: command).count == 2, "\(command.configuration.commandName!)")
        }
    }

    /// The files that the examples read.
    private static let files = Task {
        let place = try Workplace(files: [:])
        let outcome = try await place.bash(
            """
            cp '\(Examples.folder)/digits-labels.bin' .
            vae-fit -q --latent 2 --hidden 16 --epochs 1 --log run.tsv digits.bin > model.safetensors
            cp run.tsv other.tsv
            vae-encode digits.bin > z.npy
            vae-latent pca --fit basis.npy z.npy
            cp z.npy table.npy
            cp z.npy series.npy
            vae-tensor window --length 24 --step 6 series.npy > windows.npy
            vae-latent mean z.npy > mean.npy
            vae-tensor head -n 5 z.npy > few.npy
            vae-tensor split --rows 800 --into part- digits.bin
            vae-tensor reshape 64 digits.bin > rows.npy
            vae-latent draw --family gamma --parameters 2,0.5 -n 1000 > draws.npy
            vae-tensor export z.npy > table.csv
            vae-png -n 5 --each photo- digits.bin
            vae-fit -q --likelihood gaussian --latent 2 --hidden 8 --epochs 1 table.npy > table.safetensors
            vae-eval --per-latent digits.bin > kl.tsv
            vae-tensor binarize digits.bin > mask.npy
            cp '\(Examples.folder)/penguins.csv' people.csv
            sed 2,9d people.csv > synthetic.csv
            sed 2,99d people.csv > others.csv
            vae-tensor import --schema people.json people.csv > people.npy
            vae-fit -q --labels digits-labels.bin --latent 2 --hidden 16 --epochs 1 digits.bin > c.st
            cp digits.bin x.npy
            cp digits-labels.bin y.npy
            vae-eval -m c.st --classify --labels y.npy x.npy > c.tsv
            printf '1,nan\\n2,3\\n' | vae-tensor import --missing nan > holes.npy
            """)
        try #require(outcome.status == 0, "\(outcome.errors)")
        return try Dictionary(uniqueKeysWithValues: place.files.map { ($0, try place.read($0)) })
    }

    @Test(arguments: commands.flatMap { examples(of: $0) })
    func `examples run`(example: String) async throws {
        let place = try Workplace(files: await Self.files.value)
        let outcome = try await place.bash("mkdir photos && mv photo-* photos && \(example)")
        #expect(outcome.status == 0 && !outcome.errors.contains("rror"), "\(outcome.errors)")
    }
}
