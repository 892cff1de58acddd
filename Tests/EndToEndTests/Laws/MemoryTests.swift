import CLibrary
import SystemPackage
import Testing

/// Memory does not grow with the stream.
@Suite(.serialized) struct MemoryTests {
    /// A hundred times as many rows may take this much more, for the allocator's moods. The rows themselves
    /// are many times larger, in or out.
    static let tolerance = 6 << 20

    @Test(
        arguments: [
            (Tool.encode, ["--raw", "8x8"], 64), (.eval, ["--raw", "8x8"], 64),
            (.eval, ["--raw", "8x8", "--per-row"], 64), (.decode, ["--raw", "2", "--type", "i1"], 2),
            (.encode, [], 64), (.eval, [], 64), (.decode, [], 2), (.impute, ["--raw", "8x8"], 64),
        ])
    func `a million rows take no more than ten thousand`(
        tool: Tool, options: [String], width: Int
    ) async throws {
        let place = try await Workplace()
        let words = options.joined(separator: " ")
        let peaks = try [10_000, 1_000_000].map { rows in
            // Zeros, behind a header where the options do not tell the shape.
            let shape = width == 64 ? [rows, 8, 8] : [rows, width]
            let header = npyHeader(width == 64 ? "|u1" : "|i1", shape: shape)
            try place.write(options.isEmpty ? header : [], to: "header")
            return try peakMemory(
                "(cat header; head -c \(rows * width) /dev/zero) | \(tool.rawValue) \(words) > /dev/null",
                in: place)
        }
        #expect(peaks[0] > 1 << 20)
        #expect(peaks[1] < peaks[0] + MemoryTests.tolerance, "\(peaks)")
    }

    @Test(arguments: [(Tool.encode, 64), (.eval, 64), (.decode, 2)])
    func `nor does gzip`(tool: Tool, width: Int) async throws {
        let place = try await Workplace()
        let peaks = try [10_000, 1_000_000].map { rows in
            let header = npyHeader(width == 64 ? "|u1" : "|i1", shape: [rows, width])
            try place.write(header, to: "header")
            return try peakMemory(
                "(cat header; head -c \(rows * width) /dev/zero) | gzip -1 | \(tool.rawValue) > /dev/null",
                in: place)
        }
        #expect(peaks[1] < peaks[0] + MemoryTests.tolerance, "\(peaks)")
    }

    @Test(arguments: [
        "head -n 999999", "tail", "slice 5:", "slice ::3,1:3", "cat", "reshape 4x2", "cast f4", "binarize",
        "rescale", "window --length 50 --step 7", "window --length 3 --step 50", "unwindow --step 2",
        "select --where labels=0", "split --rows 100000 --into part",
    ])
    func `nor do arrays`(command: String) async throws {
        let place = try await Workplace()
        let peaks = try [10_000, 1_000_000].map { rows in
            try place.write(npyHeader("|u1", shape: [rows, 8]), to: "header")
            try place.write(npyHeader("|u1", shape: [rows]), to: "header of labels")
            return try peakMemory(
                """
                (cat 'header of labels'; head -c \(rows) /dev/zero) > labels
                (cat header; head -c \(rows * 8) /dev/zero) | vae-tensor \(command) | cat > /dev/null
                """, in: place)
        }
        #expect(peaks[1] < peaks[0] + MemoryTests.tolerance, "\(peaks)")
    }

    @Test(arguments: [
        "lerp --steps 2", "slerp --steps 2", "mean", "scale --by 2", "noise", "add --vector one",
        "subtract --vector data",
        "traverse --dimensions 1 --steps 2", "pca --fit basis --variances", "nearest --to one -k 3",
    ])
    func `nor do latents`(command: String) async throws {
        let place = try await Workplace()
        try place.write(npyHeader("|u1", shape: [1, 8]) + [UInt8](repeating: 3, count: 8), to: "one")
        let peaks = try [10_000, 1_000_000].map { rows in
            try place.write(npyHeader("|u1", shape: [rows, 8]), to: "header")
            return try peakMemory(
                """
                (cat header; head -c \(rows * 8) /dev/urandom) > data
                cat data | vae-latent \(command) | cat > /dev/null
                """, in: place)
        }
        #expect(peaks[1] < peaks[0] + MemoryTests.tolerance, "\(peaks)")
    }

