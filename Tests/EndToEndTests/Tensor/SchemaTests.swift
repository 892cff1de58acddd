import TestSupport
import Testing

/// Tables with words and dates, their schemas, and the tables again.
@Suite struct SchemaTests {
    private static let people = """
        age,pay,smokes,size,since,seen,city
        17,0.50,no,S,2024-01-02,2024-01-02 10:20:30,Paris
        45,99.99,yes,M,2023-05-06,2023-05-06 23:59:59,"New ""York"", NY"
        ,12.25,no,L,,2022-02-28 00:00:00,Paris
        90,7.00,NA,M,2020-02-29,2021-12-31 12:00:01,"x
        y"

        """

    private func place(_ text: String = people) throws -> Workplace {
        try Workplace(files: ["t.csv": Array(text.utf8)])
    }

    @Test func `a table is found out, becomes numbers, and a table again`() async throws {
        let place = try place()
        let outcome = try await place.bash(
            """
            vae-tensor import --schema s.json t.csv > t.npy
            vae-tensor export --schema s.json t.npy | cmp - t.csv
            vae-tensor import --schema s.json t.csv | cmp - t.npy
            vae-tensor import --schema p.json < t.csv | cmp - t.npy
            cmp p.json s.json
            gzip < t.csv | vae-tensor import --schema s.json | cmp - t.npy
            gzip < t.csv > u.csv.gz; vae-tensor import --schema q.json u.csv.gz | cmp - t.npy
            vae-tensor export t.npy
            """)
        outcome.expectSilence()
        #expect(outcome.lines.count == 4)
        #expect(outcome.lines[0] == "17.0,0.5,0.0,0.0,19724.0,1704190830.0,1.0")
        #expect(outcome.lines[2] == "nan,12.25,0.0,2.0,nan,1646006400.0,1.0")
    }

