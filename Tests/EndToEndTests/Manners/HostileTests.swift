import Foundation
import Testing

/// What once ended a tool by a trap, let it run for ever, or spoilt a file.
@Suite struct HostileTests {
    /// The other, vae-info, describes them.
    @Test(arguments: Tool.readers.filter { $0 != .info })
    func `rows without values are refused at once`(tool: Tool) async throws {
        let place = try await Workplace()
        var header = "{'descr': '|u1', 'fortran_order': False, 'shape': (1000000000000000, 0), }"
        header += String(repeating: " ", count: 117 - header.utf8.count) + "\n"
        let bytes = [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array(header.utf8)
        let outcome = try await place.work(tool, input: bytes)
        outcome.expectFailure(65, of: tool, "found")
    }

    @Test func `a closed standard error does not leak into the model`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            """
            vae-fit -v --latent 2 --hidden 4 --epochs 1 -o new.safetensors digits.npy 2>&-
            vae-sample -m new.safetensors | wc -c
            """)
        outcome.expectSilence()
        #expect(outcome.text.trimmingCharacters(in: .whitespacesAndNewlines) == "384")
    }

    @Test func `a closed standard output is an output error`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash("vae-fit --epochs 1 --log l.tsv digits.npy >&-")
        outcome.expectFailure(74, of: .fit, "standard output")
        #expect(try !place.read("l.tsv").contains(0))
    }

    @Test func `a file without a size is read like a pipe`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            "vae-png --raw 4x4 -n 1 --scale 1 /proc/cpuinfo | head -c 4 | tail -c 3")
        #expect(outcome.status == 0)
        #expect(outcome.text == "PNG")
    }

    @Test func `impossible sizes are refused`() async throws {
        let place = try await Workplace()
        let outcome = try await place.run(.fit, "--hidden", "16777216,16777216", "digits.npy")
        outcome.expectFailure(64, of: .fit, "parameters")
    }

    @Test func `the operand with the bad value is named`() async throws {
        let place = try await Workplace()
        try place.write(Examples.digits[0..<4].with(.infinity, row: 1, column: 2).npy(), to: "bad.npy")
        let outcome = try await place.run(.fit, "bad.npy", "digits.npy")
        outcome.expectFailure(65, of: .fit, "bad.npy: row 1, column 2: found inf")
    }

    @Test func `integers keep the scale that was learned`() async throws {
        let place = try await Workplace()
        let digits = Examples.digits[0..<20]
        let counts = Record(shape: digits.shape, values: digits.values.map { ($0 * 16).rounded() })
        try place.write(counts.npy("i4"), to: "i4.npy")
        try place.write(counts.npy("u1"), to: "u1.npy")
        let fit = try await place.run(
            .fit, "--likelihood", "gaussian", "--latent", "2", "--hidden", "4", "--epochs", "2", "--valid",
            "u1.npy", "--log", "l.tsv", "-o", "m", "i4.npy")
        fit.expectSilence()
        let a = try await place.run(.eval, "-m", "m", "i4.npy")
        let b = try await place.run(.eval, "-m", "m", "u1.npy")
        a.expectSilence()
        #expect(a.text == b.text)
        let last = String(decoding: try place.read("l.tsv"), as: UTF8.self).split(separator: "\n").last!
        let valid = try #require(Double(last.split(separator: "\t")[5]))
        let elbo = try #require(Double(a.lines[1].split(separator: "\t")[1]))
        #expect(abs(valid - elbo) < 30)
    }
}