    /// Every row becomes a file that is synced, which takes far longer than a row of a stream, so there are
    /// fewer: held in memory, 10⁴ rows of 64 × 64 would take 40 MB as bytes. Raw rows of a pipe are read some
    /// MiB at a time, so the smaller stream has more than that.
    @Test func `ten thousand files take no more memory than two thousand`() async throws {
        let place = try await Workplace()
        let peaks = try [2_000, 10_000].map { rows in
            try peakMemory(
                "mkdir \(rows); head -c \(rows * 4096) /dev/zero | vae-png --raw 64x64 --each \(rows)/",
                in: place)
        }
        #expect(peaks[1] < peaks[0] + MemoryTests.tolerance, "\(peaks)")
        let count = try await place.bash("ls 10000 | wc -l")
        #expect(count.text == "10000\n")
    }

    @Test(
        arguments: [
            "import", "import --standardize stats.npy", "import --as f8 --columns b --missing drop",
            "export --raw 4x2",
            "export --raw 4x2 --to pam", "import --raw 4x2",
        ])
    func `a million rows of text or bytes take no more than ten thousand`(command: String) async throws {
        let place = try await Workplace()
        let peaks = try [10_000, 1_000_000].map { rows in
            let input =
                command.contains("--raw")
                ? "head -c \(rows * 8) /dev/zero" : "(echo a,b; seq -f '%.0f,-3e5' \(rows))"
            return try peakMemory("\(input) | vae-tensor \(command) > /dev/null", in: place)
        }
        #expect(peaks[1] < peaks[0] + MemoryTests.tolerance, "\(peaks)")
    }

    @Test func `a folder of many pictures takes no more than one of few`() async throws {
        let place = try await Workplace()
        let peaks = try [1_000, 10_000].map { rows in
            // The same picture under many names, 40 MB as bytes.
            try peakMemory(
                """
                head -c 4096 /dev/zero | vae-png --raw 64x64 --scale 1 > a.png; mkdir \(rows)
                seq \(rows) | sed 's/.*/cp -l a.png \(rows)\\/&.png/' | bash
                vae-tensor import --resize 63x65 --labels l.npy \(rows) > /dev/null
                """, in: place)
        }
        #expect(peaks[1] < peaks[0] + MemoryTests.tolerance, "\(peaks)")
    }

    @Test func `many samples take no more than few`() async throws {
        let place = try await Workplace()
        let peaks = try [1_000, 300_000].map { rows in
            try peakMemory("vae-sample -n \(rows) > /dev/null", in: place)
        }
        #expect(peaks[1] < peaks[0] + MemoryTests.tolerance, "\(peaks)")
    }

    @Test func `many draws take no more than few`() async throws {
        let place = try await Workplace()
        let peaks = try [100, 100_000].map { draws in
            try peakMemory("vae-encode --sample \(draws) digits.npy > /dev/null", in: place)
        }
        #expect(peaks[1] < peaks[0] + MemoryTests.tolerance, "\(peaks)")
    }

    /// The largest resident memory, in bytes, of any process of a line of shell that succeeds.
    private func peakMemory(_ script: String, in place: Workplace) throws -> Int {
        let line =
            "cd '\(place.path)' && PATH='\(Tool.folder)':$PATH && unset VAE_MODEL && set -o pipefail && \(script)"
        let words = ["/bin/bash", "-c", line]
        var arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process: pid_t = 0
        try #require(posix_spawn(&process, words[0], nil, nil, &arguments, environ) == 0)
        var (status, usage) = (Int32(0), rusage())
        while wait4(process, &status, 0, &usage) < 0 { try #require(errno == EINTR) }
        try #require(status == 0, "\(script)")
        #if canImport(Darwin)
            return usage.ru_maxrss
        #else
            return usage.ru_maxrss << 10
        #endif
    }
}
