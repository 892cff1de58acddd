import Testing

/// What `import` makes of the tables that other programs write.
@Suite struct ImportTableTests {
    /// What becomes of a text, its rows between slashes, and what was said with -v.
    private func imported(_ text: String, _ options: String = "") async throws -> (
        rows: String, words: Outcome
    ) {
        try await imported(Array(text.utf8), options)
    }

    private func imported(
        _ bytes: [UInt8], _ options: String = ""
    ) async throws -> (rows: String, words: Outcome) {
        let place = try Workplace(files: ["t": bytes])
        let outcome = try await place.bash("vae-tensor import -v \(options) t -o out.npy")
        guard outcome.status == 0 else { return ("", outcome) }
        let rows = try await place.bash("vae-tensor export out.npy")
        return (rows.lines.joined(separator: "/"), outcome)
    }

    @Test(
        arguments: [
            ("a,b\r1,2\r3,4\r", "1.0,2.0/3.0,4.0", "commas, header a, b"),
            ("1;5\n", "1.0,5.0", "semicolons, no header"),
            ("1,5\n", "1.0,5.0", "commas, no header"),
            ("a;b\n1;2\n3;4\n", "1.0,2.0/3.0,4.0", "semicolons, header a, b"),
            ("a\tb c\n1\t2\n", "1.0,2.0", "tabs, header a, b c"),
            ("a b\n1 2\n3 4\n", "1.0,2.0/3.0,4.0", "blanks, header a, b"),
            ("  1.5   2e3\n -3.5 \t 4\n", "1.5,2000.0/-3.5,4.0", "blanks, no header"),
            ("a;b\n1,5;2,25\n3,5;4,75\n", "1.5,2.25/3.5,4.75", "semicolons, decimal commas, header a, b"),
            ("1,000;2\n3,000;4\n", "1.0,2.0/3.0,4.0", "semicolons, decimal commas, no header"),
            ("a,b\n\"1,5\",\"2,25\"\n\"3,5\",\"4,75\"\n", "1.5,2.25/3.5,4.75", "commas, decimal commas"),
            ("1,5 2,5\n3,5 4,5\n", "1.5,2.5/3.5,4.5", "blanks, decimal commas, no header"),
            ("a, b\n1, 2\n", "1.0,2.0", "commas, header a, b"),
            ("sepal length,sepal width\n1,2\n", "1.0,2.0", "commas, header sepal length, sepal width"),
            ("\u{FEFF}\"a\",\"b\"\n\"1\",\"2\"\n", "1.0,2.0", "commas, header a, b"),
            ("a|b\n1|2\n", "1.0,2.0", "'|', header a, b"),
            ("p,x\n1,?\n3,4\n", "1.0,nan/3.0,4.0", "commas, header p, x"),
            ("1,-\n3,4\n", "1.0,nan/3.0,4.0", "commas, no header"),
            ("a,b\n1,2\r3,4\r\n5,6\n", "1.0,2.0/3.0,4.0/5.0,6.0", "commas, header a, b"),
            ("a, \"b, c\"\n1, 2\n", "1.0,2.0", "commas, header a, b, c"),
        ])
    func `the separator, the decimal mark and the header are guessed`(
        text: String, rows: String, words: String
    ) async throws {
        let result = try await imported(text)
        #expect(result.rows == rows, "\(result.words.errors)")
        #expect(result.words.errors.contains("t: cells separated by \(words)"), "\(result.words.errors)")
    }

    @Test(
        arguments: [
            ("0,1,2\n1.5,2.5,3.5\n4.5,5.5,6.5\n", "1.5,2.5,3.5/4.5,5.5,6.5", "header 0, 1, 2"),
            (",0,1\n0,1.5,2.5\n1,4.5,5.5\n", "0.0,1.5,2.5/1.0,4.5,5.5", "--columns 0-1 leaves it out"),
            (",a,b\n0,1.5,2.5\n1,4.5,5.5\n", "0.0,1.5,2.5/1.0,4.5,5.5", "--columns 2-3 leaves it out"),
            (",0\n0,5\n1,6\n", "0.0,5.0/1.0,6.0", "header , 0"),
            ("0,1\n1,0\n1,1\n", "0.0,1.0/1.0,0.0/1.0,1.0", "no header"),
            ("0\n1\n2\n", "0.0/1.0/2.0", "no header"),
            ("0,1,2\n", "0.0,1.0,2.0", "no header"),
            ("1,2\n3,4\n", "1.0,2.0/3.0,4.0", "no header"),
        ])
    func `numbers from 0 on are the names of pandas`(text: String, rows: String, words: String) async throws {
        let result = try await imported(text)
        #expect(result.rows == rows, "\(result.words.errors)")
        #expect(result.words.errors.contains(words), "\(result.words.errors)")
    }

