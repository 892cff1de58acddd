import Testing

/// How the tools that apply a model find it, and what they say of a bad one.
@Suite struct ModelTests {
    @Test(arguments: Tool.appliers)
    func `the model is found by -m, then the environment, then its name`(tool: Tool) async throws {
        let place = try await Workplace()
        let expected = try await place.work(tool).output
        let other = try await place.work(.fit, "--seed", "9", input: Examples.digits.npy()).output
        try place.write(other, to: "other")
        let input = try tool.input.map { try place.read($0) } ?? []
        let named = try await place.work(tool, "-m", "other")
        named.expectSilence()
        #expect(named.output != expected)
        for (arguments, environment, usesOther) in [
            (["--model", "other"], ["VAE_MODEL": "nothing"], true), ([], ["VAE_MODEL": "other"], true),
            (["-m", "model.safetensors"], ["VAE_MODEL": "other"], false), ([], ["VAE_MODEL": ""], false),
        ] {
            let outcome = try await place.run(
                tool, tool.arguments + arguments, input: input, environment: environment)
            outcome.expectSilence()
            expectSame(outcome.output, usesOther ? named.output : expected)
        }
    }

    @Test(arguments: Tool.appliers)
    func `the model may come from standard input where that is free`(tool: Tool) async throws {
        let place = try await Workplace()
        let expected = try await place.work(tool).output
        let model = try place.read("model.safetensors")
        let operands = tool.input.map { [$0] } ?? []
        let outcome = try await place.run(tool, tool.arguments + ["-m", "-"] + operands, input: model)
        outcome.expectSilence()
        expectSame(outcome.output, expected)
        guard tool.input != nil else { return }
        for operands in [[], ["-"]] {
            let both = try await place.run(tool, tool.arguments + ["-m", "-"] + operands, input: model)
            both.expectFailure(64, of: tool, "model and the data cannot both be read from standard input")
        }
    }

    @Test(.needsTerminal, arguments: Tool.appliers)
    func `a model is not waited for at a terminal`(tool: Tool) async throws {
        let (place, terminal) = (try await Workplace(), try Terminal())
        let words = (tool.arguments + ["-m", "-", tool.input ?? ""]).joined(separator: " ")
        let outcome = try await place.bash("\(tool.rawValue) \(words) < \(terminal.path)")
        outcome.expectFailure(64, of: tool, "standard input is a terminal")
    }

    @Test(arguments: Tool.appliers)
    func `a missing model`(tool: Tool) async throws {
        let place = try Workplace(files: [:])
        let input = tool == .decode ? latents(rows: 1, columns: 2).npy() : Examples.digits.npy()
        let unnamed = try await place.run(tool, tool.arguments, input: input)
        unnamed.expectFailure(
            66, of: tool, "model.safetensors: cannot open: No such file or directory", "-m", "VAE_MODEL")
        let named = try await place.run(tool, tool.arguments + ["-m", "nothing"], input: input)
        named.expectFailure(66, of: tool, "nothing: cannot open: No such file or directory\n")
        let folder = try await place.run(tool, tool.arguments + ["-m", "."], input: input)
        folder.expectFailure(66, of: tool, ".: cannot open: Is a directory")
    }

