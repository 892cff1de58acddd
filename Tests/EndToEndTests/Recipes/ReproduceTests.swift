import TestSupport
import Testing

/// The scripts of the paper's figures, on made-up data of the sizes of MNIST's and the Frey faces' rows.
@Suite(.enabled(if: Program.make.isInstalled, "GNU make is not installed"))
struct ReproduceTests {
    private static let folder = "\(Examples.folder)/reproduce"

    private func place(rows: Int = 300, test: Int = 100) throws -> Workplace {
        try Workplace(files: [
            "train-images-idx3-ubyte": images(rows), "t10k-images-idx3-ubyte": images(test),
            "frey": (0..<1965 * 28 * 20).map { UInt8(truncatingIfNeeded: $0 * $0 / 97) },
        ])
    }

    /// IDX with blots that differ from row to row.
    private func images(_ rows: Int) -> [UInt8] {
        let header: [UInt8] = [
            0, 0, 8, 3, 0, 0, UInt8(rows >> 8), UInt8(rows & 255), 0, 0, 0, 28, 0, 0, 0, 28,
        ]
        return header
            + (0..<rows * 784).map { place in
                let (row, pixel) = place.quotientAndRemainder(dividingBy: 784)
                let (y, x) = (pixel / 28 - 8 - row % 13, pixel % 28 - 8 - row % 11)
                return UInt8(max(250 - 15 * (x * x + y * y), 0))
            }
    }

    /// Runs a script with the step size given, where it may take a second.
    private func run(_ script: String, in place: Workplace) async throws -> [[String]] {
        let outcome = try await place.bash("\(ReproduceTests.folder)/\(script)")
        #expect(outcome.status == 0, "\(outcome.errors)")
        return outcome.lines.map { $0.split(separator: "\t").map(String.init) }
    }

    @Test func `figure 2 has a panel for each data and size, and chooses step sizes`() async throws {
        let place = try place()
        let table = try await run("fig2.sh -m aevb -n 6e2 -j 3,5 -o out . frey", in: place)
        #expect(table[0].suffix(4) == ["samples", "ours", "paper", "difference"])
        #expect(
            Set(table.dropFirst().map { "\($0[0]) \($0[2])" }) == ["mnist 3", "mnist 5", "frey 3", "frey 5"])
        for row in table.dropFirst() { #expect(Double(row[6]) != nil && row[7] == "-") }
        for panel in ["mnist-J3", "mnist-J5", "frey-J3", "frey-J5"] {
            #expect(try picture(place.read("out/fig2-\(panel).png")).width == 1280)
            let rate = String(decoding: try place.read("out/\(panel)-aevb.rate"), as: UTF8.self)
            #expect(["0.01\n", "0.02\n", "0.1\n"].contains(rate))
        }
    }

    @Test func `figures 4 and 5 share models`() async throws {
        let place = try place()
        let plane = try await run("fig4.sh -r 0.02 -n 6e2 -o out . frey", in: place)
        #expect(plane.dropFirst().map { $0[0] } == ["mnist", "mnist", "frey", "frey"])
        let model = try place.read("out/mnist-J2-aevb.2.safetensors")
        let samples = try await run("fig5.sh -r 0.02 -n 6e2 -j 2,20 -o out .", in: place)
        #expect(samples.dropFirst().map { $0[2] } == ["2", "2", "20", "20"])
        #expect(samples[1] == plane[1])
        #expect(try place.read("out/mnist-J2-aevb.2.safetensors") == model)
        for (name, width, height) in [
            ("fig4-mnist", 560, 560), ("fig4-frey", 200, 280), ("fig5-J2", 280, 280), ("fig5-J20", 280, 280),
        ] {
            let image = try picture(place.read("out/\(name).png"))
            #expect(image.width % width == 0 && image.height == image.width / width * height, "\(name)")
        }
    }

    /// Monte Carlo EM evaluates each row 15 times when it comes up.
    @Test(arguments: [("aevb", 48), ("wake-sleep", 48), ("monte-carlo-em", 48 * 15)])
    func `figure 3 estimates the marginal likelihood on the way`(method: String, samples: Int) async throws {
        let place = try place(rows: 12, test: 4)
        let table = try await run(
            "fig3.sh -m \(method) -t 8,12 -r 0.1 -n \(samples) -j 2 -o out .", in: place)
        #expect(table.last![5] == "\(samples)")
        let rows = table.dropFirst().map { $0.joined(separator: " ") }
        for (count, models) in [(8, 4), (12, 3)] {
            for set in ["train", "test"] {
                let found = rows.filter { $0.hasPrefix("mnist \(count) 2 \(method) \(set) ") }
                #expect(found.count == models, "\(rows)")
            }
            #expect(try picture(place.read("out/fig3-N\(count).png")).width == 1280)
        }
    }

