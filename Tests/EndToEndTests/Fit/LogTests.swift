import Testing

/// `vae-fit --log`, and what the model file tells of its training.
@Suite struct LogTests {
    @Test func `a line for each epoch`() async throws {
        let place = try Workplace(files: [:])
        let outcome = try await place.run(
            .fit, "--hidden", "16", "--epochs", "4", "--schedule", "constant", "--learning-rate", "0.002",
            "--beta", "0.5", "--log", "run.tsv", "digits-test.bin")
        outcome.expectSilence()
        let table = try TrainingTable(try place.read("run.tsv"))
        #expect(table.text("epoch") == ["1", "2", "3", "4"])
        #expect(table.text("samples") == ["297", "594", "891", "1188"])
        #expect(table.numbers("learning_rate") == [0.002, 0.002, 0.002, 0.002])
        #expect(table.numbers("beta") == [0.5, 0.5, 0.5, 0.5])
        for column in ["valid_elbo", "valid_reconstruction", "valid_kl"] {
            #expect(table.text(column) == ["nan", "nan", "nan", "nan"])
        }
        let (bounds, kls) = (table.numbers("elbo"), table.numbers("kl"))
        for (row, reconstruction) in table.numbers("reconstruction").enumerated() {
            #expect(abs(bounds[row] - (reconstruction - kls[row])) < 2e-6)
        }
        #expect(bounds[3] > bounds[0])
        #expect(kls.allSatisfy { $0 > 0 })
        #expect(table.numbers("rows_per_second").allSatisfy { $0 > 0 })
        let seconds = table.numbers("seconds")
        #expect(seconds == seconds.sorted() && seconds[0] >= 0)
    }

    @Test(arguments: ["--valid digits-test.bin", "--valid-fraction 0.25"])
    func `terms of validation rows, and the model that was best on them`(option: String) async throws {
        let place = try Workplace(files: [:])
        let outcome = try await place.bash(
            "vae-fit --latent 2 --hidden 16 --epochs 3 \(option) --log run.tsv digits.bin > model.safetensors"
        )
        outcome.expectSilence()
        let table = try TrainingTable(try place.read("run.tsv"))
        let bounds = table.numbers("valid_elbo")
        #expect(bounds.count == 3)
        #expect(table.text("samples")[0] == (option.contains("fraction") ? "1125" : "1500"))
        for (row, reconstruction) in table.numbers("valid_reconstruction").enumerated() {
            #expect(abs(bounds[row] - (reconstruction - table.numbers("valid_kl")[row])) < 2e-6)
        }
        guard option.contains("digits-test") else { return }
        let scores = try await place.bash("vae-eval digits-test.bin | cut -f 2 | sed -n 2,4p")
        let best = bounds.firstIndex(of: bounds.max()!)!
        let columns = ["valid_elbo", "valid_reconstruction", "valid_kl"]
        #expect(scores.lines == columns.map { table.text($0)[best] })
    }

    @Test func `rows set aside depend on the seed, rows given do not count as training`() async throws {
        let place = try Workplace(files: [:])
        let fit = "vae-fit --latent 2 --hidden 8 --epochs 1 digits-test.bin"
        let outcome = try await place.bash(
            """
            \(fit) --valid-fraction 0.5 --seed 1 --log a > a.st; \(fit) --valid-fraction 0.5 --seed 2 --log b > b.st
            \(fit) --log c > c.st; \(fit) --valid digits.bin --log d > d.st
            """)
        outcome.expectSilence()
        let tables = try ["a", "b", "c", "d"].map { try TrainingTable(try place.read($0)) }
        #expect(tables[0].text("valid_elbo") != tables[1].text("valid_elbo"))
        #expect(tables[2].text("elbo") == tables[3].text("elbo"))
        try expectSame(place.read("c.st").withoutHeader, place.read("d.st").withoutHeader)
    }

    @Test func `verbose lines tell what the log tells`() async throws {
        let place = try Workplace(files: [:])
        let outcome = try await place.run(
            .fit, "--hidden", "8", "--epochs", "3", "-v", "--log", "run.tsv", "digits-test.bin")
        #expect(outcome.status == 0)
        let bounds = try TrainingTable(try place.read("run.tsv")).numbers("elbo")
        let lines = outcome.errors.split(separator: "\n")
        #expect(lines.first == "vae-fit: 297 rows of f2 with shape 8x8")
        #expect(lines.count == 4)
        for (epoch, line) in lines.dropFirst().enumerated() {
            let match = try #require(try /vae-fit: epoch (\d+)  elbo (-[\d.]+)  .*/.wholeMatch(in: line))
            #expect(match.1 == "\(epoch + 1)")
            #expect(abs(Double(match.2)! - bounds[epoch]) < 1e-4)
        }
    }

    @Test func `a log that cannot be written`() async throws {
        let place = try await Workplace()
        let nowhere = try await place.work(.fit, "--log", "no/such/run.tsv")
        nowhere.expectFailure(73, of: .fit, "no/such/run.tsv: cannot create")
        let full = try await place.work(.fit, "--log", "/dev/full")
        full.expectFailure(74, of: .fit, "/dev/full: cannot write: No space left on device")
        #expect(full.output == [])
    }

    @Test func `the model file tells what made it`() async throws {
        let place = try Workplace(files: [:])
        let outcome = try await place.run(
            .fit, "--latent", "2", "--hidden=8", "--threads", "1", "--log=run.tsv", "-v", "--epochs", "1",
            "-o",
            "new", "--seed", "7", "digits-test.bin")
        #expect(outcome.status == 0)
        let model = try place.read("new")
        let header = String(decoding: model[8..<model.count - model.withoutHeader.count], as: UTF8.self)
        #expect(!header.contains("command") && !header.contains("digits-test"))
        #expect(header.contains(#""seed":"7""#))
        #expect(header.contains(#""version":""#))
        #expect(header.contains(#"\"latent\":2"#))
        #expect(header.contains(#"\"learning_rate\":"#))
        #expect(!header.contains(place.path))
    }
}