    @Test func `columns are found by their names, and many files are one table`() async throws {
        let place = try place()
        let outcome = try await place.bash(
            """
            printf 'b,a\\nx,1\\ny,2\\n' > ba.csv; printf 'a;b\\n3;y\\n' > ab.csv
            vae-tensor import --schema s.json ba.csv ba.csv | vae-tensor export --schema s.json
            vae-tensor import --schema s.json ab.csv ba.csv --delimiter semicolon 2>&1
            vae-tensor import --schema s.json --delimiter semicolon ab.csv | vae-tensor export --schema s.json --to tsv
            printf 'a,b,c\\n3,y,1\\n' | vae-tensor import --schema s.json 2>&1
            printf 'a,b,c\\n3,y,1\\n' | vae-tensor import --columns a-b --schema s.json | vae-tensor export
            printf 'a\\n3\\n' | vae-tensor import --schema s.json 2>&1
            true
            """)
        outcome.expectSilence()
        #expect(
            outcome.lines == [
                "b,a", "x,1", "y,2", "x,1", "y,2",
                "vae-tensor: ba.csv: found a column b,a, expected those of the schema; --columns chooses some",
                "b\ta", "y\t3",
                "vae-tensor: standard input: found a column c, expected those of the schema; --columns chooses some",
                "1.0,3.0",
                "vae-tensor: standard input: found no column b, expected those of the schema",
            ])
    }

    @Test(arguments: [
        (
            "17,1.5,maybe,S,,,", "",
            "line 2, column 3 (smokes): found \"maybe\", expected one of 2 categories: \"no\" \"yes\""
        ),
        ("17.5,1,no,S,,,", "", "line 2, column 1 (age): found \"17.5\", expected a whole number"),
        (
            "1,1,no,S,02.01.2024,,", "",
            "line 2, column 5 (since): found \"02.01.2024\", expected a date such as"
        ),
        ("1,1,no,S,,", "", "line 2: found 6 cells, expected 7"),
        (
            "1,\"1,000.5\",no,S,,,", "",
            "column 2 (pay): found \"1,000.5\", expected a number; remove the thousands"
        ),
    ])
    func `a table that does not obey is refused`(row: String, options: String, words: String) async throws {
        let place = try place()
        let outcome = try await place.bash(
            """
            vae-tensor import --schema s.json t.csv > t.npy
            head -n 1 t.csv > u.csv; echo '\(row)' >> u.csv
            vae-tensor import --schema s.json u.csv -o u.npy
            """)
        outcome.expectFailure(65, of: .tensor, "u.csv: ", words)
        #expect(!place.files.contains("u.npy"))
    }

    @Test func `words that are unknown may be missing`() async throws {
        let place = try place("a,b\nx,1\ny,2\nz,3\n")
        let outcome = try await place.bash(
            """
            vae-tensor import --schema s.json t.csv > t.npy
            printf 'a,b\\nq,1\\ny,\\n' > u.csv
            vae-tensor import --schema s.json --unknown missing u.csv | vae-tensor export --schema s.json
            vae-tensor import --schema s.json --unknown missing --missing drop u.csv t.csv | vae-tensor export
            """)
        outcome.expectSilence()
        #expect(outcome.lines == ["a,b", ",1", "y,", "0.0,1.0", "1.0,2.0", "2.0,3.0"])
    }

    /// Blanks between the words of cells, decimal commas, commas in dates: the header tells what separates.
    @Test(arguments: [
        "joined,status\n26 Feb 2018,ok\n3 Jan 2011,bad\n7 Mar 2020,ok\n",
        "name,address\nAnn,12 Main St 5\nBob,3 Low Rd 2\n", "species;measured\nBob;16 x 8\nAnn;3 x 4\n",
        "who|when\nAnn|Mar 20, 2013\nBob|Mar 21, 2013\n", "when\tevent\n5 May 2024\tstart\n6 May 2024\t\n",
        "unit price\n1.5\n2.5\n", "when\n2024-01-01 10:00:00\n2024-01-02 10:00:00\n", "1,5 2,5\n3,5 4,5\n",
        "a b\n1 2\n3 4\n", "a;b\n1,5;x\n2,25;y\n", "\"a \"\"b\"\" c\",d\n1,2\n",
    ])
    func `what separates is guessed, and the bytes come back`(table: String) async throws {
        let outcome = try await place(table).bash(
            "vae-tensor import --schema s.json t.csv | vae-tensor export --schema s.json | cmp - t.csv")
        outcome.expectSilence()
    }

    @Test func `a schema takes numbers beyond those of f4, and columns that are left out`() async throws {
        let place = try place("x,v,d\n1e308,a,2024-01-02\n-1e308,b,2024-01-03\n")
        let outcome = try await place.bash(
            """
            vae-tensor import --schema s.json t.csv > /dev/null
            vae-tensor import --schema s.json t.csv | vae-tensor export --schema s.json | cut -d, -f2-
            sed '/"[vd]"/s/"kind": "[a-z]*"/"kind": "ignored"/' s.json > i.json
            vae-tensor import --schema i.json t.csv | vae-tensor info - | tail -n 1 | cut -f3
            """)
        outcome.expectSilence()
        #expect(outcome.lines == ["v,d", "a,2024-01-02", "b,2024-01-03", "2x1"])
    }

    @Test func `what is edited wrongly is told`() async throws {
        let place = try place("a,b\nx,1\ny,2\nz,3\n")
        let outcome = try await place.bash(
            """
            vae-tensor import --schema s.json t.csv > t.npy
            sed 's/categorical/ordinary/' s.json > e.json; vae-tensor import --schema e.json t.csv
            sed 's/"decimal"/"decimals"/' s.json > e.json; vae-tensor export --schema e.json t.npy
            sed 's/\\["x"/["x" /; s/, "y"//' s.json > e.json; vae-tensor import --schema e.json t.csv | cat > /dev/null
            vae-tensor import --schema t.csv t.csv
            vae-tensor export --schema none.json t.npy
            vae-tensor slice :,0:1 t.npy | vae-tensor export --schema s.json
            """)
        let lines = outcome.errors.split(separator: "\n").map(String.init)
        #expect(
            lines == [
                "vae-tensor: e.json: column 1 (a): kind: found \"ordinary\", expected one of "
                    + "continuous integer count binary categorical ordinal date time datetime index ignored",
                "vae-tensor: e.json: found the key 'decimals', expected one of "
                    + "schema delimiter decimal header missing_words columns",
                "vae-tensor: t.csv: line 3, column 1 (a): found \"y\", expected one of 2 categories: \"x\" \"z\"; "
                    + "--unknown missing reads others as missing cells",
                "vae-tensor: t.csv: found \"a,b\nx,1\ny,2\n\" at byte 0 of the schema, expected '{'"
                    .replacing("\n", with: "\\x0a"),
                "vae-tensor: none.json: cannot open: No such file or directory",
                "vae-tensor: standard input: found rows of 1 values, expected 2 as in the schema",
            ])
    }

    @Test func `an ordinal column has the order that it is given`() async throws {
        let place = try place("a,b\nx,1\ny,2\nz,3\n")
        let outcome = try await place.bash(
            """
            vae-tensor import --schema s.json t.csv > t.npy
            sed 's/"categorical", "categories": .*\\]/"ordinal", "categories": ["z", "x", "y"]/' s.json > o.json
            vae-tensor import --schema o.json t.csv | vae-tensor export
            vae-tensor import --schema o.json t.csv | vae-tensor export --schema o.json | cmp - t.csv
            """)
        outcome.expectSilence()
        #expect(outcome.lines == ["1.0,1.0", "2.0,2.0", "0.0,3.0"])
    }

    @Test func `options that say otherwise exclude each other`() async throws {
        let place = try place()
        for options in [
            "import --schema s.json --as f4 t.csv", "import --schema s.json --standardize u.npy t.csv",
            "import --unknown missing t.csv", "import --schema s.json --missing 0 t.csv",
            "import --schema s.json --unknown missing t.csv", "export --schema s.json --names a digits.npy",
            "export --schema s.json --to npy digits.bin", "import --schema s.json --skip -1 t.csv",
        ] {
            #expect(try await place.bash("vae-tensor \(options)").status == 64, "\(options)")
        }
    }

    @Test func `what is left out is told`() async throws {
        let rows = (0..<50).map { "name \($0),0\(1 + $0 % 2)/02/2024,\($0)\n" }.joined()
        let outcome = try await place("who,when,x\n\(rows)").bash(
            "vae-tensor import --schema s.json t.csv -o t.npy")
        #expect(outcome.status == 0)
        #expect(
            outcome.errors == """
                vae-tensor: t.csv: column 1 (who): found 50 different words in 50 cells: ignored
                vae-tensor: t.csv: column 2 (when): read as %m/%d/%Y; if it is %d/%m/%Y, edit date_format

                """)
    }

    @Test func `a hundred thousand columns are read`() async throws {
        let place = try Workplace(files: [:])
        let outcome = try await place.bash(
            """
            { seq -s , 1 100000 | sed 's/[0-9]*/c&/g'; seq -s , 1 100000; seq -s , 2 100001; } > t.csv
            vae-tensor import t.csv | vae-tensor info
            vae-tensor import --schema s.json t.csv > t.npy
            vae-tensor export --schema s.json t.npy | cmp - t.csv
            """)
        outcome.expectSilence()
        #expect(outcome.text.contains("2x100000"))
    }
}

