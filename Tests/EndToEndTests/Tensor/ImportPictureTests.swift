import Foundation
import Testing

/// What `import` makes of pictures of all kinds.
@Suite struct ImportPictureTests {
    /// Shell functions that write pictures, and a program that decodes what others cannot.
    private static let support = """
        set -e -o pipefail
        pixel() { printf "P5 1 1 255\\n\\\\$(printf %03o $1)"; }
        png() { pixel $1 | vae-tensor import | vae-png --scale 1; }
        jpeg() { printf '\\xff\\xd8\\xff\\xe0%s' $1; }
        mkdir bin
        printf '#!/bin/sh\\ntest $# = 1 || exit 9\\nprintf "P2 1 1 255 "; tail -c +5 "$1"\\n' > bin/djpeg
        chmod +x bin/djpeg

        """

    private func bash(_ script: String) async throws -> Outcome {
        try await Workplace(files: [:]).bash(Self.support + script)
    }

    @Test func `pictures in one file are as many rows as in a pipe`() async throws {
        let outcome = try await bash(
            """
            (png 1; png 2; png 3) > three.png; png 4 > one.png
            vae-tensor import three.png one.png | vae-tensor export | tr '\\n' ' '
            vae-tensor import three.png one.png -o file; vae-tensor import three.png one.png | cmp - file
            cat three.png one.png | vae-tensor import | cmp - file
            mkdir p; mv *.png p; vae-tensor import p/ | vae-tensor export | tr '\\n' ' '
            """)
        outcome.expectSilence()
        #expect(outcome.text == "1 2 3 4 4 1 2 3 ")
    }

    @Test(
        arguments: [
            ("echo hello > p/note.txt", "p/note.txt: found no picture"),
            ("head -c 40 p/1.png > p/x.png", "p/x.png: PNG: "),
            ("mkfifo p/pipe.png", "p/pipe.png: found a named pipe"),
            ("touch p/empty.png", "p/empty.png: found an empty file"),
            ("cp p/1.png p/x.webp; printf 'RIFF1234WEBP' > p/y.webp", "p/y.webp: found a WebP picture"),
        ])
    func `a folder that would leave out a file fails, or names it`(
        script: String, message: String
    ) async throws {
        let setting = "mkdir p; png 1 > p/1.png; png 2 > p/2.png; \(script)\n"
        let failed = try await bash(
            setting + "vae-tensor import -o out.npy p || { s=$?; ls out.npy || true; exit $s; }")
        #expect(failed.status == 65, "\(failed.errors)")
        #expect(failed.errors.contains("vae-tensor: \(message)"), "\(failed.errors)")
        #expect(failed.errors.contains("No such file") || failed.errors.contains("cannot access"))
        let skipped = try await bash(
            setting
                + "vae-tensor import --skip-unreadable p --labels l.npy | vae-tensor export; vae-tensor export l.npy"
        )
        #expect(skipped.status == 0)
        #expect(skipped.errors.hasPrefix("vae-tensor: skipped \(message)"), "\(skipped.errors)")
        #expect(skipped.lines.prefix(2) == ["1", "2"])
    }

