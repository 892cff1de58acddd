import Images
import TestSupport
import Testing

/// What `vae-png` draws.
@Suite struct PNGTests {
    /// Two images of 2 × 3, from 0 to 1.
    static let images = Record(
        shape: [2, 2, 3], values: [0, 0.2, 0.4, 0.6, 0.8, 1, 1, 0.8, 0.6, 0.4, 0.2, 0])

    @Test func `one row is one image, each value a pixel`() async throws {
        let place = try await Workplace()
        let outcome = try await place.run(.png, "--scale", "1", input: PNGTests.images[0..<1].npy())
        outcome.expectSilence()
        let expected = Image(
            width: 3, height: 2, channels: 1, depth: .eight, samples: [0, 51, 102, 153, 204, 255])
        #expect(try picture(outcome.output) == expected)
    }

    @Test(
        arguments: [
            (["--scale", "1"], 8, 2), (["--scale", "1", "--columns", "1"], 3, 6),
            (["--scale", "2", "--gap", "0"], 12, 4),
            (["--scale", "1", "--gap", "5", "--columns", "9"], 11, 2),
            (["--scale", "1", "--shape", "3x2"], 6, 3),
            (["--scale", "1", "--shape", "1x2x3", "--gap", "1"], 5, 1),
        ])
    func `sheets are laid out as asked`(options: [String], width: Int, height: Int) async throws {
        let place = try await Workplace()
        let outcome = try await place.run(.png, options, input: PNGTests.images.npy())
        outcome.expectSilence()
        let image = try picture(outcome.output)
        #expect(image.width == width)
        #expect(image.height == height)
    }

    @Test func `values outside the unit interval set the range, unless it is given`() async throws {
        let place = try await Workplace()
        let record = Record(shape: [1, 1, 4], values: [-1, 0, 1, 3]).npy()
        for (options, samples) in [
            ([], [0, 64, 128, 255]), (["--min", "-1", "--max", "1"], [0, 128, 255, 255]),
            (["--min", "0", "--max", "1"], [0, 0, 255, 255]),
            (["--max=2", "--min=-2"], [64, 128, 191, 255]),
        ] {
            let outcome = try await place.run(.png, ["--scale", "1"] + options, input: record)
            outcome.expectSilence()
            #expect(try picture(outcome.output).samples == samples.map { UInt16($0) }, "\(options)")
        }
    }

