import Foundation
import Testing

/// Standard error that nobody reads, and files that may not grow.
@Suite struct BrokenStreamTests {
    @Test(arguments: Tool.allCases)
    func `a reader of messages that goes away changes nothing`(tool: Tool) async throws {
        let place = try await Workplace()
        let expected = try await place.work(tool)
        for target in ["/dev/full", "&3"] {
            let outcome = try await place.bash(
                "exec 3> >(:); wait $!; \(tool.command) -v -o new 2> \(target)".replacing("> &", with: ">&"))
            outcome.expectSilence()
            try expectSame(place.read("new"), expected.output)
        }
        let failure = try await place.bash("exec 3> >(:); wait $!; \(tool.rawValue) --wrong 2>&3")
        #expect(failure.status == 64)
    }

    @Test func `a training outlives the reader of its lines`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            "vae-fit --hidden 4 --epochs 50 -v digits.npy 2>&1 > new | head -n 1; echo ${PIPESTATUS[0]}")
        #expect(outcome.lines.last == "0")
        #expect(try place.read("new").count > 1000)
    }

    @Test func `a log that nobody reads any more ends a training with its model`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            """
            exec 3> >(head -n 2 > start)
            vae-fit --hidden 4 --epochs 1000000 --log /dev/fd/3 -o new digits.npy
            """)
        outcome.expectFailure(74, of: .fit, "/dev/fd/3: cannot write: Broken pipe")
        #expect(place.files.contains("new.interrupted"))
    }

    @Test(arguments: Tool.allCases)
    func `a file that may not grow is an error`(tool: Tool) async throws {
        let place = try await Workplace()
        let outcome = try await place.bash("ulimit -f 0; \(tool.command) -o new")
        outcome.expectFailure(74, of: tool, "new: cannot write: File too large")
        #expect(place.files.count == 6, "\(place.files)")
        let redirected = try await place.bash("ulimit -f 0; \(tool.command) > new")
        redirected.expectFailure(74, of: tool, "standard output: cannot write: File too large")
    }

    @Test func `a pipe that was told to be ignored is an error`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            "trap '' PIPE; exec 3> >(:); wait $!; vae-sample -n 2 >&3")
        outcome.expectFailure(74, of: .sample, "standard output: cannot write: Broken pipe")
    }
}
