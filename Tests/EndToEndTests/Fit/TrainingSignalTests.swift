import Foundation
import Testing

/// What signals do to a training.
@Suite struct TrainingSignalTests {
    /// Starts a training in the background and waits until it has begun.
    private static func training(_ output: String) -> String {
        """
        set -m; vae-fit --hidden 4 --epochs 100000000 --log run.tsv -o \(output) digits.npy & fit=$!
        until test -s run.tsv && test $(wc -l < run.tsv) -gt 2; do sleep 0.05; done
        """
    }

    @Test(arguments: ["HUP", "QUIT", "USR1", "XCPU", "XFSZ"])
    func `a scheduler's signals end a training in order`(name: String) async throws {
        let place = try await Workplace()
        let outcome = try await place.bash("\(Self.training("new")); kill -\(name) $fit; wait $fit")
        #expect(outcome.status == 143)
        #expect(outcome.errors.hasPrefix("vae-fit: interrupted"))
        let scores = try await place.run(.eval, "-m", "new.interrupted", "digits.npy")
        scores.expectSilence()
    }

    @Test func `a limit of processor time ends a training in order`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            "ulimit -St 1; vae-fit --hidden 4 --epochs 100000000 -o new digits.npy")
        #expect(outcome.status == 143, "\(outcome.errors)")
        #expect(place.files.contains("new.interrupted"))
    }

    /// Where nobody reads the model, the training waits for its reader after the first signal.
    @Test(arguments: [("USR1 XCPU TERM", "alive"), ("TERM USR1 XCPU", "alive"), ("TERM HUP", "gone")])
    func `only a person's second signal ends it at once`(names: String, expected: String) async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            """
            mkfifo pipe; exec 9<> pipe
            (set -m; vae-fit --hidden 500 --epochs 100000000 --log run.tsv -o pipe digits.npy & echo $! > fit; wait) &
            until test -s run.tsv && test $(wc -l < run.tsv) -gt 1; do sleep 0.05; done
            fit=$(cat fit)
            for name in \(names); do kill -$name $fit; sleep 0.5; done
            kill -0 $fit && echo alive || echo gone; kill -KILL $fit; true
            """)
        #expect(outcome.text == "\(expected)\n")
    }

    @Test func `two signals at once, as timeout sends them, are one`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            "\(Self.training("new")); kill -TERM $fit; kill -TERM $fit; kill -INT $fit; wait $fit")
        #expect(outcome.status == 143 || outcome.status == 130)
        #expect(place.files.contains("new.interrupted"))
    }

    @Test func `a wish for a checkpoint ends nothing`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            """
            mkfifo data
            vae-fit --hidden 4 --epochs 3 -o new data & fit=$!
            exec 9> data; sleep 0.2; kill -USR2 $fit; cat digits.npy >&9; exec 9>&-; wait $fit
            """)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let running = try await place.bash(
            """
            \(Self.training("other --checkpoint state --checkpoint-every 100000000e")); test ! -e state
            kill -USR2 $fit; until test -s state; do sleep 0.05; done; kill -0 $fit && cp state first
            kill -TERM $fit; wait $fit
            """)
        #expect(running.status == 143, "\(running.errors)")
        let scores = try await place.run(.eval, "-q", "-m", "first", "digits.npy")
        #expect(scores.status == 0, "\(scores.errors)")
    }
}
