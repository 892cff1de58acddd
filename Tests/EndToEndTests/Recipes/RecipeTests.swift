import Foundation
import Testing

/// The recipes are those that the README shows, and the tests run each.
@Suite struct RecipeTests {
    private static let names = [
        "anomalies", "attributes", "blame", "classify", "conditional", "families", "film", "impute",
        "latent-sizes", "numpy", "pytorch", "restore", "shards", "sweep", "watch",
    ]

    @Test func `the README shows each`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Recipe.folder)
        #expect(files.sorted() == RecipeTests.names.map { "\($0).sh" })
        let readme = try String(contentsOfFile: "\(Examples.folder)/../README.md", encoding: .utf8)
        for name in RecipeTests.names {
            #expect(readme.contains("Examples/recipes/\(name).sh"), "\(name)")
            #expect(readme.contains("Examples/pictures/\(name).png"), "\(name)")
        }
    }

    @Test(arguments: [
        ("film", "ffmpeg"), ("numpy", "python3 numpy"), ("pytorch", "python3 numpy torch safetensors"),
        ("shards", "parallel"), ("sweep", "make"), ("watch", "gnuplot"),
    ])
    func `a recipe says what it needs`(name: String, programs: String) throws {
        let text = try String(contentsOfFile: "\(Recipe.folder)/\(name).sh", encoding: .utf8)
        #expect(text.contains("\n# needs: \(programs)\n"))
    }
}
