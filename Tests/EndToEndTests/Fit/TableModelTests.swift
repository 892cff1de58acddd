import Formats
import Testing

/// `vae-fit --schema`, and the tools that use its models.
@Suite struct TableModelTests {
    private static let schema = """
        {"schema": 1, "delimiter": ",", "decimal": ".", "header": true, "columns": [
        {"name": "age", "kind": "integer"}, {"name": "pay", "kind": "continuous", "likelihood": "log-normal"},
        {"name": "smokes", "kind": "binary", "categories": ["no", "yes"]},
        {"name": "job", "kind": "categorical", "categories": ["a", "b", "c"]},
        {"name": "size", "kind": "ordinal", "categories": ["S", "M", "L", "XL"]},
        {"name": "visits", "kind": "count"}, {"name": "at", "kind": "time", "date_format": "%H:%M:%S"},
        {"name": "since", "kind": "datetime", "date_format": "%Y-%m-%dT%H:%M:%S"},
        {"name": "width", "kind": "continuous", "components": 2}]}
        """

    private static let base = ["--schema", "units.json", "--hidden", "8", "--latent", "2", "--epochs", "3"]

    /// 60 rows, of which every seventh number is missing where there are holes.
    private func table(rows: Int = 60, holes: Bool = false) -> [Double] {
        (0..<rows).flatMap { i -> [Double] in
            let a = Double(i * 37 % 50)
            let row = [
                20 + a, 1.5 + a * a / 100, Double(i % 2), Double(i * i % 3), Double(i % 4),
                Double(i * 7 % 11),
                Double(i * 1500 % 86400), 1_700_000_000 + 60 * a, i % 3 == 0 ? -3 + a / 100 : 4 - a / 100,
            ]
            return row.enumerated().map { holes && (9 * i + $0) % 7 == 3 ? .nan : $1 }
        }
    }

