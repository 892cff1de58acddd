import Testing

/// What headers and options claim is checked before it is used.
@Suite struct LimitTests {
    private func npy(_ shape: String, _ data: [UInt8] = [], type: String = "|u1") -> [UInt8] {
        let header = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(shape)), }\n"
        return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8) + data
    }

    @Test func `rows of more bytes than there is memory are refused`() async throws {
        let place = try await Workplace()
        try place.write(npy("1, 2305843009213693951", type: "<f4"), to: "huge.npy")
        try place.write(npy("0, 1000000000000000", type: "<f4"), to: "empty.npy")
        for file in ["huge.npy", "empty.npy"] {
            for command in ["latent mean", "tensor cat", "tensor slice :,0:1", "info", "plot histogram"] {
                let outcome = try await place.bash("vae-\(command) \(file)")
                #expect(outcome.status == 65, "\(command): \(outcome.errors)")
                #expect(outcome.errors.contains("see --max-memory"))
            }
        }
    }

    @Test func `more rows than can be counted are refused`() async throws {
        let place = try await Workplace()
        try place.write(npy("3,", [1, 2, 3]) + npy("9223372036854775807,", [4]), to: "two.npy")
        for command in ["slice 0:1", "slice ::2", "select --where two.npy=1", "cat", "tail", "head -n 9"] {
            let outcome = try await place.bash("vae-tensor \(command) two.npy")
            outcome.expectFailure(65, of: .tensor, "two.npy: found 2^63 rows or more in all")
        }
        try place.write(npy("9000000000000000000, 0") + npy("9000000000000000000, 0"), to: "empty.npy")
        let outcome = try await place.run(.info, "empty.npy")
        outcome.expectFailure(65, of: .info, "found 2^63 rows or more")
    }

    @Test(arguments: ["1000000000000000000,", "1000000000000000000, 0"])
    func `a billion billion rows end at once`(shape: String) async throws {
        let place = try await Workplace()
        try place.write(npy(shape, Array("abc".utf8)), to: "many.npy")
        for command in [
            "tensor slice ::2", "tensor slice 1:", "tensor head", "tensor tail", "latent mean", "info",
            "plot histogram",
        ] {
            let outcome = try await place.bash("vae-\(command) many.npy")
            #expect(outcome.status == 65, "\(command): \(outcome.errors)")
        }
    }

    @Test(arguments: ["9223372036854775807", "-9223372036854775808", "4611686018427387904"])
    func `slices at the ends of integers`(number: String) async throws {
        let place = try await Workplace()
        for slice in [
            "\(number)", "\(number):", ":\(number)", "::\(number)", ":,::\(number)",
            "\(number):\(number):\(number)",
        ] {
            let outcome = try await place.bash("vae-tensor slice -- \(slice) digits.npy")
            #expect([0, 64, 65].contains(outcome.status), "\(slice): \(outcome.errors)")
        }
        for options in [
            "--raw \(number)", "--raw \(number)x\(number)", "--raw \(number) --type f8", "-n \(number)",
        ] {
            let outcome = try await place.bash("vae-tensor head \(options) digits.npy")
            #expect([0, 64].contains(outcome.status), "\(options): \(outcome.errors)")
        }
        for options in [
            "--dimensions 0,\(number)", "--dimensions 0-\(number)", "--steps \(number)", "--latent \(number)",
        ] {
            let outcome = try await place.bash("vae-latent traverse \(options) latents.npy")
            #expect(outcome.status == 64, "\(options): \(outcome.errors)")
        }
    }

    @Test(arguments: [
        "0:10:3", "::7", "3", "-1", "5:2", ":,1", ":,:,2:5", "::-1,::2", "1:19:5,0,::-3", "18:", "7:8,:,7",
    ])
    func `slices are those of NumPy`(slice: String) async throws {
        let place = try await Workplace()
        let digits = try Record(readingFile: place["digits.npy"])
        let outcome = try await place.bash("vae-tensor slice -- \(slice) digits.npy")
        outcome.expectSilence()
        let parts = slice.split(separator: ",").enumerated().map { axis, text in
            Self.indices(String(text), of: axis == 0 ? 20 : 8)
        }
        let axes = parts + Array(repeating: Array(0..<8), count: 3 - parts.count)
        let expected = axes[0].flatMap { row in
            axes[1].flatMap { y in axes[2].map { x in digits.values[row * 64 + y * 8 + x] } }
        }
        #expect(try Record(outcome.output).values == expected)
    }

    private static func indices(_ slice: String, of size: Int) -> [Int] {
        let parts = slice.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        if parts.count == 1 { return [(parts[0]! + size) % size] }
        let step = parts.count == 3 ? parts[2] ?? 1 : 1
        return Array(
            stride(
                from: parts[0] ?? (step > 0 ? 0 : size - 1), to: parts[1] ?? (step > 0 ? size : -1), by: step)
        )
    }

    @Test func `grids of more than 2^24 points are refused`() async throws {
        let place = try await Workplace()
        for size in ["4097", "1048576", "4096x4097", "9223372036854775807"] {
            let outcome = try await place.run(.latent, "grid", "--size", size)
            outcome.expectFailure(64, of: .latent, "expected a number, or a size such as 10x20")
        }
    }

    @Test func `memory that may not be taken is told with its size`() async throws {
        let place = try await Workplace()
        let basis = try await place.run(.latent, "pca", "--fit", "b.npy", "--max-memory", "50K", "digits.npy")
        basis.expectFailure(
            1, of: .latent, "components of 64 columns: not enough memory: needs 131.0 kB, found 50.0 kB")
        let model = try await place.run(.sample, "--max-memory", "1K")
        model.expectFailure(1, of: .sample, "model.safetensors: a model of ", "not enough memory: needs ")
        let rows = try await place.run(.tensor, "tail", "--max-memory", "300", "digits.npy")
        rows.expectFailure(1, of: .tensor, "not enough memory: needs ", "found 300 bytes")
        #expect(place.files.count == 6, "\(place.files)")
    }

    @Test(.enabled(if: isLinux, "other systems have no limit on addresses"))
    func `memory that cannot be had ends a tool in order`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            "ulimit -v 1000000; SWIFT_BACKTRACE=enable=no vae-sample --batch 1048576 -n 9000000 -o out")
        #expect(outcome.status == 1, "\(outcome.errors)")
        let lines = outcome.errors.split(separator: "\n")
        #expect(lines.count { $0.contains("vae-sample: not enough memory") } == 1, "\(outcome.errors)")
        #expect(!place.files.contains { $0.hasSuffix(".partial") })
    }

    #if os(Linux)
        private static let isLinux = true
    #else
        private static let isLinux = false
    #endif

    @Test func `tensors of any type that a model does not need are ignored`() async throws {
        let place = try await Workplace()
        let model = try place.read("model.safetensors")
        let length = model.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        let text = String(decoding: model[8..<8 + length], as: UTF8.self)
        let size = model.count - 8 - length
        let header = text.replacing(
            "\"encoder.0.weight\"",
            with:
                #""step":{"dtype":"I64","shape":[1],"data_offsets":[\#(size),\#(size + 8)]},"encoder.0.weight""#
        )
        let bytes = (0..<8).map { UInt8(truncatingIfNeeded: header.utf8.count >> (8 * $0)) }
        try place.write(
            bytes + Array(header.utf8) + model[(8 + length)...] + [UInt8](repeating: 0, count: 8), to: "extra"
        )
        for tool in Tool.appliers {
            let expected = try await place.work(tool)
            let outcome = try await place.work(tool, "-m", "extra", "--unverified")
            #expect(outcome.status == 0)
            expectSame(outcome.output, expected.output)
            // Whoever adds a tensor changes the digest.
            let refused = try await place.work(tool, "-m", "extra")
            refused.expectFailure(65, of: tool, "extra: found contents that do not match the digest")
        }
        let described = try await place.run(.info, "--unverified", "extra")
        #expect(described.lines.contains("tensors.step\t1"))
    }
}
