import Foundation
import TestSupport
import Testing

/// `vae-plot`.
@Suite struct PlotTests {
    private static let log = """
        epoch\tsamples\telbo\tvalid_elbo\tkl\timportance_bound
        1\t10\t-30\t-31\t0.5\tnan
        2\t20\t-25\t-26\t1\tnan
        3\t30\t-24\tnan\t2\tnan

        """
    private static let latents = """
        latent\tkl\tstandard_error\tvariance_of_mean\tactive
        0\t2.5\t0.1\t1\t1
        1\t0.001\t0.001\t0\t0
        2\t1.5\tnan\t1\t1

        """

    private func place() async throws -> Workplace {
        let place = try await Workplace()
        try place.write(Array(PlotTests.log.utf8), to: "run.tsv")
        try place.write(Array(PlotTests.latents.utf8), to: "kl.tsv")
        let labels = Record(shape: [20], values: (0..<20).map { Float($0 % 3) })
        try place.write(labels.npy(), to: "labels.npy")
        try place.write(Array("elbo\trow\n1\t0\n2\t1\n2.5\t2\n".utf8), to: "a.tsv")
        try place.write(Array("elbo\trow\n2\t0\n4\t1\n".utf8), to: "b.tsv")
        return place
    }

    private static let commands = [
        "training run.tsv", "training run.tsv run.tsv --columns kl,elbo", "training --x samples run.tsv",
        "training --log-x --log-y --columns kl run.tsv", "scatter latents.npy",
        "scatter --labels labels.npy latents.npy", "scatter --dimensions 1,1 latents.npy",
        "scatter --equal latents.npy", "histogram a.tsv b.tsv a.tsv", "kl kl.tsv",
        "kl --sort kl.tsv kl.tsv", "histogram a.tsv b.tsv", "histogram --density --bins 3 digits.npy",
        "histogram --log-y digits-test.bin", "histogram --column row a.tsv",
    ]

    @Test(arguments: commands)
    func `a picture in both formats, the same every time`(command: String) async throws {
        let place = try await place()
        let svg = try await place.bash("vae-plot \(command)")
        svg.expectSilence()
        #expect(svg.text.hasPrefix("<?xml") && svg.text.hasSuffix("</svg>\n"))
        #expect(try await place.bash("vae-plot \(command) --format svg").text == svg.text)
        let png = try await place.bash("vae-plot \(command) -o out.png")
        png.expectSilence()
        let image = try picture(place.read("out.png"))
        #expect((image.width, image.height, image.channels) == (1280, 960, 3))
        #expect(try await place.bash("vae-plot \(command) --format png").output == place.read("out.png"))
    }

    @Test(.enabled(if: Program.xmllint.isInstalled, "xmllint is not installed"), arguments: commands)
    func `xmllint takes the SVG`(command: String) async throws {
        let outcome = try await place().bash(
            "set -o pipefail; vae-plot \(command) --title '<&\">' | xmllint --noout -")
        outcome.expectSilence()
    }

    @Test(.enabled(if: Program.rsvgConvert.isInstalled, "rsvg-convert is not installed"))
    func `librsvg draws what we draw`() async throws {
        let place = try await place()
        // Texts are in another font there.
        let outcome = try await place.bash(
            """
            vae-plot kl kl.tsv --scale 1 -o ours.png
            vae-plot kl kl.tsv | rsvg-convert -b white -o theirs.png
            """)
        outcome.expectSilence()
        let (ours, theirs) = (try picture(place.read("ours.png")), try picture(place.read("theirs.png")))
        #expect((ours.width, ours.height) == (theirs.width, theirs.height))
        // The blue of bars.
        let count = { (samples: [UInt16], channels: Int) in
            stride(from: 0, to: samples.count, by: channels).count {
                samples[$0..<$0 + 3].elementsEqual([0x00, 0x72, 0xB2])
            }
        }
        let (blue, other) = (count(ours.samples, 3), count(theirs.samples, theirs.channels))
        #expect(blue > 20000 && abs(blue - other) < blue / 50, "\(blue) \(other)")
    }

