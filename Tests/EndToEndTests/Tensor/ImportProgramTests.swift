import TestSupport
import Testing

/// Other programs read what `export` writes and write what `import` reads.
@Suite struct ImportProgramTests {
    @Test(.enabled(if: Python.hasNumPy, "NumPy is not installed"), arguments: ["f4", "f8"])
    func `NumPy reads the same table`(type: String) async throws {
        let place = try Workplace(files: [:])
        let outcome = try await place.bash(
            """
            set -e -o pipefail
            cat > table.py <<'.'
            import numpy as np
            random = np.random.default_rng(5)
            table = random.standard_normal((300, 4)) * 10.0 ** random.integers(-30, 30, (300, 4))
            np.savetxt("plain.csv", table, delimiter=",")
            np.savetxt("named.tsv", table, delimiter="\\t", header="a\\tb\\tc\\td", comments="", fmt="%.9g")
            with open("holes.csv", "w", newline="") as file:
                for row in table:
                    file.write(",".join("" if v < 0 else repr(float(v)) for v in row) + "\\r\\n")
            .
            python3 table.py
            vae-tensor import --as \(type) plain.csv > plain.npy
            vae-tensor import --as \(type) --columns b,d named.tsv > named.npy
            vae-tensor import --as \(type) --missing -7 holes.csv > holes.npy
            vae-tensor export --names auto plain.npy > back.csv
            python3 -c '
            import numpy as np
            def read(*words, **options): return np.genfromtxt(*words, **options).astype("\(type)")
            print((np.load("plain.npy") == read("plain.csv", delimiter=",")).all())
            print((np.load("named.npy") == read("named.tsv", delimiter="\\t", skip_header=1)[:, [1, 3]]).all())
            print((np.load("holes.npy") == read("holes.csv", delimiter=",", filling_values=-7)).all())
            back = np.genfromtxt("back.csv", delimiter=",", names=True)
            print(back.dtype.names, (np.load("plain.npy")[:, 2] == back["x2"].astype("\(type)")).all())
            '
            """)
        outcome.expectSilence()
        #expect(outcome.lines == ["True", "True", "True", "('x0', 'x1', 'x2', 'x3') True"])
    }

    @Test(.enabled(if: Python.hasNumPy, "NumPy is not installed"))
    func `NumPy standardises alike`() async throws {
        let place = try Workplace(files: [:])
        let outcome = try await place.bash(
            """
            set -e -o pipefail
            python3 -c '
            import numpy as np
            np.savetxt("a.csv", np.random.default_rng(1).gamma(2, 1e4, (1000, 3)) + 1e6, delimiter=",")'
            vae-tensor import --as f8 --standardize s.npy a.csv > z.npy
            python3 -c '
            import numpy as np
            a, z, s = np.loadtxt("a.csv", delimiter=","), np.load("z.npy"), np.load("s.npy")
            print(np.allclose(s[0], a.mean(0), 1e-6), np.allclose(s[1], a.std(0), 1e-6))
            print(s.dtype, abs(z.mean(0)).max() < 1e-5, abs(z.std(0) - 1).max() < 1e-6)'
            """)
        outcome.expectSilence()
        #expect(outcome.lines == ["True True", "float64 True True"])
    }

    @Test(.enabled(if: Program.pnmtopng.isInstalled, "netpbm is not installed"))
    func `netpbm makes the same pictures`() async throws {
        let place = try Workplace(files: [:])
        let outcome = try await place.bash(
            """
            set -e -o pipefail
            vae-png --columns 3 digits-test.bin -n 6 > a.png
            vae-png --depth 16 --shape 4x4x4 digits-test.bin -n 6 > b.png
            vae-png --shape 8x2x4 --scale 1 digits-test.bin -n 6 > c.png
            vae-tensor import a.png > a; vae-tensor import --channels 3 b.png > b; vae-tensor import c.png > c
            pngtopnm a.png | vae-tensor import | cmp - a
            pngtopnm -plain a.png | vae-tensor import | cmp - a
            pngtopnm b.png | vae-tensor import | cmp - b
            pngtopam -alphapam c.png | vae-tensor import | cmp - c
            vae-tensor export --to pnm a | pnmtopng | vae-tensor import | cmp - a
            vae-tensor export --to pnm b | pnmtopng | vae-tensor import | cmp - b
            vae-tensor export --to pam c | pamtopng 2> /dev/null | vae-tensor import | cmp - c
            vae-tensor export --to pam c | pamfile | tail -n 1 | cut -d' ' -f 2-
            pgmramp -lr -maxval 100 7 5 > d.pgm
            pnmtopng d.pgm 2> /dev/null | vae-tensor import --channels 1 > d; vae-tensor import d.pgm | cmp - d
            pgmtopbm -threshold d.pgm > e.pbm
            pnmtopng e.pbm 2> /dev/null | vae-tensor import --channels 1 > e; vae-tensor import e.pbm | cmp - e
            pnmtoplainpnm e.pbm | vae-tensor import | cmp - e
            """)
        #expect(outcome.status == 0, "\(outcome.errors)\(outcome.text)")
    }

    @Test(.enabled(if: Program.convert.isInstalled, "ImageMagick is not installed"))
    func `ImageMagick makes the same pictures`() async throws {
        let place = try Workplace(files: [:])
        let outcome = try await place.bash(
            """
            set -e -o pipefail
            vae-png --depth 16 --shape 8x2x4 digits-test.bin -n 6 > a.png
            vae-png --scale 1 --gap 0 digits-test.bin -n 6 > b.png
            vae-tensor import a.png > a; vae-tensor import b.png > b
            \(Program.convert.command) a.png pam:- | vae-tensor import | cmp - a
            vae-tensor export --to pam a | \(Program.convert.command) pam:- png64:c.png; vae-tensor import c.png | cmp - a
            \(Program.convert.command) b.png -depth 8 pgm:- | vae-tensor import | cmp - b
            # Its box filter is the mean of blocks.
            \(Program.convert.command) b.png -filter box -resize 50% -depth 8 gray:half.raw
            vae-tensor import --resize 8x12 b.png | vae-tensor export > half.csv
            vae-tensor import --raw 8x12 half.raw | vae-tensor export > theirs.csv
            tr , '\\n' < half.csv > x; tr , '\\n' < theirs.csv > y
            paste x y | awk '{ d = $1 - $2; if (d * d > 1) exit 1 }'
            """)
        outcome.expectSilence()
    }
}
