import Foundation
import Testing

/// Outputs on file systems that have no files without a name: a traced tool is refused them.
@Suite(.enabled(if: hasUnnamedFiles && Programs.traces, "needs strace"))
struct NamedOutputTests {
    private static let refused =
        "strace -f -qq -o trace -e trace=open,openat -P . -P \"$PWD/\" -e inject=open,openat:error=EOPNOTSUPP:when=1"

    @Test func `a named file takes its place`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            """
            \(Self.refused) vae-tensor cat -o new digits.npy && grep -c 'TMPFILE.*INJECTED' trace
            \(Self.refused) vae-tensor cat -o new digits.npy && vae-tensor cat digits.npy | cmp - new
            long=$(printf 'ñ%.0s' $(seq 125))
            \(Self.refused) vae-tensor cat -o $long digits.npy && rm $long trace
            """)
        #expect(outcome.status == 0 && outcome.text == "1\n", "\(outcome.errors)")
        #expect(place.files.count == 7, "\(place.files)")
    }

    @Test(arguments: ["TERM", "INT", "XCPU", "PIPE"])
    func `a signal removes it`(name: String) async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            """
            set -m; mkfifo pipe; exec 9<> pipe
            \(Self.refused) vae-tensor cat -o new pipe & shell=$!
            until ls | grep -q partial; do sleep 0.05; done
            kill -\(name) $(cat /proc/$shell/task/$shell/children); wait $shell; rm pipe trace
            """)
        #expect(place.files.count == 6, "\(place.files) \(outcome.errors)")
    }

    @Test func `what a killed tool leaves is in the way of no other`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            """
            mkfifo pipe; exec 9<> pipe
            for i in 1 2; do
                \(Self.refused) vae-tensor cat -o new pipe & shell=$!
                until [ $(ls | grep -c partial) = $i ]; do sleep 0.05; done
                kill -KILL $(cat /proc/$shell/task/$shell/children); wait $shell
            done
            \(Self.refused) vae-tensor cat -o new digits.npy; ls | grep -c partial
            """)
        #expect(outcome.text == "2\n", "\(outcome.errors)")
    }

    @Test func `a tool that may not name files later does not begin without a name`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            """
            strace -f -qq -o trace -e trace=linkat,rename -e inject=linkat:error=EPERM:when=1+ \\
                vae-tensor cat -o new digits.npy
            vae-tensor cat digits.npy | cmp - new && grep -c linkat trace; rm trace
            """)
        outcome.expectSilence()
        #expect(outcome.text == "1\n")
        #expect(place.files.count == 7, "\(place.files)")
    }

    @Test func `a folder that takes no more names is an error of the output`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            """
            strace -f -qq -o trace -e trace=linkat -e inject=linkat:error=ENOSPC:when=2+ \\
                vae-tensor cat -o new digits.npy; status=$?; rm trace; exit $status
            """)
        outcome.expectFailure(73, of: .tensor, "new: cannot create: No space left on device")
        #expect(place.files.count == 6, "\(place.files)")
    }
}