    private func npy(_ values: [Double]) -> [UInt8] {
        npyHeader("<f8", shape: [values.count / 9, 9])
            + values.flatMap { value in
                (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) }
            }
    }

    private func numbers(_ bytes: [UInt8], rows: Int) throws -> [[Double]] {
        #expect(String(decoding: bytes[..<128], as: UTF8.self).contains("'descr': '<f8'"))
        let data = bytes.suffix(rows * 72)
        let values = stride(from: data.startIndex, to: data.endIndex, by: 8).map { index in
            Double(bitPattern: (0..<8).reduce(0) { $0 | UInt64(data[index + $1]) << (8 * $1) })
        }
        return (0..<rows).map { Array(values[9 * $0..<9 * ($0 + 1)]) }
    }

    private func place() throws -> Workplace {
        let place = try Workplace(files: [:])
        try place.write(Array(Self.schema.utf8), to: "units.json")
        try place.write(npy(table()), to: "t.npy")
        try place.write(npy(table(holes: true)), to: "h.npy")
        return place
    }

    @Test func `a model of a table gives cells in the units of the table`() async throws {
        let place = try place()
        try await place.run(.fit, Self.base + ["h.npy", "-o", "model.safetensors"]).expectSilence()
        let sampled = try await place.run(.sample, "-n", "50", "--sample")
        let decoded = try await place.bash("vae-encode t.npy | vae-decode")
        for (rows, areDraws) in [
            (try numbers(sampled.output, rows: 50), true), (try numbers(decoded.output, rows: 60), false),
        ] {
            for row in rows {
                #expect(row.allSatisfy { $0.isFinite })
                #expect(row[1] > 0 && (0..<86400).contains(row[6]) && row[5] >= 0)
                for (d, most) in [(2, 1.0), (3, 2), (4, 3)] {
                    #expect((0...most).contains(row[d]) && row[d].rounded() == row[d])
                }
                guard areDraws else { continue }
                for d in [0, 5, 6, 7] { #expect(row[d].rounded() == row[d]) }
            }
        }
        let filled = try numbers(try await place.run(.impute, "h.npy").output, rows: 60)
        let drawn = try await place.run(.impute, "--draws", "2", "h.npy")
        #expect(drawn.status == 0)
        for (index, value) in table(holes: true).enumerated() {
            let cell = filled[index / 9][index % 9]
            #expect(value.isNaN ? cell.isFinite : cell == value)
        }
        let scored = try await place.run(.eval, "h.npy", "--importance-samples", "5")
        #expect(scored.status == 0)
        let described = try await place.run(.info, "model.safetensors")
        #expect(described.text.contains("architecture.likelihood\tper-column\n"))
        #expect(described.text.contains("name=smokes"))
    }

    @Test(arguments: [
        [], ["--objective", "wake-sleep"], ["--objective", "monte-carlo-em"], ["--mask-input", "--bayesian"],
    ])
    func `a training goes on to the same bytes`(choice: [String]) async throws {
        let place = try place()
        let arguments = Self.base + choice + ["h.npy", "--valid-fraction", "0.2", "--schedule", "constant"]
        try await place.run(.fit, arguments + ["-o", "whole"]).expectSilence()
        let parts = arguments + ["--checkpoint", "run", "-o", "parts"]
        try await place.run(.fit, parts + ["--epochs", "1"]).expectSilence()
        try await place.run(.fit, parts).expectSilence()
        try expectSame(place.read("parts"), place.read("whole"))
    }

    @Test(arguments: [
        (3, 7.0, "row 5, column 3 (job): found 7, expected a code: a whole number from 0 to 2"),
        (4, 0.5, "row 5, column 4 (size): found 0.5, expected a code: a whole number from 0 to 3"),
        (5, -1, "row 5, column 5 (visits): found -1, expected a count: 0, 1, 2, ..."),
        (1, 0, "row 5, column 1 (pay): found 0, expected a value above 0"),
    ])
    func `cells that a column does not have are refused`(column: Int, value: Double, message: String)
        async throws
    {
        let place = try place()
        try await place.run(.fit, Self.base + ["t.npy", "-o", "model.safetensors"]).expectSilence()
        var values = table()
        values[45 + column] = value
        try place.write(npy(values), to: "bad.npy")
        for outcome in [
            try await place.run(.fit, Self.base + ["bad.npy"]), try await place.run(.encode, "bad.npy"),
            try await place.run(.impute, "bad.npy"),
        ] {
            #expect(outcome.status == 65)
            #expect(outcome.errors.contains(message))
        }
    }

    /// A schema of other rows does not cut off what the training rows have.
    @Test func `draws reach as far as the training rows, and columns without values stay empty`() async throws
    {
        let place = try Workplace(files: [
            "a.csv": Array("x,e,k\n1.5,,a\n2.5,,b\n3.5,,a\n4.5,,b\n".utf8),
            "b.csv": Array("x,e,k\n101.5,,a\n102.5,,b\n103.5,,a\n,,b\n".utf8),
        ])
        let outcome = try await place.bash(
            """
            vae-tensor import --schema s.json a.csv > /dev/null
            vae-tensor import --schema s.json b.csv > b.npy
            vae-fit -q --hidden 4 --latent 1 --epochs 20 --schema s.json b.npy > model.safetensors
            vae-sample -n 200 --sample | vae-tensor export --schema s.json > made.csv
            awk -F, 'NR > 1 && ($1 < 1.5 || $1 > 103.5)' made.csv | wc -l
            awk -F, 'NR > 1 && $1 > 90' made.csv | wc -l | awk '{ print ($1 > 150) }'
            cut -d, -f2 made.csv | sort -u | wc -l
            vae-impute -q b.npy | vae-tensor export --schema s.json | cut -d, -f2 | sort -u | wc -l
            vae-fit -q --latent 0 --epochs 2 --schema s.json b.npy | vae-impute -m - b.npy > /dev/null
            """)
        outcome.expectSilence()
        #expect(outcome.lines == ["0", "1", "2", "2"])
    }

    @Test func `counts are drawn, filled in and refused where they are none`() async throws {
        let place = try Workplace(files: [:])
        let counts = Record(shape: [40, 6], values: (0..<240).map { Float($0 * $0 % 13) })
        try place.write(counts.npy("u1"), to: "c.npy")
        let holes = counts.with(.nan, row: 3, column: 2)
        try place.write(holes.npy(), to: "h.npy")
        for likelihood in ["poisson", "negative-binomial", "zero-inflated-negative-binomial"] {
            try await place.run(
                .fit, "--likelihood", likelihood, "--size-factor", "row-sum", "--hidden", "8", "--latent",
                "2",
                "--epochs", "3", "c.npy", "-o", "model.safetensors"
            ).expectSilence()
            let draws = try Record(try await place.run(.sample, "-n", "30", "--sample").output)
            #expect(draws.values.allSatisfy { $0 >= 0 && $0.rounded() == $0 })
            let filled = try Record(try await place.run(.impute, "h.npy").output)
            #expect(filled.values[20] >= 0)
            #expect(zip(filled.values, holes.values).allSatisfy { $0 == $1 || $1.isNaN })
        }
        try place.write(counts.with(2.5, row: 4, column: 5).npy(), to: "bad.npy")
        let outcome = try await place.run(.encode, "bad.npy")
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("row 4, column 5: found 2.5, expected a count: 0, 1, 2, ..."))
    }
}