    @Test(
        arguments: [
            ("1,inf\n3,4\n", "", "line 1, column 2: found \"inf\", expected a finite number"),
            ("1,?\n3,4\n", "--as i4", "line 1, column 2: found \"?\", expected a number; see --missing"),
            (
                "a,b\n1,.\n5,4\n", "--as i4",
                "line 2, column 2 (b): found \".\", expected a number; see --missing"
            ),
            ("a,b\n1,None\n", "--as i4", "found \"None\", expected a number; see --missing"),
            ("5.1,3.5,setosa\n4.9,3.0,setosa\n", "", "line 1, column 3: found \"setosa\""),
            ("5.1,3.5,setosa\n4.9,3.0,setosa\n", "", "--columns 1-2 leaves out text"),
            (
                "id,a,c\nx1,1,cat\nx2,2,dog\n", "",
                "column 1 (id): found \"x1\", expected a number; --columns 2"
            ),
            ("date,a\n2024-01-02,1\n", "", "found \"2024-01-02\", expected a number; --columns 2"),
            ("a,b\n$10,2\n", "", "found \"$10\", expected a number; remove the signs of the currency first"),
            ("a,b\n10%,2\n", "", "found \"10%\", expected a number; remove the signs of percent first"),
            ("# by x\na,b\n1,2\n", "", "line 2: found 2 cells, expected 1; --comment '#'"),
            ("a,b\n\"1,000\",2\n", "", "decimal point; --decimal comma"),
            ("a;b\n1,5;2\n", "--decimal point", "decimal point; --decimal comma"),
            ("a;b\n1,5;2\n3.5;4\n", "--decimal comma", "line 3, column 1 (a): found \"3.5\""),
        ])
    func `what is no number is named, and what to do`(
        text: String, options: String, words: String
    ) async throws {
        let result = try await imported(text, options)
        #expect(result.words.status == 65)
        #expect(result.words.errors.contains(words), "\(result.words.errors)")
    }

    @Test func `options say what is not guessed`() async throws {
        #expect(try await imported("1,?\n3,4\n5,.\n", "--missing nan").rows == "1.0,nan/3.0,4.0/5.0,nan")
        #expect(try await imported("# x, y\na,b\n1,2 # c\n3,4\n", "--comment '#'").rows == "1.0,2.0/3.0,4.0")
        #expect(try await imported("1,5;2\n", "--separator comma --header no").words.status == 65)
        #expect(try await imported("\"1,000\",2\n", "--decimal comma").rows == "1.0,2.0")
        #expect(try await imported("1 2\n", "--separator space").rows == "1.0,2.0")
        #expect(try await imported("1!2\n", "--delimiter '!'").rows == "1.0,2.0")
        #expect(try await imported("A title, and\r\nmore\r\na,b\r\n1,2\r\n", "--skip 2").rows == "1.0,2.0")
        #expect(
            try await imported("1,-999\n3,none of it\n", "--na '-999,none of it'").rows == "1.0,nan/3.0,nan")
        #expect(try await imported("x\ny\n", "--skip 2").words.status == 0)
        for options in ["--comment 1", "--comment '##'", "--separator ab", "--comment ';' --separator ';'"] {
            #expect(try await imported("1\n", options).words.status == 64, "\(options)")
        }
    }

    @Test(
        arguments: [
            (Array("a,b\n1,2\n".utf8).flatMap { [$0, 0] }, "UTF-16LE, "),
            (Array("a,b\n1,2\n".utf8).flatMap { [0, $0] }, "UTF-16BE, "),
            ([0xFF, 0xFE] + Array("a,b\n1,2\n".utf8).flatMap { [$0, 0] }, "UTF-16LE, "),
            ([0xFE, 0xFF] + Array("a,b\n1,2\n".utf8).flatMap { [0, $0] }, "UTF-16BE, "),
            (Array("\u{FEFF}a,b\n1,2\n".utf8), ""),
            (Array("a,".utf8) + [0xFC] + Array("\n1,2\n".utf8), "Latin-1, "),
        ] as [([UInt8], String)])
    func `encodings are told apart`(bytes: [UInt8], words: String) async throws {
        let result = try await imported(bytes)
        #expect(result.rows == "1.0,2.0", "\(result.words.errors)")
        #expect(result.words.errors.contains("t: \(words)cells separated by commas, header a, "))
    }

    @Test(arguments: ["BMI,age", "PAR1,PAR2", "GIF8,b", "BZhang,b", "ARROW1,PK", "P1,P2", "P6,P1"])
    func `a table may begin with the letters of another format`(header: String) async throws {
        #expect(try await imported("\(header)\n1,2\n", "").rows == "1.0,2.0")
        let blanks = header.replacing(",", with: " ")
        #expect(try await imported("\(blanks)\n1 2\n", "").rows == "1.0,2.0")
    }

    @Test(
        arguments: [
            (
                [0xFF, 0xFE, 0, 0] + Array("a,b\n".utf8).flatMap { [$0, 0, 0, 0] }, "UTF-32 text",
                "iconv -f UTF-32 -t UTF-8"
            ),
            (Array("BZh91AY".utf8), "bzip2 data", "bzip2 -dc"),
            ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "xz data", "xz -dc"),
            ([0x28, 0xB5, 0x2F, 0xFD, 4], "zstd data", "zstd -dc"),
            ([0x89] + Array("HDF\r\n\u{1A}\n".utf8), "an HDF5 file", ".npy"),
            (Array("PAR1".utf8) + [0x15], "a Parquet file", "to_csv"),
            ([0x80, 4, 0x95], "a Python pickle", "numpy.save"),
            (Array("PK\u{3}\u{4}".utf8), "a ZIP archive", "unpack"),
        ] as [([UInt8], String, String)])
    func `what is not read is named, and what to do`(
        bytes: [UInt8], name: String, advice: String
    ) async throws {
        let place = try Workplace(files: ["t": bytes, "t.csv": bytes])
        for command in ["import t", "import t.csv", "import < t", "import --from csv t"] {
            let outcome = try await place.bash("vae-tensor \(command)")
            outcome.expectFailure(65, of: .tensor, "found \(name)", advice)
        }
    }
}
