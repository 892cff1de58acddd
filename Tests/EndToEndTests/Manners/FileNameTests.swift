import Testing

/// Names of files are bytes, and one file is one file whatever its names.
@Suite struct FileNameTests {
    /// Two names that differ in bytes that are no UTF-8.
    private static let names = #"a=$'in\xff.npy'; b=$'in\xfe.npy';"#

    @Test func `names that are no text name files, in and out`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            """
            \(Self.names) cp digits.npy "$a"
            vae-tensor split --fraction 0.5 --into "$b" --into $'out\\xfd' "$a" || exit
            vae-tensor cat "$b" $'out\\xfd' | cmp - <(vae-tensor cat digits.npy) || exit
            vae-fit -q --epochs 1 --latent 2 --hidden 4 --valid "$b" --log $'l\\xff' -o $'m\\xff' "$a" || exit
            VAE_MODEL=$'m\\xff' vae-encode "$a" | vae-decode -m $'m\\xff' -o $'d\\xff'
            for name in "$a" "$b" $'out\\xfd' $'l\\xff' $'m\\xff' $'d\\xff'; do test -s "$name" || echo missing; done
            """)
        outcome.expectSilence()
        #expect(outcome.text == "")
    }

    @Test func `messages and reports show the bytes of such names`() async throws {
        let place = try await Workplace()
        let missing = try await place.bash("vae-tensor cat $'no\\xff'")
        missing.expectFailure(66, of: .tensor, #"no\xff: cannot open: No such file"#)
        let described = try await place.bash(
            "\(Self.names) cp digits.npy \"$a\"; vae-info \"$a\" | head -n 1; vae-info --json \"$a\" | grep -c 'in..xff'"
        )
        #expect(described.text == "file\tin\\xff.npy\n1\n")
    }

    @Test func `long names and links without a file are written`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            """
            long=$(printf 'n%.0s' $(seq 255)); mkdir folder; ln -s folder/new link; ln -s link second
            vae-tensor cat digits.npy > plain
            vae-tensor cat -o "$long" digits.npy && cmp "$long" plain
            vae-tensor cat -o second digits.npy && cmp folder/new plain && test -L link -a -L second
            """)
        outcome.expectSilence()
        #expect(!place.files.contains { $0.hasSuffix(".partial") })
    }

    @Test func `two outputs of one file are refused`() async throws {
        let place = try await Workplace()
        for (one, other) in [("x", "./x"), ("link", "new"), ("digits.npy", "$PWD/digits.npy")] {
            let outcome = try await place.bash(
                "ln -sf new link; vae-sample -n 2 -o \(one) --latents \(other)")
            outcome.expectFailure(64, of: .sample, "the same file for two outputs")
        }
        #expect(try place.read("digits.npy").count > 128)
    }

    @Test(arguments: Tool.readers)
    func `a tool does not read what it appends to`(tool: Tool) async throws {
        let place = try await Workplace()
        let words = ([tool.rawValue] + tool.arguments).joined(separator: " ")
        let input = tool.input!
        let bytes = try place.read(input)
        for command in ["\(words) \(input) >> \(input)", "\(words) < \(input) >> \(input)"] {
            let outcome = try await place.bash(command)
            outcome.expectFailure(64, of: tool, "also the output")
            expectSame(try place.read(input), bytes)
        }
    }

    @Test(arguments: ["digits.npy", "./digits.npy", "valid.npy", "link", "m", "new"])
    func `a log takes the place of nothing else`(log: String) async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            """
            cp digits.npy valid.npy; ln -s digits.npy link; ln -s m new
            vae-fit -q --epochs 1 --latent 2 --hidden 4 --valid valid.npy --log \(log) -o m digits.npy
            status=$?; cmp digits.npy valid.npy; exit $status
            """)
        let what = ["m", "new"].contains(log) ? "the model" : "an input"
        outcome.expectFailure(
            64, of: .fit, "--log: found \(log), which is also \(what), expected another file")
    }

    @Test func `a log on standard error truncates nothing`() async throws {
        let place = try await Workplace()
        for log in ["/dev/stderr", "errors"] {
            let outcome = try await place.bash(
                """
                echo before > errors
                vae-fit --epochs 1 --latent 2 --hidden 4 -v --log \(log) -o m digits.npy 2>> errors
                cut -f 1 errors
                """)
            #expect(outcome.text.hasPrefix("before\nvae-fit: 20 rows"))
            #expect(outcome.text.contains("\nepoch\n") && outcome.text.hasSuffix("\n1\n"), "\(outcome.text)")
        }
    }
}
