import Foundation
import Testing

/// `vae-eval --p-value`.
@Suite struct PValueTests {
    /// By Kolmogorov & Smirnov's test of two samples at 10⁻⁶, of scores or, what is the same, of p-values by the same
    /// reference.
    @Test(arguments: ["", "--draws 3", "--importance-samples 5 --common-noise"])
    func `are uniform on rows of the reference's kind, and small on others`(options: String) async throws {
        let place = try await Workplace()
        let count = 400
        let outcome = try await place.bash(
            """
            vae-sample -n \(2 * count) --sample > x.npy
            vae-tensor head -n \(count) x.npy > reference.npy
            vae-tensor tail -n \(count) x.npy > others.npy
            vae-tensor rescale --domain 0:1 --range 1:0 digits-test.bin > negatives.npy
            for x in others.npy negatives.npy; do
                vae-eval -q --per-row --p-value --reference reference.npy \(options) $x > scores
                awk -F '\\t' 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "p_value") c = i; next } { print $c }' scores
            done
            """)
        outcome.expectSilence()
        let values = outcome.lines.map { Double($0)! }
        let (held, negatives) = (values.prefix(count).sorted(), values.dropFirst(count))
        let reference = (1...count).map { Double($0) / Double(count + 1) }
        var distance = 0.0
        for (rank, value) in reference.enumerated() {
            let below = held.count { $0 <= value + 1e-6 }
            distance = max(distance, abs(Double(below) / Double(count) - Double(rank + 1) / Double(count)))
        }
        // P(D √(n/2) > x) ≈ 2 e^{−2x²}, 10⁻⁶ at 2.69.
        #expect(distance * (Double(count) / 2).squareRoot() < 2.69, "\(distance)")
        #expect(held.allSatisfy { $0 > 0 && $0 <= 1 })
        #expect(negatives.count == 297)
        let mean = negatives.reduce(0, +) / 297
        #expect(mean < 0.1, "\(mean)")
    }
}
