import TestSupport
import Testing

/// The programs of vae-model(5) compute what the tools compute.
@Suite struct ModelReadingTests {
    private func example(_ module: String) throws -> Example {
        try #require(Example.all.first { $0.page == "vae-model.5" && $0.needs.last == module })
    }

    @Test(
        .enabled(if: Python.hasPyTorch, "PyTorch or safetensors is not installed"),
        arguments: [
            "", "--hidden 40,30 --activation elu", "--likelihood gaussian --activation gelu",
            "--likelihood gaussian-shared --activation silu",
            "--likelihood gaussian-fixed --mean unit --activation softplus",
        ])
    func `PyTorch reconstructs what the tools do`(options: String) async throws {
        let example = try example("torch")
        try await withFolder { folder in
            let paths = try await Workshop.prepared.value.furnish(folder)
            let result = try await Shell.run(
                """
                vae-fit \(options) digits.bin -o model.safetensors
                \(example.script)
                vae-encode digits-test.bin | vae-decode > tools.npy
                python3 -c '
                import numpy
                print(abs(numpy.load("torch.npy") - numpy.load("tools.npy")).max())'
                """, in: folder, paths: paths)
            let difference = try #require(Float(lastLine(of: result)), "\(result.errors)")
            #expect(difference < 1e-5)
        }
    }

    @Test(.enabled(if: Python.hasNumPy, "NumPy is not installed"))
    func `NumPy reconstructs what the tools do`() async throws {
        let example = try example("numpy")
        try await withFolder { folder in
            let paths = try await Workshop.prepared.value.furnish(folder)
            let result = try await Shell.run(example.script, in: folder, paths: paths)
            let difference = try #require(Float(lastLine(of: result)), "\(result.errors)")
            #expect(difference < 1e-5)
        }
    }

    private func lastLine(of result: Shell.Result) -> Substring {
        result.output.split(separator: "\n").last ?? ""
    }
}