    @Test func `ranges of types are exact`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            """
            set -e -o pipefail
            same() { vae-png --scale 1 "$@" | vae-tensor import | cmp - $NAME; }
            seq 0 255 | vae-tensor import --as u1 | vae-tensor transpose --axes 1,0 | vae-tensor reshape 16x16 > u1.npy
            NAME=u1.npy
            same u1.npy
            vae-tensor rescale u1.npy | same
            seq 0 65535 | vae-tensor import --as u2 | vae-tensor transpose --axes 1,0 | vae-tensor reshape 256x256 > u2.npy
            NAME=u2.npy
            same --depth 16 u2.npy
            vae-png --depth 16 --each u- u2.npy; vae-tensor import u-000000.png | cmp - u2.npy
            for type in u2 f4; do
                white=$([ $type = u2 ] && echo 65535 || echo 255)
                for i in 1 2 3 4; do echo $white; done | vae-tensor import --as $type |
                    vae-tensor transpose --axes 1,0 | vae-png --scale 1 | vae-tensor import |
                    vae-tensor reshape 2x2 | vae-tensor slice 0,0 | vae-tensor export
            done
            """)
        outcome.expectSilence()
        #expect(outcome.text == "255,255\n255,255\n")
    }

    @Test func `an array without a first axis needs a shape`() async throws {
        let place = try await Workplace()
        let flat = Record(shape: [28, 28], values: (0..<784).map { Float($0) / 783 })
        let refused = try await place.run(.png, input: flat.npy())
        refused.expectFailure(65, of: .png, "--shape 28x28 for one image of all rows")
        let one = try await place.run(.png, "--scale", "1", "--shape", "28x28", input: flat.npy())
        one.expectSilence()
        let image = try picture(one.output)
        #expect((image.height, image.width) == (28, 28))
        #expect(image.samples == flat.values.map { UInt16(($0 * 255).rounded()) })
        let colours = Record(shape: [28, 28, 3], values: [Float](repeating: 0.5, count: 2352)).npy()
        let strips = try await place.run(.png, input: colours)
        strips.expectFailure(65, of: .png, "28x3, too narrow", "--shape")
        let whole = try await place.run(.png, "--scale", "1", "--shape", "28x28x3", input: colours)
        #expect(try picture(whole.output).channels == 3)
        try place.write(colours, to: "a.npy")
        let pair = try await place.run(
            .png, "--scale", "1", "--shape", "28x28x3", "--beside", "a.npy", "a.npy")
        #expect(try picture(pair.output).width == 56)
        let first = Record(shape: [2, 3, 4, 4], values: [Float](repeating: 0, count: 96)).npy()
        try await place.run(.png, input: first).expectFailure(
            65, of: .png, "channels come first", "transpose")
        let explicit = try await place.run(.png, "--shape", "3x4x4", "--scale", "1", input: first)
        #expect(try picture(explicit.output).channels == 4)
    }

    @Test(arguments: [1, 2, 3, 4], ["8", "16"])
    func `colours and depths`(channels: Int, depth: String) async throws {
        let place = try await Workplace()
        let values = (0..<4 * channels).map { Float($0) / Float(4 * channels - 1) }
        let record = Record(shape: [1, 2, 2] + [channels], values: values)
        let outcome = try await place.run(.png, "--depth", depth, "--scale", "1", input: record.npy())
        outcome.expectSilence()
        let image = try picture(outcome.output)
        #expect(image.channels == channels)
        #expect(image.depth == (depth == "8" ? .eight : .sixteen))
        let maximum: Float = depth == "8" ? 255 : 65535
        #expect(image.samples == values.map { UInt16(($0 * maximum).rounded()) })
    }

    @Test func `each row becomes a file`() async throws {
        let place = try await Workplace()
        let outcome = try await place.run(.png, "--each", "out-", "digits.npy")
        outcome.expectSilence()
        #expect(outcome.output == [])
        let names = (0..<20).map { $0 < 10 ? "out-00000\($0).png" : "out-0000\($0).png" }
        #expect(place.files.filter { $0.hasPrefix("out-") } == Set(names))
        for (row, name) in names.enumerated() {
            let image = try picture(try place.read(name))
            let digit = Examples.digits[row..<row + 1].values
            #expect(image.samples == digit.map { UInt16(($0 * 255).rounded()) })
        }
        let nowhere = try await place.run(.png, "--each", "no/such/", "digits.npy")
        nowhere.expectFailure(73, of: .png, "no/such/000000.png: cannot create")
    }

    @Test(
        arguments: [
            (["--columns", "0"], 64), (["--gap", "-1"], 64), (["--scale", "0"], 64), (["--depth", "7"], 64),
            (["--shape", "0x8"], 64), (["--each", "a", "-o", "b"], 64), (["--max", "nan"], 64),
            (["--shape", "7x7"], 65), (["--shape", "4x4x4x1"], 65),
            (["--scale", "1000000"], 65),
        ] as [([String], Int32)])
    func `what cannot be drawn is refused`(options: [String], status: Int32) async throws {
        let place = try await Workplace()
        let outcome = try await place.run(.png, options + ["digits.npy"])
        outcome.expectFailure(status, of: .png)
        #expect(outcome.output == [])
    }

    @Test func `rows that are no images are refused`() async throws {
        let place = try await Workplace()
        let row = Record(shape: [1, 7], values: [Float](repeating: 0, count: 7))
        let outcome = try await place.run(.png, input: row.npy())
        outcome.expectFailure(65, of: .png, "found", "expected", "--shape")
        let square = Record(shape: [1, 9], values: [Float](repeating: 0, count: 9))
        let guessed = try await place.run(.png, "--scale", "1", input: square.npy())
        #expect(try picture(guessed.output).width == 3)
    }

    @Test(.enabled(if: Program.pngcheck.isInstalled, "pngcheck is not installed"))
    func `pngcheck finds no fault`() async throws {
        let place = try await Workplace()
        for options in ["", "--depth 16", "--shape 4x4x4", "--shape 2x32 --columns 3"] {
            let outcome = try await place.bash(
                "vae-png \(options) digits.npy -o out.png && pngcheck -q out.png")
            outcome.expectSilence()
        }
    }
}
