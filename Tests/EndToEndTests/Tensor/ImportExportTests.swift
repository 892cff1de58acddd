import Foundation
import Images
import Testing

/// What goes out of the stream comes back the same.
@Suite struct ImportExportTests {
    /// An array of any type, as NumPy would save it.
    private func npy(_ descr: String, shape: [Int], _ elements: [UInt8]) -> [UInt8] {
        npyHeader(descr, shape: shape) + elements
    }

    /// The elements of an NPY array of one record, whose header has 128 bytes.
    private func elements(_ bytes: [UInt8]) -> [UInt8] { Array(bytes.dropFirst(128)) }

    @Test(arguments: [("8", 1), ("16", 1), ("8", 3), ("16", 4), ("8", 2)])
    func `pictures that vae-png wrote have the same pixels`(depth: String, channels: Int) async throws {
        let place = try Workplace(files: [:])
        let maximum = depth == "8" ? 255 : 65535
        let shape = [15, 5, 7] + (channels == 1 ? [] : [channels])
        let samples = (0..<525 * channels).map { $0 * 40503 % (maximum + 1) }
        let rows = Record(shape: shape, values: samples.map { Float($0) / Float(maximum) })
        try place.write(rows.npy(), to: "rows.npy")
        let outcome = try await place.bash(
            """
            set -e -o pipefail
            mkdir p; vae-png --depth \(depth) --min 0 --max 1 --each p/x rows.npy
            vae-tensor import p > folder
            vae-tensor import p/*.png > files
            cat p/*.png | vae-tensor import > stream
            vae-tensor import -o out p; cmp out folder; cmp files folder; cmp stream folder
            vae-tensor export --to pam folder | vae-tensor import | cmp - folder
            [ \(channels % 2) = 0 ] || vae-tensor export --to pnm folder | vae-tensor import | cmp - folder
            """)
        outcome.expectSilence()
        let size = depth == "8" ? 1 : 2
        let expected = samples.flatMap { sample in (0..<size).map { UInt8(sample >> (8 * $0) & 255) } }
        let found = try place.read("folder")
        expectSame(elements(found), expected)
        #expect(
            String(decoding: found.prefix(128), as: UTF8.self).contains("'\(size == 1 ? "|" : "<")u\(size)'"))
    }

    @Test(arguments: ["csv", "tsv"], ["4", "8"])
    func `a table that was written is read bit for bit`(format: String, size: String) async throws {
        let place = try Workplace(files: [:])
        var random = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        while bytes.count < 6 * 500 * Int(size)! {
            if size == "4" {
                let number = Float(bitPattern: UInt32.random(in: 0...UInt32.max, using: &random))
                if number.isFinite { withUnsafeBytes(of: number) { bytes += $0 } }
            } else {
                let number = Double(bitPattern: UInt64.random(in: 0...UInt64.max, using: &random))
                if number.isFinite { withUnsafeBytes(of: number) { bytes += $0 } }
            }
        }
        let floats: [Float] = [
            0, -0.0, .greatestFiniteMagnitude, -.leastNonzeroMagnitude, .leastNormalMagnitude, 0.1,
        ]
        let doubles: [Double] = [
            0, -0.0, .greatestFiniteMagnitude, -.leastNonzeroMagnitude, .leastNormalMagnitude, 0.1,
        ]
        bytes += size == "4" ? floats.withUnsafeBytes { Array($0) } : doubles.withUnsafeBytes { Array($0) }
        try place.write(npy("<f\(size)", shape: [501, 6], bytes), to: "a.npy")
        let outcome = try await place.bash(
            """
            set -e -o pipefail
            vae-tensor export a.npy -o a.\(format)
            vae-tensor import --as f\(size) a.\(format) > b.npy
            vae-tensor export --to \(format) a.npy | vae-tensor import --as f\(size) | cat > c.npy
            vae-tensor export --names auto --to \(format) a.npy | vae-tensor import --as f\(size) -o d.npy
            gzip a.\(format); vae-tensor import --as f\(size) a.\(format).gz > e.npy
            cmp b.npy c.npy; cmp b.npy d.npy; cmp b.npy e.npy
            """)
        outcome.expectSilence()
        try expectSame(elements(place.read("b.npy")), bytes)
    }

    @Test(arguments: ["u1", "u2", "u4", "u8", "i1", "i2", "i4", "i8", "f2", "b1"])
    func `so is one of any type`(type: String) async throws {
        let place = try Workplace(files: [:])
        let size = Int(type.dropFirst())!
        var bytes: [UInt8] = []
        for index in 0..<60 * size {
            // Bytes below 101 make no half that is infinite.
            let range = type == "b1" ? 2 : type == "f2" ? 101 : 256
            bytes.append(UInt8(index * 89 % range))
        }
        try place.write(
            npy(type == "b1" ? "|b1" : (size == 1 ? "|" : "<") + type, shape: [20, 3], bytes), to: "a.npy")
        let outcome = try await place.bash("vae-tensor export a.npy | vae-tensor import --as \(type)")
        outcome.expectSilence()
        expectSame(elements(outcome.output), bytes)
    }

    @Test func `raw rows go in and out`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            """
            set -e -o pipefail
            vae-tensor head -n 20 digits.npy > whole.npy
            vae-tensor export --to raw digits.npy > digits.raw
            vae-tensor export --to npy --raw 8x8 --type f4 digits.raw | cmp - whole.npy
            for i in 1 2 3; do cat digits.raw; done > three.raw
            vae-tensor import --raw 8x8 --type f4 three.raw > a.npy
            cat three.raw | vae-tensor import --raw 8x8 --type f4 | cmp - a.npy
            cat digits.raw | vae-tensor import --raw 8x8 --type f4 digits.raw - digits.raw | cmp - a.npy
            tail -c +129 a.npy | cmp - three.raw
            """)
        outcome.expectSilence()
        #expect(try Record(place.read("a.npy")).shape == [60, 8, 8])
    }

    @Test func `records become files`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            """
            set -e -o pipefail
            vae-tensor head -n 20 digits.npy > a.npy
            vae-tensor head -n 3 digits.npy > b.npy
            cat a.npy b.npy | vae-tensor export --each r-
            cmp r-000000.npy a.npy; cmp r-000001.npy b.npy
            cat r-*.npy | vae-tensor export > whole.csv
            cat digits.npy b.npy | vae-tensor export --each t- --to csv; cat t-*.csv | cmp - whole.csv
            ls r-* t-*
            """)
        outcome.expectSilence()
        #expect(outcome.lines == ["r-000000.npy", "r-000001.npy", "t-000000.csv", "t-000001.csv"])
    }

    @Test func `standardisation can be undone`() async throws {
        let place = try Workplace(files: [:])
        // The last column is constant.
        let units: [Float] = [1, 10, 100, 0]
        var values: [Float] = []
        for index in 0..<400 { values.append(Float(index * 7919 % 1000) * units[index % 4] - 300) }
        try place.write(Record(shape: [100, 4], values: values).npy(), to: "a.npy")
        let outcome = try await place.bash(
            """
            set -e -o pipefail
            vae-tensor export a.npy > a.csv
            vae-tensor import --standardize stats.npy a.csv > z.npy
            vae-tensor export --undo stats.npy z.npy | vae-tensor import > b.npy
            vae-tensor export --undo stats.npy --to npy z.npy | cmp - b.npy
            vae-tensor cast f4 stats.npy > stats
            """)
        outcome.expectSilence()
        let (z, stats) = (try Record(place.read("z.npy")), try Record(place.read("stats")))
        #expect(stats.shape == [2, 4])
        for column in 0..<4 {
            let own = (0..<100).map { Double(values[4 * $0 + column]) }
            let mean = own.reduce(0, +) / 100
            let variance = own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 100
            let scale = column == 3 ? 1 : variance.squareRoot()
            expectNear(stats.values[column], mean, within: 1e-6 * abs(mean))
            expectNear(stats.values[4 + column], scale, within: 1e-6 * scale)
            for row in 0..<100 {
                expectNear(z.values[4 * row + column], (own[row] - mean) / scale, within: 1e-5)
            }
        }
        let undone = try Record(place.read("b.npy")).values
        for (value, again) in zip(values, undone) { expectNear(again, Double(value), within: 0.02) }
    }

    private func expectNear(_ value: Float, _ expected: Double, within tolerance: Double) {
        #expect(abs(Double(value) - expected) <= tolerance, "\(value), \(expected)")
    }

    @Test func `an output that is appended to is whole`() async throws {
        let place = try Workplace(files: ["a.csv": Array("1,2\n3,4\n".utf8)])
        let outcome = try await place.bash(
            """
            set -e -o pipefail
            vae-tensor import a.csv > one
            (vae-tensor import a.csv; vae-tensor import a.csv) > two
            cat one >> three; vae-tensor import a.csv >> three
            cat one one | cmp - two; cmp two three
            TMPDIR=/no/such/folder vae-tensor import a.csv -o four; cmp one four
            """)
        outcome.expectSilence()
        let nowhere = try await place.bash(
            "TMPDIR=/no/such/folder vae-tensor import a.csv | cat; exit ${PIPESTATUS[0]}")
        nowhere.expectFailure(73, of: .tensor, "/no/such/folder")
    }

    @Test func `folders give their files in natural order, and labels`() async throws {
        let place = try Workplace(files: [:])
        let outcome = try await place.bash(
            """
            set -e -o pipefail
            pixel() { printf "P5 1 1 255\\n\\\\$(printf %03o $1)" | vae-tensor import | vae-png --scale 1 > $2; }
            mkdir -p a b/deep/er
            pixel 2 a/img2.png; pixel 10 a/img10.png; pixel 1 a/img01.PNG; touch a/.hidden
            pixel 3 b/x3.png; pixel 4 b/deep/y.png; pixel 5 b/deep/er/z.png; ln -s ../a b/link
            vae-tensor import -q --labels l.npy a b a/img2.png > x.npy
            vae-tensor export x.npy | tr '\\n' ' '; vae-tensor export l.npy | tr '\\n' ' '
            vae-tensor import -q --recursive b/ | vae-tensor export | tr '\\n' ' '
            """)
        outcome.expectSilence()
        #expect(outcome.text == "1 2 10 3 2 0 0 0 1 2 5 4 3 ")
    }

    @Test func `an empty input gives an empty output`() async throws {
        let place = try Workplace(files: ["empty": [], "names.csv": Array("a,b\n".utf8)])
        for command in [
            "import empty", "import < empty", "import --raw 2 empty", "export empty",
            "import --from pnm empty",
        ] {
            let outcome = try await place.bash("vae-tensor \(command)")
            outcome.expectSilence()
            #expect(outcome.output == [], "\(command)")
        }
        let outcome = try await place.bash("vae-tensor import names.csv")
        #expect(try Record(outcome.output).shape == [0, 2])
    }
}
