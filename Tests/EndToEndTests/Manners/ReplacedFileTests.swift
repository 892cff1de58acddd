import Foundation
import Testing

/// What becomes of a file that an output replaces.
@Suite struct ReplacedFileTests {
    private static let isSuperuser = geteuid() == 0

    @Test func `a new file has the mode that the umask leaves, an old one keeps its own`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            """
            umask 027; vae-tensor cat -o new digits.npy
            touch wide setuid; chmod 646 wide; chmod 6755 setuid
            for file in wide setuid; do vae-tensor cat -o $file digits.npy; done
            stat -c %a new wide setuid
            """)
        outcome.expectSilence()
        #expect(outcome.lines == ["640", "646", "755"])
    }

    @Test(.enabled(if: isSuperuser, "only the superuser may give files away"))
    func `an old file keeps its owner and group`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            "touch old; chown 1234:2345 old; vae-tensor cat -o old digits.npy; stat -c %u:%g:%s old")
        outcome.expectSilence()
        #expect(outcome.text == "1234:2345:\(try place.read("digits.npy").count)\n")
    }

    @Test(arguments: Tool.allCases)
    func `a read-only file is not replaced`(tool: Tool) async throws {
        let place = try await Workplace()
        try place.write([1, 2, 3], to: "old")
        let outcome = try await place.bash("chmod 444 old; \(tool.command) -o old")
        outcome.expectFailure(73, of: tool, "old: cannot create: found a read-only file")
        #expect(try place.read("old") == [1, 2, 3])
        // Before anything is read.
        let early = try await place.bash("\(tool.command.prefix { $0 != "<" }) -o old no-such-file")
        #expect(early.status == 73 || [.sample, .report].contains(tool), "\(early.errors)")
    }

    @Test(.enabled(if: isSuperuser, "needs several users"))
    func `a file of another user in a sticky folder is left before the work`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            """
            mkdir folder; chmod 1777 folder; chmod 755 .; touch folder/old; chmod 666 folder/old
            other() { setpriv --reuid 1234 --clear-groups "$(command -v vae-tensor)" "$@"; }
            other --version > /dev/null 2>&1 || exit 99
            other cat -o folder/old no-such-file
            """)
        if outcome.status == 99 { return }
        outcome.expectFailure(73, of: .tensor, "folder/old: cannot create: found a file of another user")
    }

    @Test(.enabled(if: Programs.mounts, "needs the right to mount"))
    func `a mount point is told before the work`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            "touch a b; unshare --mount sh -c 'mount --bind a b; vae-tensor cat -o b no-such-file'")
        outcome.expectFailure(73, of: .tensor, "b: cannot create: found a mount point")
    }
}