    @Test func `figure 3 says which training rows it cannot take`() async throws {
        let place = try place(rows: 12, test: 4)
        for (list, status, message) in [
            ("0,x", 64, "-t: found 0,x, expected numbers such as 1000,50000"),
            (",", 64, "-t: found nothing, expected numbers such as 1000,50000"),
            ("12,13", 65, "-t 13: found 12 training rows"),
        ] {
            let outcome = try await place.bash("\(ReproduceTests.folder)/fig3.sh -t \(list) -o out . 2>&1")
            #expect(Int(outcome.status) == status)
            #expect(outcome.lines == ["fig3.sh: \(message)"])
        }
    }

    @Test func `the variance of gradients`() async throws {
        let place = try place(rows: 100)
        let table = try await run("variance.sh -l 1,4 -g 20 -n 200 -o out .", in: place)
        #expect(table.count == 33)
        func variance(_ estimator: String, _ network: String, draws: Int) throws -> Double {
            let key = ["untrained", estimator, "\(draws)", network]
            let row = table.first { $0.prefix(4) == key[...] }
            return try #require(row.flatMap { Double($0[4]) })
        }
        for draws in [1, 4] {
            let (b, a) = try (variance("B", "encoder", draws: draws), variance("A", "encoder", draws: draws))
            let score = try variance("score function", "encoder", draws: draws)
            #expect(b < a && a < score)
            #expect(try variance("A", "decoder", draws: draws) == variance("B", "decoder", draws: draws))
        }
        #expect(try variance("B", "encoder", draws: 4) < variance("B", "encoder", draws: 1) / 2)
        for state in ["untrained", "trained"] {
            #expect(try picture(place.read("out/\(state).png")).width == 1280)
        }
    }

    @Test func `a script that is stopped goes on`() async throws {
        let (stopped, whole) = (try place(), try place())
        let options = "-m aevb -r 0.02 -n 3e4 -j 3 -p 1 -o out"
        // As at the keyboard: the signal reaches make and the tools too. The training is under way when its log begins.
        let outcome = try await stopped.bash(
            """
            set -m
            '\(ReproduceTests.folder)/fig2.sh' \(options) . 2> errors &
            until grep -q '^2' out/mnist-J3-aevb.tsv; do sleep 0.05; done 2> /dev/null
            kill -INT -$!
            wait $!
            """)
        #expect(outcome.status != 0)
        #expect(!stopped.hasModel && stopped.files.contains("errors"))
        let table = try await run("fig2.sh \(options) .", in: stopped)
        #expect(try await run("fig2.sh \(options) .", in: whole) == table)
        for name in ["100.safetensors", "rate"] {
            #expect(
                try stopped.read("out/mnist-J3-aevb.\(name)") == whole.read("out/mnist-J3-aevb.\(name)"),
                "\(name)")
        }
        // More samples go on from there, fewer train nothing.
        _ = try await run("fig2.sh -m aevb -n 33000 -j 3 -o out .", in: stopped)
        #expect(try stopped.read("out/mnist-J3-aevb.110.safetensors").count > 0)
        let fewer = try await stopped.bash("'\(ReproduceTests.folder)/fig2.sh' -m aevb -n 3e3 -j 3 -o out .")
        #expect(fewer.status == 0 && !fewer.errors.contains("training"), "\(fewer.errors)")
    }

    @Test(arguments: [
        ("fig2.sh -n 0 .", 64, "-n: found 0"), ("fig2.sh -j x .", 64, "-j: found x"),
        ("fig2.sh -m em .", 64, "-m: found em"), ("fig4.sh -j 3 .", 64, "-j: found 3"),
        ("fig3.sh", 64, "usage"), ("variance.sh -l 1,x .", 64, "-l: found 1,x"),
        ("fig2.sh -m aevb -o out out", 66, "train-images-idx3-ubyte"),
        ("fig2.sh -m aevb -o out . digits.bin", 65, "digits.bin: found"),
    ])
    func `words that do not fit are refused`(command: String, status: Int32, reason: String) async throws {
        let outcome = try await place().bash("\(ReproduceTests.folder)/\(command)")
        #expect(outcome.status == status && outcome.errors.contains(reason), "\(outcome.errors)")
    }

    @Test func `the paper's curves are drawn as the README says`() async throws {
        let place = try Workplace(files: ["run.tsv": Array("samples\telbo\n1e6\t-150\n1e7\t-140\n".utf8)])
        let svg = try await place.bash(
            """
            awk 'NR == 1 || /Figure 2, MNIST, J=3,/' '\(ReproduceTests.folder)/curves.tsv' > J3.tsv
            vae-plot training --x samples --log-x --reference J3.tsv run.tsv
            """)
        svg.expectSilence()
        for curve in ["AEVB, train", "AEVB, test", "wake-sleep, train", "wake-sleep, test"] {
            #expect(svg.text.contains(">Figure 2, MNIST, J=3, \(curve)<"))
        }
    }
}

extension Workplace {
    /// Whether the training has ended.
    fileprivate var hasModel: Bool { (try? read("out/mnist-J3-aevb.100.safetensors")) != nil }
}