    @Test(arguments: Tool.appliers)
    func `a model that is cut short`(tool: Tool) async throws {
        let place = try await Workplace()
        let model = try place.read("model.safetensors")
        for count in [0, 3, 8, 100, model.count - model.withoutHeader.count, model.count - 1] {
            try place.write(Array(model.prefix(count)), to: "model.safetensors")
            let outcome = try await place.work(tool)
            outcome.expectFailure(65, of: tool, "model.safetensors: found ", "expected ")
            if tool != .eval { #expect(outcome.output == []) }
        }
    }

    @Test(arguments: Tool.appliers)
    func `a file that is no model`(tool: Tool) async throws {
        let place = try await Workplace()
        let other = safetensors(
            header: #"{"t":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, data: [0, 0, 0, 0])
        for (file, reason) in [
            (try place.read("digits.npy"), "found an NPY array, expected a safetensors file"),
            (Array("not a model".utf8), "found text, expected a safetensors file"),
            ([], "found an empty file, expected a safetensors file"),
            (try place.read("digits.bin"), "found gzipped data, expected a safetensors file"),
            ([UInt8](repeating: 255, count: 100), "found a safetensors header of"),
            (
                [0x80, 2, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46],
                "found a Python pickle, expected a safetensors file; no tool runs pickles"
            ),
            (
                Array("BZh91AY&SY".utf8),
                "found bzip2 data, expected a safetensors file; 'bzip2 -dc' decompresses it"
            ),
            (other, "found a safetensors file of another kind, expected a model by vae-fit"),
        ] {
            try place.write(file, to: "bad")
            let outcome = try await place.work(tool, "-m", "bad")
            outcome.expectFailure(65, of: tool, "bad: \(reason)")
            if tool != .eval { #expect(outcome.output == []) }
        }
    }

    @Test(
        arguments: Tool.appliers,
        [
            (#""format":"vae-tools""#, #""format":"other""#, "found a safetensors file of another kind"),
            (#"\"latent\":2"#, #"\"latent\":-2"#, "found -2 latent dimensions, expected 0 to 16777216"),
            (#"\"latent\":2"#, #"\"latent\":3"#, "encoder.2.weight: found shape 4x16, expected 6x16"),
            (#"\"sigma\":1"#, #"\"sigma\":0"#, "found sigma 0.0"),
            (#"\"tanh\""#, #"\"tamh\""#, "found an architecture of version"),
            (#"\"hidden\":[16]"#, #"\"hidden\":[17]"#, "encoder.0.weight: found shape 16x64, expected 17x64"),
            (#"\"hidden\":[16]"#, #"\"hidden\":[16777216,16777216]"#, "parameters, expected at most"),
            (#"[8,8]"#, #"[-8,-8]"#, "found"), (#"[8,8]"#, #"[4294967296,4294967296]"#, "found"),
            (#"[8,8]"#, #"[9223372036854775807,3]"#, "found"),
            ("encoder.0.bias", "encoder.0.bian", "encoder.0.bias: found no such tensor"),
            ("F32", "F33", "F33"), ("[0,4096]", "[0,4095]", "found"), ("}}", "}", "found"),
        ])
    func `a model file that was changed`(
        tool: Tool, change: (text: String, replacement: String, reason: String)
    ) async throws {
        let place = try await Workplace()
        let model = try place.read("model.safetensors")
        let header = String(
            decoding: model[8..<model.count - model.withoutHeader.count], as: UTF8.self)
        try #require(header.contains(change.text))
        let changed = header.replacing(change.text, with: change.replacement)
        try place.write(safetensors(header: changed, data: model.withoutHeader), to: "bad")
        let outcome = try await place.work(tool, "-m", "bad")
        outcome.expectFailure(65, of: tool, "bad: ", change.reason)
        if tool != .eval { #expect(outcome.output == []) }
    }

    /// By accident, or by another program.
    @Test(arguments: Tool.appliers)
    func `a weight that was changed`(tool: Tool) async throws {
        let place = try await Workplace()
        var model = try place.read("model.safetensors")
        model[model.count - 3] ^= 1
        try place.write(model, to: "model.safetensors")
        let problem = "model.safetensors: found contents that do not match the digest"
        let refused = try await place.work(tool)
        refused.expectFailure(
            65, of: tool, "\(problem), expected a file as vae-fit wrote it; --unverified reads it")
        if tool != .eval { #expect(refused.output == []) }
        let read = try await place.work(tool, "--unverified")
        #expect(read.status == 0)
        #expect(read.errors == "\(tool.rawValue): warning: \(problem)\n")
        // A file that says that it was written with a digest has one.
        let header = String(decoding: model[8..<model.count - model.withoutHeader.count], as: UTF8.self)
        let without = header.replacing("\"digest\"", with: "\"dugest\"")
        try place.write(safetensors(header: without, data: model.withoutHeader), to: "model.safetensors")
        let undigested = try await place.work(tool)
        undigested.expectFailure(65, of: tool, problem)
    }

    @Test(arguments: Tool.appliers)
    func `a weight that is not finite`(tool: Tool) async throws {
        let place = try await Workplace()
        var model = try place.read("model.safetensors")
        model.replaceSubrange(model.count - 4..<model.count, with: [0, 0, 0xc0, 0x7f])
        try place.write(model, to: "model.safetensors")
        let outcome = try await place.work(tool)
        outcome.expectFailure(65, of: tool, "model.safetensors: decoder.2.bias: found nan at index 63")
    }

    /// Its header is that of a model of 2³⁰ parameters, of which two bytes follow.
    @Test(arguments: Tool.appliers)
    func `a model that claims too much`(tool: Tool) async throws {
        let place = try await Workplace()
        try place.write(hugeModel(), to: "huge")
        let words = tool.arguments.joined(separator: " ")
        let file = tool.input ?? ""
        let outcome = try await place.bash("\(tool.rawValue) \(words) -m huge \(file)")
        outcome.expectFailure(65, of: tool, "huge: found 2 bytes of tensor 'encoder.0.weight', expected")
        let limited = try await place.bash("ulimit -v 4000000; \(tool.rawValue) \(words) -m huge \(file)")
        limited.expectFailure(
            1, of: tool, "huge: a model of 1140850756 parameters: not enough memory: needs 4.5 GB")
    }

    @Test(arguments: Tool.appliers)
    func `a model whose results overflow`(tool: Tool) async throws {
        let place = try await Workplace()
        let model = try place.read("model.safetensors")
        let (weights, size) = (model.withoutHeader.count, model.count)
        let header = String(decoding: model[8..<size - weights], as: UTF8.self)
            // As a version without digests would have written it.
            .replacing(/"digest":"[^"]*",/, with: "").replacing("\"progress\"", with: "\"other\"")
        // Every weight is the largest number.
        let largest = [[UInt8]](repeating: [0xff, 0xff, 0x7f, 0x7f], count: weights / 4).flatMap { $0 }
        try place.write(safetensors(header: header, data: largest), to: "model.safetensors")
        let outcome = try await place.work(tool, tool == .decode || tool == .sample ? "--params" : "--seed=1")
        // Scores of other rows go on.
        outcome.expectFailure(tool == .eval ? 65 : 1, of: tool, "row 0")
    }
}

private func safetensors(header: String, data: [UInt8]) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: header.utf8.count >> (8 * $0)) } + Array(header.utf8) + data
}

/// 8 × 8 – 2²³ – 2.
private func hugeModel() -> [UInt8] {
    let width = 1 << 23
    let architecture = """
        {"shape":[8,8],"latent":2,"hidden":[\(width)],"decoder_hidden":[\(width)],"activation":"tanh",\
        "likelihood":"bernoulli","mean":"real","sigma":1,"binarization":"none","maximum":16}
        """
    let tensors = [
        ("encoder.0.weight", [width, 64]), ("encoder.0.bias", [width]), ("encoder.2.weight", [4, width]),
        ("encoder.2.bias", [4]), ("decoder.0.weight", [width, 2]), ("decoder.0.bias", [width]),
        ("decoder.2.weight", [64, width]), ("decoder.2.bias", [64]),
    ]
    var end = 0
    let claims = tensors.map { name, shape in
        let start = end
        end += 4 * shape.reduce(1, *)
        return #""\#(name)":{"dtype":"F32","shape":\#(shape),"data_offsets":[\#(start),\#(end)]}"#
    }
    let text = architecture.replacing("\"", with: "\\\"")
    let metadata = #""__metadata__":{"format":"vae-tools","version":"0.1.0","architecture":"\#(text)"}"#
    return safetensors(header: "{\(metadata),\(claims.joined(separator: ","))}", data: [0, 0])
}