    @Test func `curves are those of the log`() async throws {
        let place = try await place()
        let svg = try await place.run(.plot, "training", "run.tsv").text
        let curves = svg.matches(of: /<polyline points="([^"]*)"[^>]*stroke-width="1.8"/).map {
            $0.1.split(separator: " ").map { $0.split(separator: ",").map { Double($0)! } }
        }
        // Those of the bound, of validation, and two samples in the legend; a column of nan has none.
        #expect(curves.map(\.count) == [3, 2, 2, 2])
        let (x, y) = (curves[0].map { $0[0] }, curves[0].map { $0[1] })
        #expect(abs((x[1] - x[0]) - (x[2] - x[1])) < 0.02)
        #expect(abs((y[0] - y[1]) / (y[1] - y[2]) - 5) < 0.01)
        #expect(svg.contains(">training<") && svg.contains(">validation<"))
        #expect(svg.contains(">evidence lower bound (nats)<") && svg.contains(">epoch<"))
    }

    @Test func `points have the colours of their labels`() async throws {
        let place = try await place()
        let svg = try await place.run(
            .plot, "scatter", "--labels", "labels.npy", "--legend", "a,b,c", "latents.npy"
        ).text
        #expect(svg.matches(of: /<circle/).count == 20 + 3)
        for (name, color) in [("a", "0072b2"), ("b", "d55e00"), ("c", "009e73")] {
            #expect(svg.contains(">\(name)<") && svg.contains("fill=\"#\(color)\""))
        }
    }

    @Test func `labels may be read from an IDX file`() async throws {
        let place = try await place()
        try place.write([0, 0, 8, 1, 0, 0, 0, 20] + (0..<20).map { $0 % 3 }, to: "labels.idx")
        let idx = try await place.run(.plot, "scatter", "--labels", "labels.idx", "latents.npy")
        let npy = try await place.run(.plot, "scatter", "--labels", "labels.npy", "latents.npy")
        expectSame(idx.output, npy.output)
    }

    @Test func `one point, and points that are all the same`() async throws {
        let place = try await place()
        for values in [
            [Float(1), 2], [3, 3, 3, 3], [0, 0, 0, 0], [3e38, -3e38, -3e38, 3e38],
            [.leastNonzeroMagnitude, 0],
        ] {
            let record = Record(shape: [values.count / 2, 2], values: values).npy()
            for command in ["scatter", "histogram"] {
                let outcome = try await place.run(.plot, command, input: record)
                outcome.expectSilence()
                #expect(!outcome.text.contains("nan") && !outcome.text.contains("inf"), "\(values)")
            }
        }
        try place.write(Array("epoch\telbo\n1\t1\n2\t1e300\n3\t-1e300\n".utf8), to: "far.tsv")
        for format in ["svg", "png"] {
            let far = try await place.run(
                .plot, "training", "far.tsv", "--ylim", "1e-37:2e-37", "--format", format)
            far.expectSilence()
        }
        try place.write(Array("epoch\telbo\n1\t-5\n".utf8), to: "one.tsv")
        let one = try await place.run(.plot, "training", "one.tsv")
        one.expectSilence()
        #expect(one.text.contains("<circle"))
    }

    @Test(
        arguments: [
            ("", 64, "found no command"), ("training", 65, "standard input: found nothing"),
            ("training no-such-file", 66, "no-such-file: cannot open"),
            ("training --columns nothing run.tsv", 65, "expected one named nothing"),
            ("training --columns importance_bound run.tsv", 65, "found no numbers"),
            ("training --log-y run.tsv", 65, "line 2, column elbo: found -30, expected a positive number"),
            ("training digits.npy", 65, "found binary data"),
            ("training --legend a run.tsv", 64, "expected 2"),
            ("training --xlim 1:1 run.tsv", 64, "a range such as -3:3"),
            ("training --ylim 5: run.tsv", 64, "--ylim: found data from"),
            ("training --ylim : run.tsv", 64, "a range such as -3:3"),
            ("training --size 5x5 run.tsv", 64, "a size"),
            ("training --size 64x64 run.tsv", 64, "no room"), ("scatter", 65, "found no rows"),
            ("scatter --dimensions 0,2 latents.npy", 65, "expected more than 2"),
            ("scatter --dimensions 0 latents.npy", 64, "two columns"),
            ("scatter --labels digits.npy latents.npy", 65, "found rows of 8x8"),
            ("scatter --labels a.npy latents.npy", 65, "a.npy: found 2 labels, expected 20"),
            ("scatter --legend a latents.npy", 64, "--legend goes with --labels"),
            ("scatter --labels - -", 64, "only once"), ("kl a.tsv", 65, "expected one named latent"),
            ("histogram bad.tsv", 65, "line 3, column elbo: found nan, expected a finite number"),
            ("histogram numbers.tsv", 65, "line 1: found 1.5, expected a header"),
            ("histogram ragged.tsv", 65, "line 2: found 1 fields, expected 2"),
            ("histogram --bins 0 a.tsv", 64, "--bins"),
            ("histogram --xlim 8:9 a.tsv", 64, "found no numbers"),
        ] as [(String, Int32, String)])
    func `what cannot be drawn is refused`(command: String, status: Int32, reason: String) async throws {
        let place = try await place()
        try place.write(Record(shape: [2], values: [0, 1]).npy(), to: "a.npy")
        try place.write(Array("elbo\n1\nnan\n".utf8), to: "bad.tsv")
        try place.write(Array("1.5\n2.5\n".utf8), to: "numbers.tsv")
        try place.write(Array("elbo\trow\n1\n".utf8), to: "ragged.tsv")
        let outcome = try await place.bash("vae-plot \(command) < /dev/null")
        outcome.expectFailure(status, of: .plot, reason)
        #expect(outcome.output == [])
    }

    @Test func `points that are not finite are refused, and truncated streams`() async throws {
        let place = try await place()
        let bad = try Record(readingFile: place["latents.npy"]).with(.infinity, row: 3, column: 1)
        let refused = try await place.run(.plot, "scatter", input: bad.npy())
        refused.expectFailure(65, of: .plot, "row 3, column 1: found inf")
        let cut = try await place.run(.plot, "scatter", input: place.read("latents.npy").dropLast(5))
        cut.expectFailure(65, of: .plot, "found 19 rows")
    }

    @Test func `real tables are drawn`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            """
            vae-fit --latent 2 --hidden 4 --epochs 3 --valid-fraction 0.1 --log run.tsv digits-test.bin > m
            vae-plot training run.tsv -o training.svg
            vae-eval -m m -m m --per-latent digits.npy | vae-plot kl -o kl.svg
            vae-eval -m m --per-row digits.npy | vae-plot histogram -o scores.svg
            vae-encode -m m digits.npy | vae-plot scatter -o scatter.svg
            """)
        outcome.expectSilence()
        #expect(place.files.isSuperset(of: ["training.svg", "kl.svg", "scores.svg", "scatter.svg"]))
    }
}
