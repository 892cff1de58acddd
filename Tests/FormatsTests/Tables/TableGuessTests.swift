import Testing

@testable import Formats

@Suite struct TableGuessTests {
    private func column(_ cells: [String]) throws -> TableSchema.Column {
        let text = (["a,b"] + cells.map { "\($0),1" }).map { $0 + "\n" }.joined()
        return try RoundTripTests.read(text).schema.columns[0]
    }

    @Test(arguments: [
        (["1.5", "2", "-3"], ColumnKind.continuous), (["5", "-2", "7"], .integer), (["0", "3", "1"], .count),
        (["0", "300", "1"], .integer), (["0", "1", "1"], .binary), (["0", "0", "0"], .count),
        (["x", "y", "x"], .binary), (["x", "y", "z"], .categorical), (["x", "x", ""], .categorical),
        (["low", "high", "medium"], .ordinal), (["M", "XL", "S"], .ordinal),
        (["2024-01-02", "", "2023-05-06"], .date),
        (["10:20", "1:30", "3:00"], .time), (["2024-01-02 10:20", "2024-01-03 00:00", "NA"], .datetime),
        (["01", "02", "10"], .categorical), (["9007199254740993", "2", "3"], .categorical),
        (["", "", ""], .continuous),
        (["1", "2", "x"], .categorical), (["1e20", "2e20", "3"], .continuous),
        (["1.0", "2.0", ""], .integer),
    ])
    func `kinds are found from all cells`(cells: [String], kind: ColumnKind) throws {
        #expect(try column(cells).kind == kind)
    }

    @Test func `categories are in the order of bytes or of their scale`() throws {
        #expect(try column(["b", "é", "a", "B"]).categories == ["B", "a", "b", "é"])
        #expect(try column(["M", "XL", "S"]).categories == ["S", "M", "XL"])
        #expect(try column(["1", "x", "10", "2"]).categories == ["1", "10", "2", "x"])
    }

    @Test func `moments and ranges are those of the values`() throws {
        let numbers = (0..<1000).map { Double($0 * $0 % 997) + 1e9 }
        let column = try column(numbers.map { "\(Int($0))" })
        let mean = numbers.reduce(0, +) / 1000
        let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        #expect(abs(column.mean! - mean) < 1e-5)
        #expect(abs(column.deviation! - (squares / 1000).squareRoot()) < 1e-9 * column.deviation!)
        #expect(column.minimum == numbers.min() && column.maximum == numbers.max())
    }

    @Test func `exponents are written as Python writes them`() throws {
        let text = "a,b\n0.5,1e+16\n-6.128e-05,2.5e+20\n1e-07,3.5\n0.0001,1.5e+300\n"
        let (schema, numbers, _) = try RoundTripTests.read(text)
        #expect(schema.columns[0].hasExponents && schema.columns[0].decimals == 8)
        #expect(RoundTripTests.write(schema, numbers) == text)
        #expect(RoundTripTests.write(schema, [4e-9, 1]) == "a,b\n0,1.0\n")
    }

    @Test func `the usual mark of missing cells is kept`() throws {
        #expect(try column(["1", "NA", "?", "?"]).missing == "?")
        #expect(try column(["1", "2"]).missing == "")
    }

    @Test func `words that cannot be categories are ignored`() throws {
        let (schema, numbers, notes) = try RoundTripTests.read(
            "a,b\n" + (0..<50).map { "name \($0),\($0)\n" }.joined())
        #expect(schema.columns[0].kind == .ignored && numbers.count == 50)
        #expect(notes == ["column 1 (a): found 50 different words in 50 cells: ignored"])
        let large = try RoundTripTests.read("a,b\n" + (0..<5000).map { "\($0 % 1001)x,\($0)\n" }.joined())
        #expect(large.schema.columns[0].kind == .ignored)
    }

