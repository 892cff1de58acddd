import Foundation
import Testing

/// What the pages show works, on little data and with short trainings.
@Suite struct ExampleTests {
    @Test(arguments: Example.plain)
    func `an example runs`(_ example: Example) async throws { try await run(example) }

    @Test(
        .enabled(if: Shell.has("python3"), "python3 is not installed"),
        arguments: Example.all.filter { $0.needs == ["python3"] })
    func `an example with Python runs`(_ example: Example) async throws { try await run(example) }

    @Test(
        .enabled("NumPy is not installed") { await hasModules("numpy") },
        arguments: Example.all.filter { $0.needs == ["python3", "numpy"] })
    func `an example with NumPy runs`(_ example: Example) async throws { try await run(example) }

    @Test(
        .enabled("PyTorch is not installed") { await hasModules("numpy, safetensors, torch") },
        arguments: Example.all.filter { $0.needs.contains("torch") })
    func `an example with PyTorch runs`(_ example: Example) async throws { try await run(example) }

    @Test(arguments: ManualPage.allOrNone)
    func `every page has examples, and they end in a pipeline`(_ page: ManualPage) throws {
        let last = try #require(page.examples.last { $0.needs.isEmpty })
        #expect(last.script.contains("|") || page.examples.contains { $0.script.contains("|") })
    }

    private func run(_ example: Example) async throws {
        try await withFolder { folder in
            let workshop = try await Workshop.prepared.value
            let paths = try workshop.furnish(folder)
            let result = try await Shell.run(example.script, in: folder, paths: paths)
            #expect(result.succeeded, "\(example.script)\n\(result.output)\(result.errors)")
            #expect(result.errors.isEmpty || example.script.contains(" -v "), "\(result.errors)")
            for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            where name.contains(".") {
                let opening =
                    switch URL(filePath: name).pathExtension {
                    case "png": Data([0x89] + "PNG".utf8)
                    case "npy": Data([0x93] + "NUMPY".utf8)
                    default: Data()
                    }
                let file = try Data(contentsOf: folder.appending(path: name), options: .mappedIfSafe)
                #expect(file.starts(with: opening), "\(name)")
            }
        }
    }
}
