import Testing

@testable import Formats

@Suite struct TableSchemaTests {
    private static let text = """
        {
          "schema": 1,
          "delimiter": ";",
          "decimal": ",",
          "header": true,
          "missing_words": ["", "keine"],
          "columns": [
            {"name": "age", "kind": "integer", "minimum": 17, "maximum": 90, "mean": 38.6, "deviation": 13.5},
            {"name": "pay \\"net\\"", "kind": "continuous", "likelihood": "log-normal", "components": 3, \
        "decimals": 2, "least_decimals": 1, "missing": "NA"},
            {"name": "angle", "kind": "continuous", "likelihood": "von-mises", "period": 360, "decimals": 0},
            {"name": "size", "kind": "ordinal", "categories": ["S", "M", "L"]},
            {"name": "seen", "kind": "datetime", "date_format": "%d.%m.%Y %H:%M:%S.%f", "decimals": 3},
            {"name": "id", "kind": "ignored"}
          ]
        }

        """

    @Test func `text is read and written as it was`() throws {
        let schema = try TableSchema(json: Array(Self.text.utf8))
        #expect(String(decoding: schema.json, as: UTF8.self) == Self.text)
        #expect(schema.columns.count == 6)
        #expect(schema.arrayColumns.count == 5)
        #expect(schema.columns[0].likelihood == .gaussian)
        #expect(schema.columns[1].components == 3)
        #expect(schema.columns[3].categories == ["S", "M", "L"])
    }

    @Test(arguments: ColumnKind.allCases)
    func `the likelihood of a kind may be chosen`(_ kind: ColumnKind) {
        #expect(!kind.isInArrays || kind.likelihoods.contains(kind.likelihood))
    }

    @Test(arguments: [
        (#"{"columns": [{"name": "a", "kind": "count"}]}"#, "found no key 'schema', expected \"schema\": 1"),
        (column(#""name": "a""#), "column 1 (a): found no key 'kind'"),
        (column(#""name": "a", "kind": "counts""#), "column 1 (a): kind: found \"counts\""),
        (column(#""name": "a", "kind": "count", "likelyhood": "poisson""#), "found the key 'likelyhood'"),
        (
            column(#""name": "a", "kind": "count", "likelihood": "bernoulli""#),
            "found bernoulli, expected one of"
        ),
        (column(#""name": "a", "kind": "binary", "categories": ["x"]"#), "found 1, expected 2"),
        (column(#""name": "a", "kind": "ordinal", "categories": ["x", "x"]"#), "found \"x\" twice"),
        (column(#""name": "a", "kind": "ordinal""#), "categories: found none"),
        (column(#""name": "a", "kind": "date""#), "date_format: found none, expected one for a date column"),
        (column(#""name": "a", "kind": "date", "date_format": "%H:%M""#), "which is a time column"),
        (column(#""name": "a", "kind": "time", "date_format": "%H""#), "date_format: found \"%H\""),
        (column(#""name": "a", "kind": "integer", "deviation": 0"#), "found 0.0, expected a positive number"),
        (column(#""name": "a", "kind": "integer", "likelihood": "von-mises""#), "period: found none"),
        (
            column(#""name": "a", "kind": "integer", "likelihood": "von-mises", "period": 1e-50"#),
            "period: found 1e-50, expected a number from 1e-30 to 1e30"
        ),
        (
            column(#""name": "a", "kind": "count", "components": 3"#),
            "components: found 3 of negative-binomial, expected them of gaussian or log-normal only"
        ),
        (
            column(#""name": "a", "kind": "continuous", "decimals": 1, "least_decimals": 2"#),
            #"least_decimals: found 2, expected at most the number of "decimals", 1"#
        ),
        (
            column(#""name": "a", "kind": "continuous", "missing": "30.5""#),
            #"missing: found "30.5", expected a word that is no number"#
        ),
        (column(#""name": "a", "kind": "ignored""#), "found only index and ignored ones"),
        (column(#""name": "a", "kind": "integer", "mean": 1e999"#), "expected numbers that f8 has"),
        (#"{"schema": 1, "delimiter": "x", "header": true, "columns": [}"#, "at byte 60 of the schema"),
    ])
    func `what is wrong is told with its place`(text: String, message: String) throws {
        do {
            _ = try TableSchema(json: Array(text.utf8))
            Issue.record("found a schema")
        } catch {
            #expect(error.message.contains(message), "\(error.message)")
        }
    }
}

private func column(_ members: String) -> String { #"{"schema": 1, "columns": [{\#(members)}]}"# }
