import Foundation
import Testing

/// The recipes of `Examples/recipes` work, with short trainings, and leave a picture.
@Suite struct RecipeTests {
    struct Recipe: CustomTestStringConvertible {
        let name: String
        let text: String

        var testDescription: String { name }

        /// Programs, or else modules of Python, as the line "# needs: …" tells.
        var needs: [String] {
            text.firstMatch(of: /# needs: (.*)/).map { $0.1.split(separator: " ").map(String.init) } ?? []
        }

        var isPossible: Bool {
            needs.first == "python3"
                ? Program.python(imports: needs.dropFirst().joined(separator: ", "))
                : needs.allSatisfy(Program.isInstalled)
        }

        static let folder = "\(Examples.folder)/recipes"

        static let all: [Recipe] = {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            return names.sorted().compactMap { file in
                guard let text = try? String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8) else {
                    return nil
                }
                return Recipe(name: String(file.prefix { $0 != "." }), text: text)
            }
        }()
    }

    @Test func `there are ten, and the README shows each`() throws {
        let readme = try String(contentsOfFile: "\(Examples.folder)/../README.md", encoding: .utf8)
        #expect(Recipe.all.count == 10)
        for recipe in Recipe.all {
            #expect(readme.contains("Examples/recipes/\(recipe.name).sh"), "\(recipe.name)")
            #expect(readme.contains("Examples/pictures/\(recipe.name).png"), "\(recipe.name)")
        }
    }

    @Test(arguments: Recipe.all.filter(\.isPossible))
    func `a recipe works`(recipe: Recipe) async throws {
        let place = try Workplace(files: [:])
        let outcome = try await place.bash(
            "'\(Recipe.folder)/\(recipe.name).sh' out", environment: ["EPOCHS": "3"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let picture = try place.read("out/\(recipe.name).png")
        #expect(picture.starts(with: [0x89] + Array("PNG".utf8)))
    }

    @Test(arguments: Recipe.all.filter { !$0.isPossible })
    func `a recipe was skipped`(recipe: Recipe) {
        print("\(recipe.name): skipped, since it needs \(recipe.needs.joined(separator: " "))")
    }
}
