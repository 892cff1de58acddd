import TestSupport
import Testing

/// Programs of other makers read what the tools write, and write what the tools read.
@Suite struct InteropTests {
    private func check(_ script: String, prints expected: String) async throws {
        let place = try await Workplace()
        let outcome = try await place.bash("set -e -o pipefail; \(script)", environment: ["LC_ALL": "C"])
        outcome.expectSilence()
        #expect(outcome.text == expected)
    }

    @Test(.enabled(if: Program.convert.isInstalled, "ImageMagick is not installed"))
    func `ImageMagick's pixels are ours, both ways`() async throws {
        try await check(
            """
            vae-tensor rescale --domain 0:1 --range 0:255 digits.npy | vae-tensor cast u1 > bytes.npy
            vae-png --each plain --max 255 bytes.npy
            \(Program.convert.command) plain000003.png -depth 8 gray:raw
            vae-tensor slice 3 bytes.npy | vae-tensor export --to raw | cmp - raw
            mkdir made; for i in 0 1 2; do \(Program.convert.command) plain00000$i.png -depth 8 made/$i.png; done
            vae-tensor import made > back.npy
            vae-tensor slice 0:3 bytes.npy | cmp - back.npy; echo same
            """, prints: "same\n")
    }

    @Test(.enabled(if: Program.pnmtopng.isInstalled, "netpbm is not installed"))
    func `netpbm's pixels are ours, both ways`() async throws {
        try await check(
            """
            vae-tensor rescale --domain 0:1 --range 0:255 digits.npy | vae-tensor cast u1 | vae-tensor head -n 4 > bytes.npy
            vae-png --each p bytes.npy
            for i in 0 1 2 3; do pngtopnm p00000$i.png; done | vae-tensor import --from pnm | cmp - bytes.npy
            vae-tensor slice 1 bytes.npy | vae-tensor export --to pnm | pnmtopng 2> errors > one.png
            vae-tensor import --channels 1 one.png > one.npy
            vae-tensor slice 1 bytes.npy | cmp - one.npy; echo same
            """, prints: "same\n")
    }

    @Test(.enabled(if: Program.datamash.isInstalled, "datamash is not installed"))
    func `datamash means what vae-eval means`() async throws {
        try await check(
            """
            mean=$(vae-eval --per-row digits.npy | datamash --header-in --round 4 mean elbo)
            vae-eval digits.npy | awk -v mean=$mean '$1 == "elbo" && ($2 - mean) ^ 2 < 1e-7 { print "same" }'
            """, prints: "same\n")
    }

    @Test(.enabled(if: Program.parallel.isInstalled, "GNU parallel is not installed"))
    func `shards in parallel give what one encode gives`() async throws {
        try await check(
            """
            vae-tensor split --rows 37 --into shard digits-test.bin
            parallel --will-cite -j 2 -k vae-encode --threads 1 ::: shard*.npy | vae-tensor cat > z.npy
            vae-encode digits-test.bin | cmp - z.npy; echo same
            """, prints: "same\n")
    }

    @Test(.enabled(if: Program.gnuplot.isInstalled, "gnuplot is not installed"))
    func `gnuplot reads a log`() async throws {
        try await check(
            """
            vae-fit --epochs 3 --hidden 4 --latent 2 --log run.tsv digits-test.bin > m
            gnuplot -e 'set datafile separator "\\t"; stats "run.tsv" using "elbo" nooutput; print sprintf("%d", STATS_records)' 2>&1
            """, prints: "3\n")
    }
}
