import CKernels
import Compute
import Testing

@Suite struct NoiseAgreementTests {
    struct Shape: CustomTestStringConvertible, Sendable {
        let row: UInt64
        let rows: Int
        let firstDraw: UInt32
        let draws, columns: Int
        var testDescription: String { "rows \(row)+\(rows), draws \(firstDraw)+\(draws), \(columns) columns" }
    }

    /// Counters that carry from quads into draws and from draws into rows at every place of a vector, and
    /// rows and draws that overflow their 32 bits.
    static let shapes =
        [1, 2, 3, 4, 5, 7, 8, 20, 31, 33, 64].flatMap { columns in
            [1, 2, 3, 7].map { Shape(row: 5, rows: 6, firstDraw: 2, draws: $0, columns: columns) }
        } + [
            Shape(row: 0xFFFF_FFFE, rows: 5, firstDraw: .max - 1, draws: 3, columns: 20),
            Shape(row: 1 << 55, rows: 3, firstDraw: 0, draws: 1, columns: 9),
            Shape(row: 0, rows: 1, firstDraw: 0, draws: 1, columns: 50_000),
            Shape(row: 0, rows: 0, firstDraw: 0, draws: 1, columns: 4),
            Shape(row: 0, rows: 3, firstDraw: 0, draws: 1, columns: 0),
        ]

    private let key = vae_noise_key(seed: 0x0123_4567_89AB_CDEF, purpose: 9)
    private static let guards = 40

    private func fill(_ s: Shape, _ kernel: (Shape, vae_view) -> Void) -> [Float] {
        var values = [Float](repeating: -77, count: s.rows * s.draws * s.columns + Self.guards)
        values.withUnsafeMutableBufferPointer {
            kernel(s, vae_view(base: $0.baseAddress, row_stride: s.columns, panel_stride: panelWidth))
        }
        return values
    }

    private func normals(_ kernels: vae_kernels, _ s: Shape) -> [Float] {
        fill(s) { kernels.normals(key, $0.row, $0.rows, $0.firstDraw, $0.draws, $0.columns, $1) }
    }

    private func uniforms(_ kernels: vae_kernels, _ s: Shape) -> [Float] {
        fill(s) { kernels.uniforms(key, $0.row, $0.rows, $0.firstDraw, $0.draws, $0.columns, $1) }
    }

    @Test(arguments: TestedSet.fast, shapes) func `uniforms are the same`(set: TestedSet, s: Shape) {
        #expect(uniforms(set.kernels, s) == uniforms(vae_reference_float32, s))
    }

    @Test(arguments: TestedSet.fast, shapes) func `normals agree`(set: TestedSet, s: Shape) {
        let (fast, slow) = (normals(set.kernels, s), normals(vae_reference_float32, s))
        #expect(zip(fast, slow).allSatisfy { abs($0 - $1) <= 6e-7 })
        #expect(fast.suffix(Self.guards).allSatisfy { $0 == -77 })
    }

    @Test(.needsTwoFastSets)
    func `fast sets give the same bytes`() {
        for s in Self.shapes {
            let results = TestedSet.fast.map { normals($0.kernels, s).map(\.bitPattern) }
            #expect(results.allSatisfy { $0 == results[0] })
        }
    }
}
