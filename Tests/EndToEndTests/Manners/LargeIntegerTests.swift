import Testing

/// Integers that double precision does not hold.
@Suite struct LargeIntegerTests {
    static let commands = [
        "vae-latent mean", "vae-latent pca --fit b.npy", "vae-latent nearest --to x.npy",
        "vae-latent scale --by 2", "vae-tensor rescale --domain 0:1",
        "vae-tensor rescale --standardize s.npy", "vae-plot scatter", "vae-plot histogram",
        "vae-fit --likelihood gaussian --latent 1 --hidden 4 --epochs 1",
    ]

    private func place(_ type: String, _ numbers: [UInt64]) throws -> Workplace {
        let elements = numbers.flatMap { number in withUnsafeBytes(of: number.littleEndian, Array.init) }
        let header = npyHeader("<\(type)", shape: [numbers.count / 2, 2])
        return try Workplace(files: ["x.npy": header + elements])
    }

    @Test(arguments: commands)
    func `what double precision does not tell apart is refused`(command: String) async throws {
        let first: UInt64 = 1 << 60
        let place = try place("i8", (0..<40).flatMap { [UInt64(bitPattern: -3), first + $0] })
        let outcome = try await place.bash("\(command) x.npy")
        let tool = Tool.allCases.first { command.hasPrefix($0.rawValue) }!
        outcome.expectFailure(
            65, of: tool, "x.npy: column 1: found integers from \(first) to \(first + 39), expected",
            "subtract \(first) from them first")
    }

    @Test func `unsigned ones too`() async throws {
        let place = try place("u8", (0..<40).flatMap { [$0, UInt64.max - $0] })
        let outcome = try await place.bash("vae-latent mean x.npy")
        outcome.expectFailure(65, of: .latent, "found integers from \(UInt64.max - 39) to \(UInt64.max)")
    }

    @Test(arguments: commands)
    func `nanoseconds since 1970 are taken`(command: String) async throws {
        let start: UInt64 = 1_700_000_000_000_000_000
        let place = try place("i8", (0..<40).flatMap { [$0, start + $0 * 1_000_000_000] })
        #expect(try await place.bash("\(command) x.npy").status == 0)
    }

    @Test func `one number for all is taken, and none is changed where nothing is computed`() async throws {
        let place = try place("u8", [1 << 63 + 1, 5, 1 << 63 + 1, 6])
        #expect(try await place.bash("vae-latent mean x.npy").status == 0)
        let outcome = try await place.bash("vae-tensor cat x.npy x.npy | vae-tensor export --to csv")
        #expect(outcome.text == String(repeating: "9223372036854775809,5\n9223372036854775809,6\n", count: 2))
    }
}
