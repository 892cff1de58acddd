import TestSupport
import Testing
import VAETools

/// Pages are well formed and lead to each other.
@Suite struct PageTests {
    @Test func `every tool has a page`() throws {
        let pages = try Repository.names(in: "man")
        let others = [
            "vae-limits.7", "vae-model.5", "vae-mpi.7", "vae-schema.5", "vae-shards.7", "vae-tensor.5",
            "vae.7",
        ]
        let expected = ToolHelp.all.map { "\($0.name).1" } + others
        #expect(pages == expected.sorted())
    }

    @Test(
        .enabled(if: Program.mandoc.isInstalled, "mandoc is not installed"), arguments: ManualPage.allOrNone)
    func `mandoc finds nothing`(_ page: ManualPage) async throws {
        let result = try await Shell.run("mandoc -T lint -W style man/\(page.file) || true")
        // Pages are looked for where they will be installed; the next test looks for them here.
        let findings = result.output.split(separator: "\n").filter {
            !$0.contains("referenced manual not found")
        }
        #expect(findings.isEmpty)
    }

    @Test(arguments: ManualPage.allOrNone)
    func `pages that a page refers to exist`(_ page: ManualPage) throws {
        let pages = Set(try Repository.names(in: "man"))
        let references = page.references.filter { $0.hasPrefix("vae") }
        #expect(!references.isEmpty)
        for reference in references { #expect(pages.contains(reference)) }
    }

    @Test(arguments: ManualPage.allOrNone)
    func `the overview refers to every other page`(_ page: ManualPage) throws {
        guard page.file != "vae.7" else { return }
        #expect(try ManualPage("vae.7").references.contains(page.file))
    }

    @Test(arguments: ManualPage.allOrNone.filter { !$0.section("EXIT STATUS").isEmpty })
    func `exit statuses are those of the tools`(_ page: ManualPage) throws {
        let numbers = page.section("EXIT STATUS").compactMap { line in
            line.firstMatch(of: /^\.It ([0-9]+)$/).flatMap { Int32($0.1) }
        }
        #expect(numbers.count >= 4 && numbers == numbers.sorted())
        for number in numbers { #expect(ExitStatus(rawValue: number) != nil) }
    }

    @Test(arguments: ManualPage.allOrNone)
    func `lines are short and plain`(_ page: ManualPage) {
        for line in page.lines where !line.hasPrefix("vae-") {
            #expect(line.utf8.count <= 90 && line.allSatisfy(\.isASCII))
        }
    }
}
