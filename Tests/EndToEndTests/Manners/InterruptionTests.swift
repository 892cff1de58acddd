import Foundation
import SystemPackage
import Testing

/// What signals do.
@Suite struct InterruptionTests {
    static let signals = [(SIGINT, Int32(130)), (SIGTERM, 143), (SIGHUP, 129)]

    @Test(arguments: Tool.readers, signals)
    func `a signal leaves the old file and nothing else`(
        tool: Tool, signal: (number: Int32, status: Int32)
    ) async throws {
        let place = try await Workplace()
        try place.write([1, 2, 3], to: "old")
        let pipe = try FileDescriptor.pipe()
        // The pipe stays open, so that the tool waits for more.
        try pipe.writeEnd.writeAll(try place.read(tool.input!).dropLast(10))
        let outcome = try await place.run(
            tool, tool.arguments + ["-o", "old"], input: pipe.readEnd
        ) { process in
            try await waits { place.unfinishedOutput(of: process) != nil }
            kill(process, signal.number)
        }
        try pipe.writeEnd.close()
        try pipe.readEnd.close()
        #expect(outcome.status == signal.status)
        #expect(outcome.errors == "")
        #expect(outcome.output == [])
        #expect(try place.read("old") == [1, 2, 3])
        #expect(place.files.count == 7, "\(place.files)")
    }

    @Test(arguments: [SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGXCPU, SIGPIPE])
    func `any signal that ends a tool leaves the old file`(number: Int32) async throws {
        let place = try await Workplace()
        try place.write([1, 2, 3], to: "old")
        let outcome = try await place.runWaiting(["cat", "-o", "old"]) { kill($0, number) }
        #expect(outcome.status == 128 + number)
        #expect(try place.read("old") == [1, 2, 3])
        #expect(!place.files.contains { $0.hasSuffix(".partial") })
    }

    @Test(.enabled(if: hasUnnamedFiles, "other systems have no files without a name"))
    func `nothing is left of a tool that is killed`() async throws {
        let place = try await Workplace()
        let outcome = try await place.runWaiting(["cat", "-o", "new"]) { kill($0, SIGKILL) }
        #expect(outcome.status == 128 + SIGKILL)
        #expect(place.files.count == 6, "\(place.files)")
    }

    @Test(.enabled(if: Programs.startsSystems, "needs the right to start a process number 1"))
    func `a tool that is process 1 obeys`() async throws {
        let place = try await Workplace()
        for (name, status) in [("TERM", 143), ("HUP", 129), ("USR1", 138)] {
            let outcome = try await place.bash(
                """
                mkfifo pipe; exec 9<> pipe
                unshare --pid --fork vae-tensor cat -o new pipe & shell=$!
                tool() { cat /proc/$shell/task/$shell/children; }
                until [ -n "$(tool)" ] && ls -l /proc/$(echo $(tool))/fd | grep -q deleted; do sleep 0.05; done
                kill -\(name) $(tool); wait $shell; echo $?; rm pipe
                """)
            #expect(outcome.text == "\(status)\n", "\(outcome.errors)")
            #expect(place.files.count == 6, "\(place.files)")
        }
    }

    @Test func `a signal ends endless samples`() async throws {
        let place = try await Workplace()
        let null = try FileDescriptor.open("/dev/null", .readOnly)
        let outcome = try await place.run(
            .sample, ["-n", "1000000000", "-o", "new"], input: null
        ) { process in
            try await waits { place.unfinishedOutput(of: process) != nil }
            kill(process, SIGINT)
        }
        try null.close()
        #expect(outcome.status == 130)
        #expect(place.files.count == 6, "\(place.files)")
    }

    @Test func `rows are written as soon as they are ready`() async throws {
        let place = try await Workplace()
        let pipe = try FileDescriptor.pipe()
        let whole = try await place.work(.encode)
        try pipe.writeEnd.writeAll(try place.read("digits.npy").dropLast(256))
        let outcome = try await place.run(
            .encode, ["--batch", "19", "-o", "new"], input: pipe.readEnd
        ) { process in
            try await waits { place.unfinishedOutput(of: process) == 128 + 19 * 8 }
            kill(process, SIGTERM)
        }
        try pipe.writeEnd.close()
        try pipe.readEnd.close()
        #expect(outcome.status == 143)
        #expect(whole.output.count == 128 + 20 * 8)
    }
}

/// Waits until `condition` holds; a minute is more than enough.
func waits(until condition: () throws -> Bool) async throws {
    for _ in 0..<12_000 {
        if try condition() { return }
        try await Task.sleep(for: .milliseconds(5))
    }
    Issue.record("what was waited for did not come")
}