    @Test func `what macOS puts beside files is skipped with a word`() async throws {
        let outcome = try await bash(
            """
            mkdir -p p/deep; png 1 > p/1.png; png 2 > p/deep/2.png; touch p/._1.png p/deep/._2.png p/.DS_Store
            vae-tensor import p | vae-tensor export; vae-tensor import --recursive p | vae-tensor export
            """)
        #expect(outcome.status == 0)
        #expect(outcome.lines == ["1", "1", "2"])
        #expect(
            outcome.errors == """
                vae-tensor: p: skipped 1 file of macOS, ._1.png first
                vae-tensor: p: skipped 1 folder, deep first; see --recursive
                vae-tensor: p: skipped 2 files of macOS, ._1.png first

                """)
    }

    @Test func `rows are listed with their files`() async throws {
        let outcome = try await bash(
            """
            mkdir p; png 1 > p/a.png; (png 2; png 3) > 'p/b c.png'; pixel 4 > d.pgm
            vae-tensor import --write-files rows.tsv p d.pgm | vae-tensor export | tr '\\n' ' '; cat rows.tsv
            """)
        outcome.expectSilence()
        #expect(outcome.text == "1 2 3 4 row\tfile\n0\tp/a.png\n1\tp/b c.png\n2\tp/b c.png\n3\td.pgm\n")
    }

    @Test func `depths and proportions are made equal`() async throws {
        let outcome = try await bash(
            """
            printf 'P2 1 1 255 7' > a.pgm; printf 'P2 1 1 65535 65535' > b.pgm
            vae-tensor import --depth 8 a.pgm b.pgm | vae-tensor export | tr '\\n' ' '
            vae-tensor import --depth 16 a.pgm b.pgm | vae-tensor export | tr '\\n' ' '
            printf 'P2 4 2 255 10 20 30 40 50 60 70 80' > c.pgm
            vae-tensor import --resize 2x2 --aspect cover c.pgm | vae-tensor export | tr '\\n' ' '
            vae-tensor import --resize 4x4 --aspect contain c.pgm | vae-tensor export | tr '\\n' ' '
            vae-tensor import --resize 2x2 c.pgm | vae-tensor export | tr '\\n' ' '
            printf 'P7\\nWIDTH 2\\nHEIGHT 1\\nDEPTH 4\\nMAXVAL 255\\nENDHDR\\n\\377\\0\\0\\0\\0\\377\\0\\377' > t.pam
            vae-tensor import --resize 1x1 t.pam | vae-tensor export | tr '\\n' ' '
            vae-tensor import --resize 1x1 --channels 3 t.pam | vae-tensor export | tr '\\n' ' '
            """)
        outcome.expectSilence()
        #expect(
            outcome.text == """
                7 255 1799 65535 20,30,60,70 0,0,0,0,10,20,30,40,50,60,70,80,0,0,0,0 15,35,55,75 \
                0,255,0,128 0,255,0\u{20}
                """)
        let mixed = try await bash("printf 'P2 1 1 255 7 P2 1 1 65535 7' | vae-tensor import")
        mixed.expectFailure(65, of: .tensor, "--depth makes them equal")
    }

    @Test func `other pictures are decoded by a program`() async throws {
        let outcome = try await bash(
            """
            mkdir p; png 1 > p/a.png; jpeg 2 > p/b.jpg; jpeg 3 > 'p/it'"'s \\$c.JPG"; pixel 4 > p/d.pgm
            PATH=$PWD/bin:$PATH vae-tensor import p | vae-tensor export | tr '\\n' ' '
            for command in bin/djpeg 'bin/djpeg {}' 'cat {} | tail -c +5 | (printf "P2 1 1 255 "; cat)'; do
                vae-tensor import --decode-with "$command" p | vae-tensor export | tr '\\n' ' '
            done
            for i in $(seq 10 40); do jpeg $i > p/z$i.jpg; done
            vae-tensor import --decode-with bin/djpeg p | vae-tensor export | tail -n 31 | cmp - <(seq 10 40)
            cd p; cp b.jpg ./-n.jpg; vae-tensor import --decode-with ../bin/djpeg -- -n.jpg | vae-tensor export
            """)
        outcome.expectSilence()
        #expect(outcome.text == "1 2 4 3 1 2 4 3 1 2 4 3 1 2 4 3 2\n")
    }

    @Test(
        arguments: [
            ("import a.jpg", "a.jpg: found a JPEG picture", "djpeg"),
            ("import < a.jpg", "standard input: found a JPEG picture", "--decode-with"),
            ("import --decode-with false a.jpg", "a.jpg: false: exit status 1", ""),
            ("import --decode-with 'echo no >&2; exit 3;' a.jpg", "a.jpg: echo: exit status 3: no", ""),
            ("import --decode-with 'kill -9 $$;' a.jpg", "a.jpg: kill: signal 9", ""),
            ("import --decode-with true a.jpg", "a.jpg: true: found no picture, expected PNG or PNM", ""),
            ("import --decode-with echo a.jpg", "a.jpg: echo: found what is neither PNG nor PNM", ""),
            // It fails behind its picture.
            (
                "import --decode-with 'printf \"P2 1 1 1 1\"; exit 2;' a.jpg", "a.jpg: printf: exit status 2",
                ""
            ),
        ])
    func `what cannot be decoded is told`(command: String, message: String, hint: String) async throws {
        let outcome = try await bash(
            "jpeg 1 > a.jpg; set +e; PATH=$(dirname $(command -v vae-tensor)) vae-tensor \(command)")
        #expect(outcome.status == 65, "\(outcome.errors)")
        #expect(outcome.errors.contains("vae-tensor: \(message)"), "\(outcome.errors)")
        #expect(hint.isEmpty || outcome.errors.contains(hint))
        #expect(outcome.output == [])
    }

    @Test func `a program that says much does not wait for ever`() async throws {
        let outcome = try await bash(
            """
            jpeg 5 > a.jpg
            vae-tensor import --decode-with 'head -c 3000000 /dev/zero >&2; bin/djpeg' a.jpg | vae-tensor export
            """)
        outcome.expectSilence()
        #expect(outcome.text == "5\n")
    }
}
