import Foundation
import Testing

/// What `vae-report` says of tables, and what `vae-plot marginals` draws of them.
@Suite struct ReportTests {
    /// Rows of a word, a number that goes with it, and noise.
    private func table(_ rows: Range<Int>, shift: Double = 0) -> [UInt8] {
        var state = UInt64(rows.lowerBound) &+ 1
        func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / 0x1p53
        }
        let lines = rows.map { _ in
            let word = next() < 0.5
            let number = (next() + (word ? 1 : 0) + shift) * 100
            return "\(word ? "high" : "low"),\(Int(number)),\(Int(next() * 1e6))\n"
        }
        return Array(("word,number,noise\n" + lines.joined()).utf8)
    }

    private func place() throws -> Workplace {
        try Workplace(files: [
            "real.csv": table(0..<300), "good.csv": table(1000..<1300),
            "bad.csv": table(2000..<2300, shift: 1),
            "others.csv": table(3000..<3300),
        ])
    }

    private func report(_ words: String, in place: Workplace) async throws -> [String: Double] {
        let outcome = try await place.bash("vae-report \(words)")
        outcome.expectSilence()
        return Dictionary(
            uniqueKeysWithValues: outcome.lines.compactMap { line in
                let fields = line.split(separator: "\t")
                return Double(fields[1]).map { (String(fields[0]), $0) }
            })
    }

    @Test func `rows of the same distribution look so, others do not, and copies are found`() async throws {
        let place = try place()
        let good = try await report("--holdout others.csv real.csv good.csv", in: place)
        let bad = try await report("--holdout others.csv real.csv bad.csv", in: place)
        let copied = try await report("--holdout others.csv real.csv real.csv", in: place)
        #expect(good["rows_real"] == 300 && good["rows_synthetic"] == 300)
        #expect(good["marginals_worst"]! < 0.15 && bad["marginals_worst"]! > 0.4)
        #expect(good["associations_mean"]! < 0.12)
        #expect(good["classifier_accuracy"]! < 0.6 && bad["classifier_accuracy"]! > 0.7)
        #expect(good["classifier_p"]! > 1e-3 && bad["classifier_p"]! < 1e-6)
        #expect(abs(good["accuracy_from_synthetic"]! - good["accuracy_from_real"]!) < 0.12)
        #expect(abs(good["closer_to_real"]! - 0.5) < 0.1 && copied["closer_to_real"] == 1)
        #expect(good["copies"] == 0 && copied["copies"] == 300 && copied["copies_share"] == 1)
        #expect(copied["closest_median_synthetic"] == 0 && copied["marginals_worst"] == 0)
    }

    @Test func `all of it is json too, whatever the number of threads`() async throws {
        let place = try place()
        let outcome = try await place.bash("vae-report --json real.csv good.csv")
        outcome.expectSilence()
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
        let columns = try #require(object["columns"] as? [[String: Any]])
        #expect(columns.map { $0["name"] as? String } == ["word", "number", "noise"])
        #expect(columns[0]["kind"] as? String == "binary")
        #expect(object["closer_to_real"] is NSNull)
        let again = try await place.bash("vae-report --json --threads 1 - good.csv < real.csv")
        #expect(again.output == outcome.output)
    }

    @Test func `a schema says what the columns are`() async throws {
        let place = try place()
        let outcome = try await place.bash(
            """
            vae-tensor import --schema s.json real.csv > real.npy
            sed -i 's/"number", "kind": "[a-z]*"/"number", "kind": "continuous"/' s.json
            vae-report --schema s.json --per-column real.csv good.csv | cut -f 2
            """)
        outcome.expectSilence()
        #expect(outcome.lines == ["kind", "binary", "continuous", "integer"])
    }

    @Test func `a panel is drawn for each column`() async throws {
        let place = try place()
        let svg = try await place.bash("vae-plot marginals --title Both --across 2 real.csv good.csv")
        svg.expectSilence()
        for text in ["Both", "word", "number", "noise", "high", "low", "real", "good"] {
            #expect(svg.text.contains(">\(text)<"), "\(text)")
        }
        #expect(svg.text.contains("width=\"560\""))
        let png = try await place.bash(
            "vae-plot marginals -o m.png real.csv good.csv; head -c 4 m.png | tail -c 3")
        #expect(png.text == "PNG")
    }
}
