import Images
import Testing

/// What a recipe of `Examples/recipes` left in its folder, after short trainings.
struct Recipe {
    static let folder = "\(Examples.folder)/recipes"

    let name: String
    let outcome: Outcome
    private let place: Workplace

    /// Runs it, and expects success.
    /// - Parameter isSilent: nothing may stand on standard error. Other programs may warn of the machine there.
    init(running name: String, epochs: Int = 3, isSilent: Bool = true) async throws {
        self.name = name
        place = try Workplace(files: [:])
        outcome = try await place.bash(
            "'\(Recipe.folder)/\(name).sh' out", environment: ["EPOCHS": "\(epochs)"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        if isSilent { #expect(outcome.errors == "") }
    }

    func read(_ file: String) throws -> [UInt8] { try place.read("out/\(file)") }

    func text(_ file: String) throws -> String { String(decoding: try read(file), as: UTF8.self) }

    func lines(_ file: String) throws -> [String] { try text(file).split(separator: "\n").map(String.init) }

    func record(_ file: String) throws -> Record { try Record(readingFile: place["out/\(file)"]) }

    func files(beginning start: String, ending end: String) async throws -> [String] {
        try await bash("ls").lines.filter { $0.hasPrefix(start) && $0.hasSuffix(end) }
    }

    /// Its picture, which is as large as the one that the README shows.
    func image() throws -> Image {
        let image = try picture(read("\(name).png"))
        let shown = try picture(
            Array(contentsOfFile: "\(Examples.folder)/pictures/\(name).png"))
        #expect((image.width, image.height, image.channels) == (shown.width, shown.height, shown.channels))
        return image
    }

    /// Runs a line of shell where the recipe left its files, with its model.
    func bash(_ script: String) async throws -> Outcome {
        let outcome = try await place.bash("cd out; set -e -o pipefail; \(script)")
        outcome.expectSilence()
        return outcome
    }

    /// The only array that a line of shell writes there.
    func record(from script: String) async throws -> Record { try Record(await bash(script).output) }
}
