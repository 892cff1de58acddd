import Foundation
import SystemPackage
import Testing

/// A training that is ended and gone on with.
@Suite struct CheckpointTests {
    private static let base = ["--hidden", "16", "--latent", "3", "--epochs", "100", "digits-test.bin"]

    private static let choices: [[String]] = [
        [],
        ["--valid-fraction", "0.2", "--patience", "30", "--optimizer", "adagrad", "--learning-rate", "0.05"],
        ["--optimizer", "sgd", "--clip-norm", "3", "--kl-warmup", "4", "--schedule", "constant"],
        ["--importance-samples", "3", "--valid-fraction", "0.2", "--shuffle-block", "7", "--batch", "32"],
        ["--likelihood", "gaussian-shared", "--weight-decay", "1", "--estimator", "A", "--draws", "2"],
        ["--train-samples", "20000", "--schedule", "exponential", "--warmup", "3"],
        ["--estimator", "score-function", "--baseline", "mean", "--clip-norm", "10"],
        ["--objective", "wake-sleep", "--valid-fraction", "0.2"],
        ["--missing-value", "0", "--mask-input", "--importance-samples", "2", "--valid-fraction", "0.2"],
        ["--bayesian", "--likelihood", "gaussian-shared", "--valid-fraction", "0.2"],
        ["--objective", "monte-carlo-em", "--valid-fraction", "0.2", "--binarize", "stochastic"],
        ["--labels", "y.npy", "--valid-fraction", "0.2", "--shuffle-block", "7", "--batch", "32"],
        ["--labels", "c.npy", "--condition", "c.npy", "--importance-samples", "2"],
    ]

    /// Labels of 297 rows, of which some are missing, and covariates.
    private static let conditions = [
        "y.npy": Record(shape: [297], values: (0..<297).map { $0 % 5 < 3 ? -1 : Float($0 % 3) }).npy(),
        "c.npy": Record(shape: [297], values: (0..<297).map { Float($0 % 4) }).npy(),
    ]

    /// The arguments of a training that a budget of samples may replace the epochs of.
    private static func arguments(_ choice: [String]) -> [String] {
        choice.contains("--train-samples")
            ? base.filter { $0 != "--epochs" && $0 != "100" } + choice : base + choice
    }

    /// The log without its times.
    private func log(_ name: String, of place: Workplace) throws -> [[Substring]] {
        String(decoding: try place.read(name), as: UTF8.self).split(separator: "\n").map { line in
            let fields = line.split(separator: "\t")
            return fields.enumerated().filter { $0.offset != 10 && $0.offset != 11 }.map(\.element)
        }
    }

