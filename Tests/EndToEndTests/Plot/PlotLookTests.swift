import Testing

/// How `vae-plot` tells data apart.
@Suite struct PlotLookTests {
    private static func log(_ bound: Int) -> [UInt8] {
        Array(
            "epoch\telbo\tvalid_elbo\tkl\n1\t-\(bound)\t-\(bound + 1)\t1\n2\t-\(bound - 3)\t-\(bound - 1)\t2\n"
                .utf8)
    }

    private func place() async throws -> Workplace {
        let place = try await Workplace()
        for (name, bound) in [("a", 30), ("b", 25), ("c", 20)] {
            try place.write(PlotLookTests.log(bound), to: "\(name).tsv")
        }
        return place
    }

    /// Colours and dashes of all curves, and then of the legend.
    private func lines(_ svg: String) -> [String] {
        svg.matches(of: /stroke="(#[0-9a-f]*)" stroke-width="1.8"[^>]*?(?:dasharray="([^"]*)")?\/>/).map {
            "\($0.1) \($0.2 ?? "solid")"
        }
    }

    @Test func `colours are runs, dashes are validation`() async throws {
        let svg = try await place().run(.plot, "training", "a.tsv", "b.tsv", "c.tsv").text
        let curves = ["#0072b2", "#d55e00", "#009e73"].flatMap { ["\($0) solid", "\($0) 7 5"] }
        let legend = ["#0072b2 solid", "#d55e00 solid", "#009e73 solid", "#999999 solid", "#999999 7 5"]
        #expect(lines(svg) == curves + legend)
        let names = svg.matches(of: />([^<>]+)<\/text>/).map(\.1).suffix(5)
        #expect(Array(names) == ["a", "b", "c", "training", "validation"])
    }

    @Test func `of one run quantities are colours`() async throws {
        let place = try await place()
        let bounds = try await place.run(.plot, "training", "a.tsv").text
        #expect(lines(bounds) == ["#0072b2 solid", "#0072b2 7 5", "#0072b2 solid", "#0072b2 7 5"])
        let both = try await place.run(.plot, "training", "--columns", "elbo,kl", "a.tsv").text
        #expect(lines(both) == ["#0072b2 solid", "#d55e00 solid", "#0072b2 solid", "#d55e00 solid"])
    }

    @Test func `names of the legend are in its order`() async throws {
        let place = try await place()
        let named = try await place.run(
            .plot, "training", "--legend", "one,two,seen,unseen", "a.tsv", "b.tsv")
        named.expectSilence()
        #expect(
            named.text.matches(of: />(one|two|seen|unseen)</).map(\.1) == ["one", "two", "seen", "unseen"])
    }

    @Test func `two histograms are areas, three are outlines`() async throws {
        let place = try await place()
        let areas = { (text: String) in text.matches(of: /fill-opacity="0.3"/).count }
        let two = try await place.run(.plot, "histogram", "a.tsv", "b.tsv").text
        let three = try await place.run(.plot, "histogram", "a.tsv", "b.tsv", "c.tsv").text
        #expect(areas(two) == 4 && areas(three) == 0)
    }

    @Test func `an end of an axis may be left out`() async throws {
        let place = try await place()
        let whole = try await place.run(.plot, "training", "--ylim", "-40:-10", "a.tsv")
        whole.expectSilence()
        for limits in ["-29:", ":-29"] {
            let part = try await place.run(.plot, "training", "--ylim", limits, "a.tsv")
            part.expectSilence()
            #expect(part.output != whole.output && lines(part.text).count == 4, "\(limits)")
        }
    }

    @Test func `numbers in double precision stay apart`() async throws {
        let place = try await place()
        let times: [Double] = (0..<100).flatMap { [1_700_000_000 + Double($0), 0] }
        let labels = (0..<100).map { 9_007_199_254_740_992 + Int64($0 % 2) }
        try place.write(npy("<f8", "(100, 2)", times), to: "times.npy")
        try place.write(npy("<i8", "(100,)", labels), to: "labels.npy")
        let outcome = try await place.run(.plot, "scatter", "--labels", "labels.npy", "times.npy")
        outcome.expectSilence()
        let svg = outcome.text
        #expect(Set(svg.matches(of: /<circle cx="([^"]*)"/).map(\.1)).count >= 100)
        #expect(svg.contains(">9007199254740992<") && svg.contains(">9007199254740993<"))
    }

    @Test func `one number of any size is drawn`() async throws {
        let place = try await place()
        for number in ["1e16", "-1e300", "1e-310", "5e-324", "0"] {
            try place.write(Array("epoch\telbo\n1\t\(number)\n".utf8), to: "one.tsv")
            var commands = [["histogram"], ["histogram", "--density", "--log-y"], ["training"]]
            if !number.hasPrefix("-") && number != "0" { commands.append(["training", "--log-y"]) }
            for command in commands {
                let outcome = try await place.run(
                    .plot,
                    command + ["--column", "elbo"].prefix(command[0] == "histogram" ? 2 : 0) + ["one.tsv"])
                outcome.expectSilence()
                #expect(
                    !outcome.text.contains("nan") && !outcome.text.contains("inf"), "\(command) \(number)")
            }
        }
    }

    /// An array of one type in memory.
    private func npy<Number>(_ descr: String, _ shape: String, _ values: [Number]) -> [UInt8] {
        var header = "{'descr': '\(descr)', 'fortran_order': False, 'shape': \(shape), }"
        header += String(repeating: " ", count: 117 - header.utf8.count) + "\n"
        return [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array(header.utf8)
            + values.withUnsafeBytes { Array($0) }
    }
}
