import TestSupport
import Testing

/// `Examples/engines` without the engines: `make engines-check` tries each.
@Suite struct EngineTests {
    private static let folder = "\(Examples.folder)/engines"

    /// Makes a job of `command` in the folder job, with five shards of four rows.
    private func place(_ command: String) async throws -> Workplace {
        let place = try await Workplace()
        let outcome = try await place.bash(
            "'\(EngineTests.folder)/job.sh' split job 4 model.safetensors digits.npy \(command)")
        outcome.expectSilence()
        return place
    }

    @Test(arguments: ["vae-encode --sample 2", "vae-eval -q --per-row --draws 3"])
    func `shards in any order are joined to the whole`(command: String) async throws {
        let place = try await place(command)
        let outcome = try await place.bash(
            """
            for shard in $(job/job.sh list job | sort -r); do job/job.sh run job $shard; done
            job/job.sh list job
            job/job.sh join job > joined
            \(command) digits.npy | cmp - joined
            """)
        outcome.expectSilence()
        #expect(outcome.status == 0)
    }

    @Test(.enabled(if: Program.make.isInstalled, "make is not installed"))
    func `Make goes on where it was stopped`() async throws {
        let place = try await place("vae-encode")
        let outcome = try await place.bash(
            """
            job/job.sh run job 000002
            make -s -j 2 -f '\(EngineTests.folder)/job.mk' JOB=job OUT=z.npy
            vae-encode digits.npy | cmp - z.npy
            make -f '\(EngineTests.folder)/job.mk' JOB=job OUT=z.npy
            """)
        #expect(outcome.status == 0 && outcome.text.contains("up to date"))
    }

    @Test(arguments: [
        ("rm parts/000003", "for shards 000003"),
        ("cp parts/000002 parts/000003", "for shards 000003"),
        ("cp parts/000002 parts/000003; cp parts/000002.of parts/000003.of", "for shards 000003"),
        ("cp parts/000002 parts/000009", "part 000009, which is of no shard"),
        ("echo vae-decode > command", "for shards 000000 000001 000002 000003 000004"),
    ])
    func `a join refuses what is not of the job`(change: String, message: String) async throws {
        let place = try await place("vae-encode")
        let outcome = try await place.bash(
            """
            for shard in $(job/job.sh list job); do job/job.sh run job $shard; done
            (cd job; \(change))
            job/job.sh join job
            """)
        #expect(outcome.status == 65 && outcome.output.isEmpty)
        #expect(outcome.errors.contains("job.sh: job: found ") && outcome.errors.contains(message))
    }

    @Test func `a shard that fails is named`() async throws {
        let place = try await place("vae-encode --precision half")
        let outcome = try await place.bash("job/job.sh run job 000001; job/job.sh list job | wc -l")
        #expect(outcome.errors.contains("job.sh: job: shard 000001 failed\n"))
        #expect(outcome.text.trimmingPrefix { $0 == " " } == "5\n")
    }

    @Test func `a sweep compares trainings that are finished`() async throws {
        let place = try await Workplace()
        let sweep = "'\(EngineTests.folder)/sweep.sh' runs"
        try place.write(Array("--latent 2 --epochs 1\n--latent 3 --epochs 1\n".utf8), to: "runs")
        let first = try await place.bash("\(sweep) 1 digits.npy digits.npy; \(sweep) results digits.npy")
        #expect(first.status == 65 && first.errors == "sweep.sh: training 2 is not finished\n")
        let both = try await place.bash("\(sweep) 2 digits.npy digits.npy; \(sweep) results digits.npy")
        #expect(both.status == 0 && both.lines.count == 3)
        let none = try await place.bash("\(sweep) 3 digits.npy digits.npy")
        #expect(none.status == 64 && none.errors == "sweep.sh: runs: found no line 3, expected 1 to 2\n")
    }
}