/// Tables that other programs write and read, where these are.
@Suite struct TablePipeTests {
    private static let table = "a,x,w,d\n1,0.5,one,2024-01-02\n2,1.5,two,2024-01-03\n3,2.5,one,2024-01-05\n"

    private func run(_ script: String) async throws -> Outcome {
        try await Workplace(files: ["t.csv": Array(Self.table.utf8)]).bash(script)
    }

    @Test(.enabled(if: Program.sqlite3.isInstalled, "sqlite3 is not installed"))
    func `SQLite reads and writes`() async throws {
        let outcome = try await run(
            """
            vae-tensor import --schema s.json t.csv > t.npy
            vae-tensor export --schema s.json t.npy | sqlite3 -csv t.db '.import /dev/stdin t'
            sqlite3 -csv -header t.db 'select * from t' | vae-tensor import --schema s.json | cmp - t.npy
            """)
        outcome.expectSilence()
    }

    @Test(.enabled(if: Program.duckdb.isInstalled, "duckdb is not installed"))
    func `DuckDB reads and writes Parquet`() async throws {
        let outcome = try await run(
            """
            vae-tensor import --schema s.json t.csv > t.npy
            vae-tensor export --schema s.json t.npy | duckdb -c "copy (from read_csv('/dev/stdin')) to 't.parquet'"
            duckdb -c "copy (from 't.parquet') to '/dev/stdout' (format csv)" |
                vae-tensor import --schema s.json | cmp - t.npy
            """)
        outcome.expectSilence()
    }

    @Test(.enabled(if: Program.curl.isInstalled, "curl is not installed"))
    func `curl fetches`() async throws {
        let outcome = try await run(
            """
            vae-tensor import --schema s.json t.csv > t.npy
            curl -s "file://$PWD/t.csv" | vae-tensor import --schema s.json | cmp - t.npy
            """)
        outcome.expectSilence()
    }

    @Test(.enabled(if: Python.hasPyArrow, "pyarrow is not installed"))
    func `pyarrow reads Parquet`() async throws {
        let outcome = try await run(
            """
            vae-tensor import --schema s.json t.csv > t.npy
            python3 -c 'import pyarrow.csv as csv, pyarrow.parquet as parquet
            parquet.write_table(csv.read_csv("t.csv"), "t.parquet")
            csv.write_csv(parquet.read_table("t.parquet"), "/dev/stdout")' |
                vae-tensor import --schema s.json | cmp - t.npy
            """)
        outcome.expectSilence()
    }
}
