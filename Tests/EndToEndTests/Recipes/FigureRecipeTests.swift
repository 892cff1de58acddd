import TestSupport
import Testing

/// Recipes whose picture is a figure.
@Suite struct FigureRecipeTests {
    @Test func `anomalies lists the five least likely hours`() async throws {
        let recipe = try await Recipe(running: "anomalies")
        #expect(try recipe.text("worst.tsv") == recipe.outcome.text)
        let scores = try recipe.lines("scores.tsv").map { $0.split(separator: "\t").map(String.init) }
        #expect(scores.count == 201)
        #expect(scores[0][3] == "log_likelihood_is" && scores[0][9] == "row")
        let likelihoods = try scores.dropFirst().map { try #require(Double($0[3])) }
        let worst = try recipe.outcome.lines.map { line in
            let cells = line.split(separator: "\t")
            return (try #require(Double(cells[0])), try #require(Int(cells[1])))
        }
        #expect(worst.map(\.0) == Array(likelihoods.sorted().prefix(5)))
        for (likelihood, hour) in worst { #expect(likelihoods[hour] == likelihood) }
        // The vibration that stops is far from all others, even for a model that has learnt little.
        #expect(worst.contains { $0.1 == 111 })
        try expectFigure(recipe.image(), series: 1)
    }

    @Test func `blame names a column for each of three hours`() async throws {
        let recipe = try await Recipe(running: "blame")
        #expect(try recipe.text("blamed.tsv") == recipe.outcome.text)
        let shares = try recipe.lines("shares.tsv").map { $0.split(separator: "\t").map(String.init) }
        #expect(
            shares.count == 201 && shares[0].count == 9 && shares[0][3] == "column_0" && shares[0][8] == "id")
        for row in shares.dropFirst() {
            let numbers = try row.prefix(7).map { try #require(Double($0)) }
            #expect(abs(numbers[3...].reduce(0, +) - numbers[1]) < 1e-4 && row[7] == row[8])
        }
        let blamed = recipe.outcome.lines.map { $0.split(separator: "\t").map(String.init) }
        #expect(blamed.count == 3 && Set(blamed.map { $0[0] }).count == 3)
        // The vibration that stops is far from all others, even for a model that has learnt little.
        #expect(blamed[0][0] == "111" && blamed[0][1] == "vibration")
        try expectFigure(recipe.image(), series: 4)
    }

    @Test func `impute draws what it filled in beside the truth`() async throws {
        let recipe = try await Recipe(running: "impute")
        #expect(try recipe.text("result.tsv") == recipe.outcome.text)
        let (holes, filled) = (try recipe.record("holes.npy"), try recipe.record("filled.npy"))
        #expect(holes.shape == [400, 4] && filled.shape == [400, 2, 4])
        let missing = holes.values.count { $0.isNaN }
        #expect((400..<700).contains(missing))
        for (index, value) in holes.values.enumerated() {
            let (row, column) = index.quotientAndRemainder(dividingBy: 4)
            let (mean, deviation) = (filled.values[8 * row + column], filled.values[8 * row + 4 + column])
            #expect(value.isNaN ? mean.isFinite && deviation > 0 : mean == value && deviation == 0)
        }
        let lines = try recipe.lines("missing.tsv")
        #expect(lines.count == (0..<400).count { holes.values[4 * $0 + 2].isNaN })
        #expect(recipe.outcome.lines.count == 3)
        try expectFigure(recipe.image(), series: 1)
    }

    @Test func `latent-sizes compares five models`() async throws {
        let recipe = try await Recipe(running: "latent-sizes")
        let table = recipe.outcome.lines.map { $0.split(separator: "\t").map(String.init) }
        #expect(table.map { $0[0] } == ["model"] + [1, 2, 4, 8, 16].map { "\($0).safetensors" })
        #expect(table[0] == ["model", "elbo", "log_likelihood_is", "active_units"])
        for (row, latent) in zip(table.dropFirst(), [1.0, 2, 4, 8, 16]) {
            let numbers = try row.dropFirst().map { try #require(Double($0)) }
            #expect((-30.0 ... -20).contains(numbers[0]) && abs(numbers[0] - numbers[1]) < 1)
            #expect((0...latent).contains(numbers[2]))
            let log = try TrainingTable(recipe.read("J=\(Int(latent)).tsv"))
            #expect(log.rows.count == 3)
        }
        try expectFigure(recipe.image(), series: 5)
    }

    @Test(.enabled(if: Program.parallel.isInstalled, "GNU parallel is not installed"))
    func `shards are encoded apart`() async throws {
        // GNU parallel warns where it cannot count the processors, as where /sys is not mounted.
        let recipe = try await Recipe(running: "shards", isSilent: false)
        #expect(recipe.outcome.text == "")
        #expect(try await recipe.files(beginning: "shard-", ending: ".npy").count == 8)
        #expect(try await recipe.files(beginning: "z-shard-", ending: ".npy").count == 8)
        #expect(try recipe.record("z-shard-000007.npy").shape == [100, 2])
        #expect(try recipe.record("z.npy").shape == [1500, 2])
        try expectFigure(recipe.image(), series: 10)
    }

    @Test(.enabled(if: Program.make.isInstalled, "GNU make is not installed"))
    func `sweep ranks six settings`() async throws {
        let recipe = try await Recipe(running: "sweep")
        let table = try recipe.lines("sweep.tsv")
        #expect(table[0] == "run\tbound")
        #expect(Set(table.dropFirst()) == Set(recipe.outcome.lines))
        let rows = recipe.outcome.lines.map { $0.split(separator: "\t").map(String.init) }
        let bounds = try rows.map { try #require(Double($0[1])) }
        #expect(bounds == bounds.sorted(by: >))
        let runs = ["100", "500"].flatMap { width in
            ["0.0005", "0.002", "0.008"].map { "hidden-\(width)-rate-\($0)" }
        }
        #expect(rows.map { $0[0] }.sorted() == runs)
        for row in rows {
            let scores = try recipe.lines("\(row[0]).tsv")
            #expect(scores.contains { $0.hasPrefix("elbo\t\(row[1])\t") })
        }
        try expectFigure(recipe.image(), series: 6)
    }

    @Test(.enabled(if: Program.gnuplot.isInstalled, "gnuplot is not installed"))
    func `watch draws the bound on training and validation rows`() async throws {
        let recipe = try await Recipe(running: "watch")
        #expect(try TrainingTable(recipe.read("run.tsv")).rows.count == 3)
        let drawing = try recipe.text("watch.svg")
        #expect(drawing.contains(">elbo<") && drawing.contains(">valid_elbo<"))
        try expectFigure(recipe.image(), series: 1)
    }
}
