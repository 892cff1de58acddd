import TestSupport
import Testing

/// Recipes whose picture is a sheet of digits.
@Suite struct SheetRecipeTests {
    @Test func `attributes adds curves to threes`() async throws {
        let recipe = try await Recipe(running: "attributes")
        #expect(try recipe.record("threes.npy").shape == [12, 10])
        #expect(try recipe.record("step.npy") == recipe.record("way.npy"))
        let decoded = try await recipe.record(
            from: """
                for step in 0 0.25 0.5 0.75 1; do
                    vae-latent scale --by $step way.npy | vae-latent add --vector - threes.npy > $step.npy
                done; vae-tensor cat 0.npy 0.25.npy 0.5.npy 0.75.npy 1.npy | vae-decode
                """)
        try expectSheet(recipe.image(), columns: 12, shows: decoded)
        #expect(decoded[0..<12] != decoded[48..<60])
    }

    @Test func `classify finds the nearest digits`() async throws {
        let recipe = try await Recipe(running: "classify")
        #expect(try recipe.text("accuracy.tsv") == recipe.outcome.text)
        let table = recipe.outcome.lines.map { $0.split(separator: "\t").map(String.init) }
        #expect(table.map { $0[0] } == ["64 pixels", "16 latents"])
        #expect(table[0][1] == "0.953")
        #expect((0.5...1).contains(try #require(Double(table[1][1]))))
        let nearest = try recipe.record("nearest.npy")
        #expect(nearest.shape == [50, 8, 8])
        try expectSheet(recipe.image(), columns: 5, shows: nearest, beside: Examples.digits)
    }

    @Test func `conditional has a line of digits for each class`() async throws {
        let recipe = try await Recipe(running: "conditional")
        let samples = try recipe.record("samples.npy")
        #expect(samples.shape == [100, 8, 8])
        let ofThrees = try await recipe.record(from: "vae-sample --label 0 -n 10")
        #expect(ofThrees == samples[0..<10])
        try expectSheet(recipe.image(), columns: 10, shows: samples)
        let table = try recipe.lines("classes.tsv").map { $0.split(separator: "\t").map(String.init) }
        #expect(table[1][0] == "accuracy" && table[1][3] == "297")
        #expect((0.4...1).contains(try #require(Double(table[1][1]))))
        let matrix = try table.suffix(10).map { try $0.dropFirst().map { try #require(Int($0)) } }
        #expect(matrix.joined().reduce(0, +) == 297)
        #expect(try picture(recipe.read("confusion.png")).width == 1280)
        let doubtful = try recipe.lines("doubtful.tsv")
        #expect(doubtful.count == 20 && doubtful[0].hasPrefix("class\tprobability"))
    }

    @Test func `families draws three panels for each family`() async throws {
        let recipe = try await Recipe(running: "families")
        let text = try String(contentsOfFile: "\(Recipe.folder)/families.sh", encoding: .utf8)
        let listed = try await recipe.bash("vae-latent draw --list | sed 1d | cut -f 1").lines
        for family in listed { #expect(text.contains("\n\(family) "), "\(family)") }
        #expect(try await recipe.files(beginning: "1", ending: ".png").count == 3 * listed.count)
        let panel = try picture(recipe.read("101-1.png"))
        let sheet = try recipe.image()
        #expect(sheet.width == 6 * panel.width && sheet.height == listed.count / 2 * panel.height)
    }

    @Test func `restore shows what was seen above what it made of it`() async throws {
        let recipe = try await Recipe(running: "restore")
        let digits = try recipe.record("digits.npy")
        let small = try recipe.record("small.npy")
        #expect(digits.shape == [8, 8, 8] && small.shape == [8, 4, 4])
        for index in 0..<128 {
            let (row, pixel) = index.quotientAndRemainder(dividingBy: 16)
            let first = 64 * row + pixel / 4 * 16 + pixel % 4 * 2
            let mean = [0, 1, 8, 9].reduce(0) { $0 + digits.values[first + $1] } / 4
            #expect(abs(small.values[index] - mean) < 1e-5)
        }
        let complete = try recipe.record("complete.npy")
        for index in 0..<512 where index % 64 < 32 { #expect(complete.values[index] == digits.values[index]) }
        for name in ["clean", "large"] { #expect(try recipe.record("\(name).npy").shape == [8, 8, 8]) }
        let shown = try await recipe.record(
            from: "vae-tensor cat noisy.npy clean.npy pixels.npy large.npy upper.npy complete.npy digits.npy")
        try expectSheet(recipe.image(), columns: 8, shows: shown)
    }

    @Test(.enabled(if: Program.ffmpeg.isInstalled, "ffmpeg is not installed"))
    func `film has a frame for each step`() async throws {
        let recipe = try await Recipe(running: "film")
        let frames = try await recipe.record(from: "vae-tensor cat frames.npy")
        #expect(frames.shape == [160, 8, 8])
        try expectSheet(picture(recipe.read("strip.png")), columns: 16, shows: frames)
        #expect(try recipe.read("film.png").frameCount == 160)
        try expectSheet(recipe.image(), columns: 1, shows: frames[0..<1])
        let files = try await recipe.files(beginning: "frame0", ending: ".png")
        #expect(files.count == 160)
        for row in [0, 1, 80, 159] {
            try expectSheet(picture(recipe.read(files[row])), columns: 1, shows: frames[row..<row + 1])
        }
        #expect(try recipe.read("film.mp4")[4..<8].elementsEqual("ftyp".utf8))
    }

    @Test(
        .enabled(if: Program.ffmpeg.isInstalled && Program.ffprobe.isInstalled, "ffmpeg is not installed"))
    func `ffprobe counts the frames of the film`() async throws {
        let recipe = try await Recipe(running: "film")
        let query = "-v error -count_frames -show_entries stream=nb_read_frames,width,height -of csv=p=0"
        #expect(try await recipe.bash("ffprobe \(query) film.mp4").text == "128,128,160\n")
    }

    @Test(.enabled(if: Python.hasNumPy, "NumPy is not installed"))
    func `numpy changes one latent dimension of the mean digits`() async throws {
        let recipe = try await Recipe(running: "numpy")
        let means = try recipe.record("means.npy")
        #expect(means.shape == [90, 10])
        for row in 0..<90 {
            let (latent, mean) = (means[row..<row + 1], means[40 + row % 10..<41 + row % 10])
            #expect(latent.values[1...] == mean.values[1...])
            #expect((latent.values[0] == mean.values[0]) == (40..<50).contains(row))
        }
        try await expectSheet(
            recipe.image(), columns: 10, shows: recipe.record(from: "vae-decode means.npy"))
    }

    @Test(.enabled(if: Python.hasPyTorch, "PyTorch or safetensors is not installed"))
    func `pytorch makes images whiter`() async throws {
        // A model that has learnt little has no whiter images than those of the origin.
        let recipe = try await Recipe(running: "pytorch", epochs: 100)
        let images = try recipe.record("ascent.npy")
        #expect(images.shape == [60, 8, 8])
        let whiteness = (0..<6).map { images[10 * $0..<10 * $0 + 10].values.reduce(0, +) }
        #expect(whiteness == whiteness.sorted() && whiteness[5] > whiteness[0], "\(whiteness)")
        try expectSheet(recipe.image(), columns: 10, shows: images)
    }
}