    @Test func `a column that numbers the rows is an index`() throws {
        let text = ",a\n" + (0..<9).map { "\($0),\($0 % 4)\n" }.joined()
        let (schema, numbers, _) = try RoundTripTests.read(text)
        #expect(schema.columns[0].kind == .index && numbers.count == 9)
        #expect(RoundTripTests.write(schema, numbers) == text)
        let other = try RoundTripTests.read(",a\n0,1\n2,5\n")
        #expect(other.schema.columns[0].kind == .integer || other.schema.columns[0].kind == .count)
    }

    @Test(arguments: [
        (["$10", "$20"], "found \"$10\", expected a number; remove the signs of the currency first"),
        (["10%", "20%", "15"], "found \"10%\", expected a number; remove the signs of percent first"),
        (["\"1,234,567\"", "5"], "expected a number; remove the thousands separators first"),
        (["1", "2", "inf"], "line 2: column 1 (a): found \"inf\""),
        (["1", "1e999"], "expected a number that f8 has"),
        ((0..<40).map { "\($0).5" } + ["abc"], "found \"abc\", expected a number as in most rows; --na"),
    ])
    func `what is neither number nor word is refused`(cells: [String], message: String) throws {
        let error = try #require(throws: FormatError.self) { try column(cells) }
        #expect(error.message.contains(message.replacing("line 2: ", with: "")), "\(error.message)")
    }

    @Test func `a schema is obeyed`() throws {
        let (schema, _, _) = try RoundTripTests.read("a,b,c\nx,1,2024-01-02\ny,0,2024-01-03\nz,2,\n")
        func read(_ row: String, readsUnknown: Bool = false) throws -> [Double] {
            try RoundTripTests.read("a,b,c\n" + row, obeying: schema, readsUnknown: readsUnknown).numbers
        }
        #expect(try read("z,7,1970-01-01\n") == [2, 7, 0])
        for (row, message) in [
            (
                "q,7,1970-01-01\n",
                "line 2, 0: found \"q\", expected one of 3 categories: \"x\" \"y\" \"z\"; --unknown missing"
            ),
            ("x,-7,1970-01-01\n", "line 2, 1: found \"-7\", expected a whole number from 0 to 2^53 - 1"),
            ("x,1.5,1970-01-01\n", "line 2, 1: found \"1.5\", expected a whole number"),
            (
                "x,1,1970-01-01\nx,1,01.01.1970\n",
                "line 3, 2: found \"01.01.1970\", expected a date such as %Y-%m-%d"
            ),
            ("x,1\n", "line 2, -1: found 2 cells, expected 3"),
        ] {
            let error = try #require(throws: FormatError.self) { try read(row) }
            #expect(error.message.contains(message), "\(error.message)")
        }
        let unknown = try read("q,7,1970-01-01\n", readsUnknown: true)
        #expect(unknown[0].isNaN && unknown[1] == 7)
    }

    @Test func `what models make becomes what a column can hold`() throws {
        let (schema, _, _) = try RoundTripTests.read(
            "i,n,b,o,d,t,f\n5,0,no,S,2024-01-02,10:00,1.50\n7,3,yes,L,2024-01-03,11:00,2.25\n-1,2,no,M,2024-01-05,12:00,3.00\n"
        )
        let made = [6.6, -0.7, 0.8, 5, 19724.4, 86_399, 1.005]
        #expect(
            RoundTripTests.write(schema, made) == "i,n,b,o,d,t,f\n7,0,yes,L,2024-01-02,00:00,1.00\n"
                || RoundTripTests.write(schema, made) == "i,n,b,o,d,t,f\n7,0,yes,L,2024-01-02,00:00,1.01\n")
        var writer = TableWriter(schema)
        var text: [UInt8] = []
        let place = writer.append([0, 0, 0, 0, 0, 0, 0, 1, .infinity, 0, 0, 0, 0, 0], to: &text)
        #expect(place?.row == 1 && place?.column == 1)
    }
}