    /// kill -9 at some moment, again and again; the last run ends by itself.
    @Test(arguments: choices) func `a training that is killed goes on to the same bytes`(
        choice: [String]
    ) async throws {
        let place = try Workplace(files: Self.conditions)
        let arguments = Self.arguments(choice)
        let whole = try await place.run(.fit, arguments + ["--log", "whole.tsv", "-o", "whole"])
        whole.expectSilence()
        let parts =
            arguments + [
                "--checkpoint", "run", "--checkpoint-every", "0s", "--log", "parts.tsv", "-o", "parts",
                "--threads", "1",
            ]
        let null = try FileDescriptor.open("/dev/null", .readOnly)
        for kills in 1...4 {
            let outcome = try await place.run(.fit, parts, input: null) { process in
                try await waits {
                    !place.files.contains("parts.tsv")
                        ? false : try place.read("parts.tsv").count(where: { $0 == 10 }) >= 2 + 4 * kills
                }
                kill(process, SIGKILL)
            }
            #expect(outcome.status == 128 + SIGKILL)
            #expect(!place.files.contains("parts"))
        }
        try null.close()
        let last = try await place.run(.fit, parts)
        last.expectSilence()
        try expectSame(place.read("parts"), place.read("whole"))
        #expect(try log("parts.tsv", of: place) == log("whole.tsv", of: place))
        // Once more: the model again, and a log that is lost.
        try FileManager.default.removeItem(atPath: place["parts.tsv"])
        let again = try await place.run(.fit, parts)
        again.expectSilence()
        try expectSame(place.read("parts"), place.read("whole"))
        #expect(try log("parts.tsv", of: place) == log("whole.tsv", of: place))
        // kill -9 between the last two steps of a checkpoint, link and rename, leaves it under a random name.
        let linked = place.files.filter { $0.hasPrefix("run.") && $0.hasSuffix(".partial") }
        #expect(linked.count <= 4)
        #expect(
            place.files.subtracting(linked) == [
                "digits.bin", "digits-test.bin", "y.npy", "c.npy", "whole", "whole.tsv", "parts", "parts.tsv",
                "run",
            ])
    }

    @Test func `a signal leaves a checkpoint that is a model, and no other file`() async throws {
        let place = try Workplace(files: ["model": [1, 2, 3]])
        let null = try FileDescriptor.open("/dev/null", .readOnly)
        let arguments = [
            "--hidden", "16", "--epochs", "100000000", "--log", "run.tsv", "--checkpoint", "run", "-o",
            "model", "digits-test.bin",
        ]
        let outcome = try await place.run(.fit, arguments, input: null) { process in
            try await waits { try place.files.contains("run.tsv") && place.read("run.tsv").count > 900 }
            kill(process, SIGTERM)
        }
        try null.close()
        #expect(outcome.status == 143)
        #expect(
            outcome.errors.contains(
                /^vae-fit: interrupted in epoch \d+; run holds the training, and the same command goes on with it\n$/
            ))
        #expect(place.files == ["digits.bin", "digits-test.bin", "run.tsv", "model", "run"])
        #expect(try place.read("model") == [1, 2, 3])
        let scores = try await place.run(.eval, "-m", "run", "digits-test.bin")
        scores.expectSilence()
        let described = try await place.run(.info, "run")
        #expect(described.text.contains("kind\tcheckpoint\n"))
        #expect(described.text.contains("progress.ended\tinterrupted\n"))
    }

    @Test(arguments: [
        (["--latent", "4"], "found a training with architecture latent 3, expected 4 as now"),
        (
            ["--epochs", "101"],
            "found a training with budget epochs=100, expected epochs=101, which the cosine"
        ),
        (
            ["--learning-rate", "0.01"],
            "found a training with training learning_rate 0.002, expected 0.01 as now"
        ),
        (["--seed", "2"], "found a training with training seed 1, expected 2"),
        (["digits.bin"], "found a training with data digest crc32:"),
        (["--valid-fraction", "0.5"], "found a training with data rows 297, expected"),
        (["--init-from", "model.safetensors", "--latent", "3"], "found a training with"),
    ]) func `another training is refused, and --fresh starts it`(change: [String], reason: String)
        async throws
    {
        let place = try await Workplace()
        let first = ["--checkpoint", "run", "-o", "model"] + Self.base
        let started = try await place.run(.fit, first)
        started.expectSilence()
        let before = try place.read("run")
        // Data takes the place of other data.
        func changed(_ arguments: [String]) -> [String] {
            change == ["digits.bin"] ? arguments.dropLast() + change : arguments + change
        }
        let other = try await place.run(.fit, changed(first))
        #expect(other.status == 65)
        #expect(other.errors.hasPrefix("vae-fit: run: \(reason)"), "\(other.errors)")
        #expect(other.errors.hasSuffix("; --fresh starts anew\n"))
        #expect(try place.read("run") == before)
        guard change.first != "--init-from" else { return }
        let fresh = try await place.run(.fit, changed(first) + ["--fresh"])
        fresh.expectSilence()
        let direct = try await place.run(.fit, changed(Self.base))
        try expectSame(direct.output, place.read("model"))
    }

    /// What a training with the last values from its start gives.
    @Test func `patience and budget may change`() async throws {
        let place = try Workplace(files: [:])
        let fit =
            "vae-fit --hidden 16 --schedule constant --learning-rate 0.02 --valid-fraction 0.3 digits-test.bin"
        func same(_ last: String, after first: String) async throws {
            let outcome = try await place.bash(
                """
                \(fit) \(first) --checkpoint run > /dev/null && \(fit) \(last) --checkpoint run > continued &&
                \(fit) \(last) > direct && rm run && cmp continued direct
                """)
            outcome.expectSilence()
        }
        try await same("--epochs 30", after: "--epochs 12")
        try await same("--epochs 300 --patience 9", after: "--epochs 300 --patience 4")
        try await same("--epochs 60", after: "--epochs 60 --patience 3")
        try await same("--train-samples 6240", after: "--epochs 12")
        let fewer = try await place.bash(
            "\(fit) --epochs 12 --checkpoint run > /dev/null && \(fit) --epochs 9 --checkpoint run")
        fewer.expectFailure(
            65, of: .fit, "run: found a training with 2496 samples done, expected epochs=9 as now")
        let within = try await place.bash(
            "\(fit) --train-samples 250 --checkpoint run --fresh > /dev/null && \(fit) --epochs 9 --checkpoint run"
        )
        within.expectFailure(
            65, of: .fit, "run: found a training with an end within epoch 2, expected the same budget as now")
    }

    @Test func `a checkpoint belongs to one training at a time`() async throws {
        let place = try Workplace(files: [:])
        let null = try FileDescriptor.open("/dev/null", .readOnly)
        let arguments = ["--hidden", "16", "--no-sync", "--checkpoint", "run", "digits-test.bin", "-o"]
        let long = ["--epochs", "100000000", "--checkpoint-every", "2e"]
        let outcome = try await place.run(.fit, arguments + ["first"] + long, input: null) { process in
            try await waits { place.files.contains("run") }
            let second = try await place.run(.fit, arguments + ["second", "--fresh"])
            second.expectFailure(
                73, of: .fit, "run: found a training at work on this checkpoint, expected none")
            kill(process, SIGTERM)
        }
        try null.close()
        #expect(outcome.status == 143)
        let next = try await place.run(.fit, arguments + ["next", "--fresh", "--epochs", "1"])
        next.expectSilence()
        #expect(place.files == ["digits.bin", "digits-test.bin", "run", "next"])
    }

    @Test func `a model is no checkpoint, and a damaged one is refused`() async throws {
        let place = try await Workplace()
        let model = try await place.run(.fit, ["--checkpoint", "model.safetensors"] + Self.base)
        model.expectFailure(65, of: .fit, "model.safetensors: found a model, expected a checkpoint")
        let made = try await place.run(.fit, ["--checkpoint", "run", "-o", "model"] + Self.base)
        made.expectSilence()
        let bytes = try place.read("run")
        for index in stride(from: 9, to: bytes.count, by: 4099) {
            var damaged = bytes
            damaged[index] ^= 4
            try place.write(damaged, to: "run")
            let outcome = try await place.run(.fit, ["--checkpoint", "run"] + Self.base)
            #expect(outcome.status == 65, "byte \(index): \(outcome.errors)")
            #expect(outcome.errors.hasPrefix("vae-fit: run: ") && outcome.errors.contains("found "))
        }
        try place.write(Array(bytes.dropLast(100)), to: "run")
        let cut = try await place.run(.fit, ["--checkpoint", "run"] + Self.base)
        cut.expectFailure(65, of: .fit, "run: found ")
    }

    @Test func `a checkpoint without all arrays of its optimizer is refused`() async throws {
        let place = try Workplace(files: [:])
        let fit = "vae-fit \(Self.base.joined(separator: " "))"
        let outcome = try await place.bash(
            """
            \(fit) --checkpoint run > /dev/null
            LC_ALL=C sed 's/g[.]optimizer[.]1[.]/g.optimizer.9./g' run > lacking
            \(fit) --checkpoint lacking --unverified
            """)
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("lacking: found 1 of the arrays"), "\(outcome.errors)")
    }

    @Test func `a checkpoint without its chains is refused`() async throws {
        let place = try Workplace(files: [:])
        let fit = "vae-fit --objective monte-carlo-em --hidden 8 --latent 2 --epochs 2 digits-test.bin"
        let outcome = try await place.bash(
            """
            \(fit) --checkpoint run > /dev/null
            LC_ALL=C sed 's/g[.]chains/g.Chains/' run > lacking
            \(fit) --checkpoint lacking --unverified
            LC_ALL=C sed 's/log_step_size/log_stop_size/' run > lacking
            \(fit) --checkpoint lacking --unverified
            """)
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("lacking: found chains of other rows"), "\(outcome.errors)")
        #expect(outcome.errors.contains("lacking: found numbers of a training that"), "\(outcome.errors)")
    }

    @Test func `where the model cannot be written the checkpoint has it`() async throws {
        let place = try Workplace(files: [:])
        let outcome = try await place.run(.fit, ["--checkpoint", "run", "-o", "/dev/full"] + Self.base)
        outcome.expectFailure(
            74, of: .fit, "/dev/full: cannot write: ", "run holds the model", "the same command")
        let again = try await place.run(.fit, ["--checkpoint", "run", "-o", "model"] + Self.base)
        again.expectSilence()
        let direct = try await place.run(.fit, Self.base)
        try expectSame(direct.output, place.read("model"))
    }

    @Test func `a log that cannot be written any more ends the training with its checkpoint`() async throws {
        let place = try Workplace(files: [:])
        let outcome = try await place.run(
            .fit, ["--checkpoint", "run", "--log", "/dev/full", "-o", "model"] + Self.base)
        outcome.expectFailure(74, of: .fit, "/dev/full: cannot write: ")
        #expect(place.files == ["digits.bin", "digits-test.bin", "run"])
    }

    @Test func `a checkpoint takes the place of checkpoints only`() async throws {
        let place = try Workplace(files: ["notes": Array("my notes\n".utf8)])
        let model = try await place.run(.fit, Self.base + ["-o", "old"])
        model.expectSilence()
        for (name, reason) in [
            ("notes", "notes: found text"), ("digits.bin", "digits.bin: found gzipped data"),
            ("old", "old: found no checkpoint, expected one to replace, or no file"),
        ] {
            let before = try place.read(name)
            let outcome = try await place.run(
                .fit, Self.base + ["--checkpoint", name, "--fresh", "-o", "new"])
            outcome.expectFailure(65, of: .fit, reason)
            #expect(try place.read(name) == before)
        }
        let pipe = try await place.bash(
            "mkfifo pipe; vae-fit \(Self.base.joined(separator: " ")) --checkpoint pipe -o new")
        pipe.expectFailure(73, of: .fit, "pipe: cannot create: expected a regular file")
        let links = try await place.bash(
            "ln -s later link; vae-fit \(Self.base.joined(separator: " ")) --checkpoint link --log later -o new"
        )
        links.expectFailure(64, of: .fit, "--checkpoint: found later, which is also the log")
        #expect(!place.files.contains("new") && !place.files.contains("later"))
    }

    /// Means that double precision holds to more digits than a file.
    @Test func `large offsets go on to the same bytes`() async throws {
        let place = try Workplace(files: [:])
        let values = (0..<120).map { 2_000_000_000 + $0 * $0 * 7919 % 101 }
        let rows = stride(from: 0, to: 120, by: 3).map {
            "\(values[$0]),\(values[$0 + 1]),\(values[$0 + 2])\n"
        }
        try place.write(Array(rows.joined().utf8), to: "rows.csv")
        let outcome = try await place.bash(
            """
            vae-tensor import --as i4 -o rows.npy rows.csv
            fit="vae-fit --latent 1 --hidden 5 --batch 7 --likelihood gaussian --schedule constant rows.npy"
            $fit --epochs 2 --checkpoint run -o first && $fit --epochs 9 --checkpoint run -o last &&
            $fit --epochs 9 -o direct && cmp last direct
            """)
        outcome.expectSilence()
    }

    @Test(arguments: [
        (["--checkpoint", "digits-test.bin"], "which is also an input"),
        (["--unverified"], "--unverified goes with --checkpoint or --init-from"),
        (["--checkpoint", "x", "--log", "x"], "which is also the log"),
        (["--checkpoint", "x", "-o", "x"], "which is also the model"),
        (["--checkpoint-every", "5e"], "--checkpoint-every goes with --checkpoint"),
        (
            ["--checkpoint", "x", "--checkpoint-every", "5"],
            "expected seconds such as 60s, or epochs such as 5e"
        ),
        (["--fresh"], "--fresh goes with --checkpoint"),
        (["--checkpoint", "-"], "expected the name of a file"),
    ]) func `a checkpoint has a place of its own`(options: [String], reason: String) async throws {
        let place = try Workplace(files: [:])
        let outcome = try await place.run(.fit, Self.base + options)
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains(reason), "\(outcome.errors)")
        #expect(place.files == ["digits.bin", "digits-test.bin"])
    }
}
