import Images
import TestSupport
import Testing

/// `vae-png --animate`.
@Suite struct AnimateTests {
    @Test func `the first frame is what old readers see`() async throws {
        let place = try await Workplace()
        let film = try await place.run(.png, "--animate", "digits.npy")
        film.expectSilence()
        let still = try await place.run(.png, "-n", "1", "digits.npy")
        #expect(try picture(film.output) == picture(still.output))
    }

    @Test(
        .enabled(if: Program.ffmpeg.isInstalled && Program.ffprobe.isInstalled, "ffmpeg is not installed"),
        arguments: [("", 20), ("--frame 3", 7), ("--bounce", 38), ("--bounce --frame 20", 1), ("-n 1", 1)])
    func `ffmpeg sees every frame`(options: String, frames: Int) async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            """
            vae-png --animate \(options) --scale 2 digits.npy -o film.png
            ffprobe -v error -count_frames -show_entries stream=nb_read_frames -of csv=p=0 film.png
            ffmpeg -v error -i film.png -fps_mode passthrough frame%03d.png && ls frame*.png | wc -l
            """)
        outcome.expectSilence()
        #expect(outcome.lines == ["\(frames)", "\(frames)"])
        guard options.isEmpty else { return }
        let each = try await place.bash("vae-png --each row --scale 2 digits.npy")
        each.expectSilence()
        for row in 0..<frames {
            let numbers = [row + 1, row].map { String("00\($0)".suffix(3)) }
            let frame = try picture(place.read("frame\(numbers[0]).png"))
            #expect(try frame.samples == picture(place.read("row000\(numbers[1]).png")).samples)
        }
    }

    @Test(.enabled(if: Program.pngcheck.isInstalled, "pngcheck is not installed"))
    func `pngcheck finds no fault`() async throws {
        let place = try await Workplace()
        for options in ["", "--depth 16 --frame 3", "--shape 4x4x4 --bounce", "--beside digits.npy"] {
            let outcome = try await place.bash(
                "vae-png --animate \(options) digits.npy -o out.png && pngcheck -q out.png")
            outcome.expectSilence()
        }
    }

    @Test func `all frames have one range`() async throws {
        let place = try await Workplace()
        let rows = Record(shape: [2, 1, 2], values: [0, 2, 0, 4]).npy()
        let film = try await place.run(.png, ["--animate", "--scale", "1"], input: rows)
        #expect(try picture(film.output).samples == [0, 128])
    }

    @Test func `the last frame may have fewer rows`() async throws {
        let place = try await Workplace()
        let film = try await place.run(
            .png, ["--animate", "--frame", "19", "--bounce", "--scale", "1", "digits.npy"])
        film.expectSilence()
        let sheet = try await place.run(.png, "-n", "19", "--scale", "1", "digits.npy")
        #expect(try picture(film.output) == picture(sheet.output))
    }

    @Test func `nothing gives nothing, and rows that are no images are refused`() async throws {
        let place = try await Workplace()
        let empty = try await place.run(.png, "--animate")
        empty.expectSilence()
        #expect(empty.output == [])
        let refused = try await place.run(.png, "--animate", "--shape", "7x7", "digits.npy")
        refused.expectFailure(65, of: .png, "digits.npy: found rows of 64 values")
        #expect(refused.output == [])
    }
}
