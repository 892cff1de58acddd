import Compute
import Testing

@Suite struct PhiloxTests {
    /// The known answers of Random123's kat_vectors for philox4x32 with 10 rounds.
    @Test(arguments: [
        (
            counter: [UInt32](repeating: 0, count: 4), key: [UInt32](repeating: 0, count: 2),
            words: [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8] as [UInt32]
        ),
        (
            counter: [UInt32](repeating: .max, count: 4), key: [UInt32](repeating: .max, count: 2),
            words: [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
        ),
        (
            counter: [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
            key: [0xa409_3822, 0x299f_31d0],
            words: [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
        ),
    ])
    func `known answers`(counter: [UInt32], key: [UInt32], words: [UInt32]) {
        let block = Philox.words(
            counter: (counter[0], counter[1], counter[2], counter[3]), key: (key[0], key[1]))
        #expect([block.0, block.1, block.2, block.3] == words)
    }
}

@Suite struct NoiseTests {
    let noise = Noise(seed: 7, purpose: .posterior)

    private func normals(_ rows: Int, _ columns: Int, row: Int = 0, draws: Int = 1, firstDraw: Int = 0)
        -> [Float]
    {
        let buffer = Buffer<Float>(count: rows * columns)
        noise.fillNormal(
            Matrix(buffer, rows: rows, columns: columns), row: row, draws: draws, firstDraw: firstDraw)
        return buffer.values
    }

    @Test(arguments: [1, 3, 4, 7]) func `values depend on their place alone`(columns: Int) {
        let whole = normals(10, columns)
        #expect(normals(4, columns) + normals(6, columns, row: 4) == whole)
    }

    @Test func `draws of a row follow each other`() {
        let both = normals(6, 5, row: 3, draws: 2)
        for row in 0..<3 {
            for draw in 0..<2 {
                let alone = normals(1, 5, row: 3 + row, firstDraw: draw)
                #expect(alone == Array(both[(row * 2 + draw) * 5..<(row * 2 + draw + 1) * 5]))
            }
        }
    }

    @Test func `seeds and purposes are unrelated`() {
        func first(_ noise: Noise) -> [Float] {
            let buffer = Buffer<Float>(count: 8)
            noise.fillNormal(Matrix(buffer, rows: 2, columns: 4), row: 0)
            return buffer.values
        }
        let all = [
            Noise(seed: 7, purpose: .posterior), Noise(seed: 7, purpose: .prior),
            Noise(seed: 8, purpose: .posterior), Noise(seed: 7 + 1 << 32, purpose: .posterior),
        ].map(first)
        #expect(Set(all).count == all.count)
    }

    @Test func `normals have the moments of the normal distribution`() {
        let values = normals(100_000, 4).map(Double.init)
        let count = Double(values.count)
        let moments = (1...4).map { power in
            values.reduce(0) { sum, x in sum + (0..<power).reduce(1) { product, _ in product * x } } / count
        }
        // Five standard errors of each: √(E x²ᵏ − (E xᵏ)²) / √N.
        let tolerance = 5 / count.squareRoot()
        #expect(abs(moments[0]) < tolerance)
        #expect(abs(moments[1] - 1) < tolerance * 2.0.squareRoot())
        #expect(abs(moments[2]) < tolerance * 15.0.squareRoot())
        #expect(abs(moments[3] - 3) < tolerance * 96.0.squareRoot())
        #expect(values.allSatisfy { abs($0) < 6.77 })
    }

    @Test func `uniforms fill the unit interval without its end`() {
        let buffer = Buffer<Float>(count: 400_000)
        noise.fillUniform(Matrix(buffer, rows: 100_000, columns: 4), row: 0)
        var counts = [Int](repeating: 0, count: 16)
        for value in buffer.elements {
            #expect(value >= 0 && value < 1)
            counts[Int(value * 16)] += 1
        }
        // Chi-squared with 15 degrees of freedom exceeds 45 once in 10⁴ seeds.
        let expected = 25_000.0
        let chiSquared = counts.reduce(0) {
            $0 + (Double($1) - expected) * (Double($1) - expected) / expected
        }
        #expect(chiSquared < 45)
    }

    @Test func `permutations hold every index once`() {
        for count in [0, 1, 2, 1000] {
            #expect(noise.permutation(of: count, row: 1).sorted() == Array(0..<count))
        }
        #expect(noise.permutation(of: 1000, row: 1) != noise.permutation(of: 1000, row: 2))
    }

    @Test func `permutations are fair`() {
        var counts: [[Int]: Int] = [:]
        for row in 0..<6000 { counts[noise.permutation(of: 3, row: row), default: 0] += 1 }
        #expect(counts.count == 6)
        #expect(counts.values.allSatisfy { abs($0 - 1000) < 150 })
    }
}
