import Foundation
import TestSupport
import Testing

/// What the pages show works, on little data and with short trainings.
@Suite struct ExampleTests {
    @Test(arguments: Example.needing())
    func `an example runs`(_ example: Example) async throws { try await run(example) }

    @Test(
        .enabled(if: Program.column.isInstalled, "column is not installed"),
        arguments: Example.needing("column"))
    func `an example with column runs`(_ example: Example) async throws { try await run(example) }

    @Test(
        .enabled(if: Program.make.isInstalled, "make is not installed"),
        arguments: Example.needing("make"))
    func `an example with make runs`(_ example: Example) async throws { try await run(example) }

    @Test(
        .enabled(if: Program.python3.isInstalled, "python3 is not installed"),
        arguments: Example.needing("python3"))
    func `an example with Python runs`(_ example: Example) async throws { try await run(example) }

    @Test(
        .enabled(if: Python.hasNumPy, "NumPy is not installed"),
        arguments: Example.needing("python3", "numpy"))
    func `an example with NumPy runs`(_ example: Example) async throws { try await run(example) }

    @Test(
        .enabled(if: Python.hasPyTorch, "PyTorch or safetensors is not installed"),
        arguments: Example.needing("python3", "numpy", "safetensors", "torch"))
    func `an example with PyTorch runs`(_ example: Example) async throws { try await run(example) }

    @Test func `every example is run by one of these`() {
        let known = [
            [], ["column"], ["make"], ["python3"], ["python3", "numpy"],
            ["python3", "numpy", "safetensors", "torch"],
        ]
        for example in Example.all { #expect(known.contains(example.needs), "\(example)") }
    }

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
