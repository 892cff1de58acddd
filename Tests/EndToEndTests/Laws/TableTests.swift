import TestSupport
import Testing

/// The commands of the README's section on tables, with short trainings.
@Suite struct TableTests {
    private func model() async throws -> Workplace {
        let place = try Workplace(files: [:])
        let outcome = try await place.bash(
            """
            cp '\(Examples.folder)/penguins.csv' .
            vae-tensor import --schema penguins.json penguins.csv > penguins.npy
            vae-fit -q --schema penguins.json --epochs 20 --hidden 30 penguins.npy > model.safetensors
            """)
        #expect(outcome.status == 0)
        return place
    }

    @Test func `a table with words comes back as it was`() async throws {
        let place = try await model()
        let outcome = try await place.bash("vae-tensor export --schema penguins.json penguins.npy")
        outcome.expectSilence()
        expectSame(outcome.output, try place.read("penguins.csv"))
    }

    @Test func `synthetic rows are of the same kinds`() async throws {
        let place = try await model()
        let outcome = try await place.bash(
            "vae-sample -n 200 --sample | vae-tensor export --schema penguins.json")
        outcome.expectSilence()
        let lines = outcome.lines
        #expect(lines.count == 201 && lines[0].hasPrefix("species,island,bill_length_mm,"))
        let rows = lines.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        #expect(Set(rows.map { $0[0] }).isSubset(of: ["Adelie", "Chinstrap", "Gentoo"]))
        #expect(Set(rows.map { $0[6] }) == ["female", "male"])
        #expect(rows.allSatisfy { Int($0[4]) != nil && Int($0[5]) != nil && (2007...2009) ~= Int($0[7])! })
        let decimals = rows.map { $0[2].split(separator: ".").dropFirst().first?.count ?? 0 }
        #expect(decimals.max() == 1)
    }

    @Test func `missing cells are filled, and no others`() async throws {
        let place = try await model()
        let outcome = try await place.bash(
            "vae-impute -q penguins.npy | vae-tensor export --schema penguins.json")
        outcome.expectSilence()
        let before = String(decoding: try place.read("penguins.csv"), as: UTF8.self).split(separator: "\n")
        let after = outcome.lines
        #expect(after.count == before.count)
        for (old, new) in zip(before, after) {
            let cells = (old.split(separator: ","), new.split(separator: ","))
            #expect(zip(cells.0, cells.1).allSatisfy { $0 == "NA" ? $1 != "NA" : $0 == $1 }, "\(new)")
        }
    }
}
