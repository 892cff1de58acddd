import Foundation
import Testing

/// The lines that the documentation promises.
@Suite struct PipelineTests {
    @Test func `the lines of the design run as they stand`() async throws {
        let place = try Workplace(files: [:])
        try FileManager.default.copyItem(atPath: place["digits-test.bin"], toPath: place["test.npy"])
        let outcome = try await place.bash(
            """
            set -e -o pipefail
            vae-fit < digits.bin > model.safetensors
            vae-encode < digits.bin | vae-decode | vae-png > out.png
            vae-sample -n 100 | vae-png > grid.png
            cp grid.png first.png; rm grid.png
            vae-fit < digits.bin | vae-sample -m - -n 100 | vae-png > grid.png
            cp model.safetensors other.safetensors
            for m in *.safetensors; do vae-eval -m "$m" < test.npy; done
            """)
        outcome.expectSilence()
        for name in ["out.png", "grid.png"] { _ = try picture(place.read(name)) }
        // The model that was piped is the model that was saved.
        try expectSame(place.read("grid.png"), place.read("first.png"))
        let table = outcome.lines.map { $0.split(separator: "\t").map(String.init) }
        #expect(table.count == 14)
        #expect(Array(table[0..<7]) == Array(table[7..<14]))
        #expect(table[0] == ["quantity", "mean", "standard_error", "rows", "bits_per_dimension"])
        #expect(table[1..<4].map(\.[0]) == ["elbo", "reconstruction", "kl"])
        #expect(table[1..<4].allSatisfy { $0[3] == "297" })
        let (bound, reconstruction, divergence) = (
            Double(table[1][1])!, Double(table[2][1])!, Double(table[3][1])!
        )
        #expect(abs(bound - (reconstruction - divergence)) < 1e-5)
        // Well above what a model that learnt only the mean digit reaches, which is below -26.
        #expect(bound > -25, "\(bound)")
        #expect(divergence > 1, "\(divergence)")
    }

    @Test func `a manifold is drawn by a pipe`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            "set -o pipefail; vae-latent grid | vae-decode | vae-png --scale 1 --gap 0")
        outcome.expectSilence()
        let image = try picture(outcome.output)
        #expect(image.width == 160 && image.height == 160)
        let decoded = try await place.bash("set -o pipefail; vae-latent grid --size 2x3 | vae-decode")
        #expect(try Record(decoded.output).shape == [6, 8, 8])
    }

    @Test func `what is encoded and decoded resembles itself`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash("set -o pipefail; vae-encode digits-test.bin | vae-decode")
        outcome.expectSilence()
        let result = try Record(outcome.output)
        #expect(result.shape == Examples.digits.shape)
        #expect(result.values.allSatisfy { (0...1).contains($0) })
        let errors = zip(result.values, Examples.digits.values).map { ($0 - $1) * ($0 - $1) }
        #expect(errors.reduce(0, +) / Float(errors.count) < 0.15)
    }

    @Test func `a Gaussian model gives back the units of its data`() async throws {
        let place = try Workplace(files: [:])
        let rows = Record(
            shape: [200, 3], values: (0..<600).map { Float($0 % 3 * 1000) + Float($0 * 7919 % 200) - 100 })
        try place.write(rows.npy(), to: "table.npy")
        let outcome = try await place.bash(
            """
            set -o pipefail
            vae-fit --likelihood gaussian --latent 2 --hidden 8 --epochs 5 table.npy > model.safetensors
            vae-encode table.npy | vae-decode
            """)
        outcome.expectSilence()
        let result = try Record(outcome.output)
        #expect(result.shape == [200, 3])
        for (column, mean) in [Float(0), 1000, 2000].enumerated() {
            let average = (0..<200).reduce(0) { $0 + result.values[$1 * 3 + column] } / 200
            #expect(abs(average - mean) < 30, "\(average)")
        }
    }

    @Test(arguments: ["--rows 1", "--rows 100", "--rows 297", "--parts 7"])
    func `shards give what the whole gives`(way: String) async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            """
            set -e -o pipefail
            vae-tensor split \(way) --into part digits-test.bin
            vae-tensor cat part*.npy > joined; vae-tensor cat digits-test.bin | cmp - joined
            for part in part*.npy; do vae-encode $part; done | vae-tensor cat > z
            vae-encode digits-test.bin | cmp - z
            """)
        outcome.expectSilence()
    }
}
