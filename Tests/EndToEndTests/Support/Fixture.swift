import Foundation
import Testing

/// Small models, each trained once in a run of the tests.
enum Fixture: CaseIterable {
    /// Two latent dimensions.
    case bernoulli
    /// Three latent dimensions, two hidden layers, and units of the data to undo.
    case gaussian

    var latent: Int { self == .bernoulli ? 2 : 3 }

    /// The bytes of its model file.
    var model: [UInt8] {
        get async throws {
            switch self {
            case .bernoulli: try await Fixture.bernoulliModel.value
            case .gaussian: try await Fixture.gaussianModel.value
            }
        }
    }

    private static let bernoulliModel = Task {
        try await train(
            "--latent", "2", "--hidden", "16", "--epochs", "2", "--activation", "tanh")
    }
    private static let gaussianModel = Task {
        try await train(
            "--latent", "3", "--hidden", "16,8", "--epochs", "2", "--likelihood", "gaussian")
    }

    private static func train(_ arguments: String...) async throws -> [UInt8] {
        let place = try Workplace(files: [:])
        let outcome = try await place.run(.fit, arguments + ["digits-test.bin"])
        try #require(outcome.status == 0, "\(outcome.errors)")
        return outcome.output
    }
}

/// The data that ships with the tools.
enum Examples {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Examples").path

    /// The 297 digits of `digits-test.bin`, 8 × 8 values in [0, 1].
    static let digits: Record = {
        do { return try Record(readingFile: "\(folder)/digits-test.bin") } catch { fatalError("\(error)") }
    }()
}

/// Latent vectors whose numbers differ from each other.
func latents(rows: Int, columns: Int) -> Record {
    Record(shape: [rows, columns], values: (0..<rows * columns).map { Float($0 * 37 % 101) / 25 - 2 })
}
