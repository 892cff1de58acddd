import Testing

/// A file that becomes shorter while a tool reads it, which a tool must not take for zeros or for an end.
@Suite struct ShrinkingInputTests {
    @Test(arguments: [
        "cat", "slice ::2", "slice ::-1", "shuffle", "rescale", "rescale --standardize scales.npy", "cast u2",
        "export --to raw",
    ])
    func `it is an error of reading`(command: String) async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            """
            head -c 20000000 /dev/zero | vae-tensor cat --raw 1000 -o big.npy
            vae-tensor \(command) big.npy | { head -c 1000 > /dev/null; truncate -s 500000 big.npy; cat > /dev/null; }
            exit ${PIPESTATUS[0]}
            """)
        outcome.expectFailure(74, of: .tensor, "big.npy: ", "the file was truncated while in use")
        #expect(!place.files.contains { $0.hasSuffix(".partial") })
    }
}
