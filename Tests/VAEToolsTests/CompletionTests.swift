import ArgumentParser
import Foundation
import TestSupport
import Testing
import VAETools

/// The completions that are installed are those of the tools. `RECORD=1` writes them.
@Suite struct CompletionTests {
    struct Script: CustomTestStringConvertible, Sendable {
        let tool: ToolHelp
        let shell: String

        var path: String {
            switch shell {
            case "zsh": "completions/zsh/_\(tool.name)"
            case "fish": "completions/fish/\(tool.name).fish"
            default: "completions/bash/\(tool.name)"
            }
        }

        var text: String {
            tool.command.installedCompletionScript(for: CompletionShell(rawValue: shell)!) + "\n"
        }

        var testDescription: String { path }

        static let all = ToolHelp.all.flatMap { tool in
            ["bash", "zsh", "fish"].map { Script(tool: tool, shell: $0) }
        }

        /// Writes all scripts, once, where that was asked for.
        static let recording = Result {
            for script in all where Repository.isRecording {
                let file = Repository.root.appending(path: script.path)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try script.text.write(to: file, atomically: true, encoding: .utf8)
            }
        }

        static func of(_ shell: String) -> [Script] { all.filter { $0.shell == shell } }
    }

    init() throws { try Script.recording.get() }

    @Test(arguments: Script.all)
    func `the recorded script is the tool's`(_ script: Script) throws {
        let recorded = try Repository.text(script.path)
        #expect(recorded == script.text, "RECORD=1 swift test --filter CompletionTests writes it anew")
    }

    @Test(arguments: Script.all)
    func `every long option can be completed`(_ script: Script) throws {
        let recorded = try Repository.text(script.path)
        for name in try script.tool.options().flatMap(\.names) where name.hasPrefix("--") {
            #expect(recorded.contains(name.dropFirst(2)), "\(name)")
        }
    }

    @Test(arguments: Script.of("fish"))
    func `fish shows a description for each value`(_ script: Script) throws {
        for match in try Repository.text(script.path).matches(of: /-rfka '([^'(]+)'/) {
            let undescribed = match.1.components(separatedBy: "\" ").filter { !$0.contains("\\t\"") }
            #expect(undescribed.isEmpty, "FishCompletion.swift lists what values mean")
        }
    }

    @Test func `no script is left of a tool that is gone`() throws {
        for shell in ["bash", "zsh", "fish"] {
            let names = try Repository.names(in: "completions/\(shell)").map { "completions/\(shell)/\($0)" }
            let one =
                "completions/\(shell)/" + (shell == "bash" ? "vae" : shell == "zsh" ? "_vae" : "vae.fish")
            #expect(Set(names) == Set(Script.of(shell).map(\.path) + [one]))
            let text = try Repository.text(one)
            for tool in ToolHelp.all {
                #expect(text.contains(tool.name.dropFirst(4)), "\(one): \(tool.name)")
            }
        }
    }

    /// zsh refuses two at completion, where `zsh -n` does not.
    @Test(arguments: Script.of("zsh"))
    func `functions of zsh have one rest of the line`(_ script: Script) throws {
        for function in try Repository.text(script.path).components(separatedBy: "\n}\n") {
            let rests = function.split(separator: "\n").count { $0.contains(/^ +'(\(-\))?\*:/) }
            #expect(rests <= 1, "\(function)")
        }
    }

    @Test(arguments: Script.of("bash"))
    func `bash takes the script`(_ script: Script) async throws {
        try await check(script, "bash -n")
    }

    @Test(.enabled(if: Program.zsh.isInstalled, "zsh is not installed"), arguments: Script.of("zsh"))
    func `zsh takes the script`(_ script: Script) async throws {
        try await check(script, "zsh -n")
    }

    @Test(.enabled(if: Program.fish.isInstalled, "fish is not installed"), arguments: Script.of("fish"))
    func `fish takes the script`(_ script: Script) async throws {
        try await check(script, "fish --no-execute")
    }

    private func check(_ script: Script, _ command: String) async throws {
        let result = try await Shell.run("\(command) \(script.path)")
        #expect(result.succeeded && result.errors.isEmpty, "\(result.errors)")
    }

    static let lines = [
        ("vae-fit --acti", "--activation"), ("vae-fit --optimizer ada", "adam\nadagrad"),
        ("vae fi", "fit"), ("vae fit --acti", "--activation"), ("vae tensor imp", "import"),
        ("vae help ten", "tensor"), ("vae tensor import --asp", "--aspect"),
    ]

    @Test(arguments: lines) func `bash completes`(line: String, expected: String) async throws {
        let tool = line.prefix { $0 != " " }
        let result = try await Shell.run(
            """
            source completions/bash/\(tool)
            set +e
            COMP_LINE='\(line)' COMP_POINT=${#COMP_LINE} COMP_WORDS=(\(line))
            COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
            $(complete -p \(tool) | sed 's/.*-F \\([^ ]*\\).*/\\1/') \(tool) \
            "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
            printf '%s\\n' "${COMPREPLY[@]}"
            """)
        let words = result.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        #expect(words == expected.split(separator: "\n").map(String.init), "\(result.errors)")
    }

    @Test(.enabled(if: Program.fish.isInstalled, "fish is not installed"), arguments: lines)
    func `fish completes`(line: String, expected: String) async throws {
        let tool = line.prefix { $0 != " " }
        let result = try await Shell.run(
            """
            fish -c 'set fish_complete_path completions/fish; source completions/fish/\(tool).fish
                complete -C "\(line)"'
            """)
        let lines = result.output.split(separator: "\n").map { $0.split(separator: "\t") }
        #expect(lines.allSatisfy { $0.count == 2 } && Set(lines.map(\.last)).count == lines.count)
        let words = lines.map { String($0[0]) }
        #expect(Set(words) == Set(expected.split(separator: "\n").map(String.init)), "\(result.errors)")
    }
}
