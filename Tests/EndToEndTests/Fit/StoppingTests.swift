import Foundation
import SystemPackage
import Testing

/// How a training ends.
@Suite struct StoppingTests {
    static let signals: [(Int32, Int32)] = [(SIGINT, 130), (SIGTERM, 143)]
    static let options: [[String]] = [[], ["-q"], ["--valid-fraction", "0.3"]]

    @Test(arguments: signals, options)
    func `a signal writes the model so far beside its place`(
        signal: (number: Int32, status: Int32), options: [String]
    ) async throws {
        let place = try Workplace(files: [:])
        let null = try FileDescriptor.open("/dev/null", .readOnly)
        let arguments = [
            "--hidden", "16", "--epochs", "100000000", "--log", "run.tsv", "-o", "model.safetensors",
            "digits-test.bin",
        ]
        let outcome = try await place.run(.fit, arguments + options, input: null) { process in
            try await waits { try place.files.contains("run.tsv") && place.read("run.tsv").count > 500 }
            #expect(!place.files.contains("model.safetensors"))
            kill(process, signal.number)
        }
        try null.close()
        #expect(outcome.status == signal.status)
        let model = "model.safetensors.interrupted"
        let written =
            options.first == "--valid-fraction" ? /the model after epoch \d+ is/ : /the model so far is/
        #expect(outcome.errors.hasPrefix("vae-fit: interrupted in epoch "))
        #expect(outcome.errors.contains(written))
        #expect(outcome.errors.hasSuffix("written to \(model), where --init-from can start from it\n"))
        #expect(place.files == ["digits.bin", "digits-test.bin", "run.tsv", model])
        #expect(try TrainingTable(try place.read("run.tsv")).rows.count > 1)
        let scores = try await place.run(.eval, "-m", model, "digits-test.bin")
        scores.expectSilence()
        let finished = try await place.run(.info, "--finished", model)
        finished.expectFailure(1, of: .info, "found a training that is interrupted, expected a finished one")
    }

    @Test func `the model that a signal leaves goes down a pipe`() async throws {
        let place = try Workplace(files: [:])
        let outcome = try await place.bash(
            """
            (vae-fit --hidden 16 --epochs 100000000 --log run.tsv digits-test.bin & fit=$!
            until test -s run.tsv && test $(wc -l < run.tsv) -gt 3; do sleep 0.05; done
            kill -TERM $fit; wait $fit; echo $? > status) 2> errors | vae-sample -m - -n 2 | wc -c
            cat status errors
            """)
        #expect(outcome.lines.prefix(2) == ["640", "143"])
        #expect(
            outcome.lines.last!.contains(/^vae-fit: interrupted in epoch \d+; the model so far is written$/))
    }

    @Test func `patience ends a training and the best model is kept`() async throws {
        let place = try await Workplace()
        let fit =
            "vae-fit --latent 2 --hidden 30 --schedule constant --learning-rate 0.01 --valid digits-test.bin"
        let outcome = try await place.bash(
            "\(fit) --patience 4 --epochs 100000 --log run.tsv digits.npy > model.safetensors")
        outcome.expectSilence()
        let bounds = try TrainingTable(try place.read("run.tsv")).numbers("valid_elbo")
        let best = bounds.firstIndex(of: bounds.max()!)! + 1
        #expect(bounds.count == best + 4)
        #expect(best > 1)
        let short = try await place.bash("\(fit) --epochs \(best) digits.npy")
        try expectSame(short.output.withoutHeader, place.read("model.safetensors").withoutHeader)
        let last = try await place.bash("\(fit) --epochs \(bounds.count) digits.npy")
        expectSame(last.output.withoutHeader, short.output.withoutHeader)
    }

    @Test(arguments: [("1e3", 1000, 4), ("297", 297, 1), ("250", 250, 1), ("1", 1, 1)])
    func `a budget of samples is spent exactly`(words: String, samples: Int, epochs: Int) async throws {
        let place = try Workplace(files: [:])
        let outcome = try await place.run(
            .fit, "--hidden", "8", "--train-samples", words, "--log", "run.tsv", "digits-test.bin")
        outcome.expectSilence()
        let table = try TrainingTable(try place.read("run.tsv"))
        #expect(table.rows.count == epochs)
        #expect(table.text("samples").last == "\(samples)")
    }

    @Test func `a training that breaks at once leaves the old file`() async throws {
        let place = try Workplace(files: ["old": [1, 2, 3]])
        let outcome = try await place.run(
            .fit, "--hidden", "16", "--epochs", "50", "--optimizer", "sgd", "--learning-rate", "1e30", "-o",
            "old",
            "digits-test.bin")
        outcome.expectFailure(1, of: .fit, "found a value that is not finite in ", "no model is written")
        #expect(outcome.errors.contains(/found [a-z ]+ in [\w. ]+, row \d+, at step \d+ of epoch 1,/))
        #expect(try place.read("old") == [1, 2, 3])
        #expect(place.files == ["digits.bin", "digits-test.bin", "old"])
        let piped = try await place.run(
            .fit, "--hidden", "16", "--epochs", "50", "--optimizer", "sgd", "--learning-rate", "1e30",
            "digits-test.bin")
        #expect(piped.status == 1)
        #expect(piped.output == [])
    }

    @Test func `a training that breaks later leaves the last sound model`() async throws {
        let place = try Workplace(files: ["old": [1, 2, 3]])
        // The rate rises with every epoch, until steps are too long.
        let arguments = [
            "--hidden", "16", "--latent", "2", "--activation", "relu", "--optimizer", "sgd", "--momentum",
            "0",
            "--schedule", "constant", "--batch", "297", "--warmup", "10000", "--learning-rate", "1000",
            "-q", "digits-test.bin",
        ]
        let outcome = try await place.run(.fit, arguments + ["--epochs", "5000", "-o", "old"])
        outcome.expectFailure(1, of: .fit, "found a value that is not finite in ")
        let match = try #require(outcome.errors.firstMatch(of: /the model after epoch (\d+) is written/))
        #expect(try place.read("old") == [1, 2, 3])
        let scores = try await place.run(.eval, "-m", "old.failed", "digits-test.bin")
        scores.expectSilence()
        let sound = try await place.run(.fit, arguments + ["--epochs", String(match.1)])
        sound.expectSilence()
        try expectSame(sound.output.withoutHeader, place.read("old.failed").withoutHeader)
    }

    @Test func `validation rows are checked as training rows are`() async throws {
        let place = try await Workplace()
        try place.write(Examples.digits[0..<9].with(2, row: 3, column: 4).npy(), to: "bad.npy")
        try place.write(
            Record(shape: [1, 7], values: [Float](repeating: 0, count: 7)).npy(), to: "narrow.npy")
        for (file, status, reason) in [
            ("bad.npy", 65, "bad.npy: row 3, column 4: found 2"),
            ("narrow.npy", 65, "narrow.npy: found rows of 7"),
            ("nothing", 66, "nothing: cannot open"), ("/dev/null", 65, "found no rows"),
        ] as [(String, Int32, String)] {
            let outcome = try await place.work(.fit, "--valid", file)
            outcome.expectFailure(status, of: .fit, reason)
        }
        let single = try await place.work(
            .fit, "--valid-fraction", "0.5", input: Examples.digits[0..<1].npy())
        single.expectFailure(65, of: .fit, "found 1 row, expected 2 or more")
    }
}
