import ArgumentParser
import Formats

public struct InfoTool: Tool {
    public static let configuration = CommandConfiguration(
        commandName: "vae-info",
        abstract: "Describe models and streams of tensors.",
        usage: "vae-info [<options>] [<file> ...]",
        discussion: """
            Writes a line for each property, its name and its value; everything is read and checked.

            Examples:
              vae-info model.safetensors
              vae-info --json model.safetensors digits.bin
            """,
        version: version(of: "vae-info"))

    @Argument(
        help: ArgumentHelp(
            "Models or tensor streams; '-' is standard input. (default: standard input)", valueName: "file"),
        completion: .file())
    var files: [String] = []

    @Flag(help: "Write JSON: an object on a line for each file.")
    var json = false

    @Flag(
        help: "Write nothing; status 0 if every file is a finished model, else 1.")
    var finished = false

    @Option(
        help: ArgumentHelp("Write the encoder or the decoder of a model as ONNX.", valueName: "half"))
    var onnx: ONNXModel?

    @OptionGroup var verification: VerificationOptions
    @OptionGroup var memory: MemoryOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var verbosity: VerbosityOptions

    public init() {}

    public func validate() throws {
        if files.count(where: { $0 == "-" }) > 1 {
            throw ValidationError("standard input can be read only once")
        }
        if [finished, json, onnx != nil].count(where: { $0 }) > 1 {
            throw ValidationError("--finished, --json and --onnx exclude each other")
        }
        if onnx != nil && files.count > 1 {
            throw ValidationError("--onnx: found \(files.count) files, expected one model")
        }
    }

    public func work(_ messages: Messages) throws {
        let output = try output.open(binary: onnx != nil)
        if let onnx {
            try write(onnx, to: output, messages)
            return
        }
        for (index, operand) in (files.isEmpty ? ["-"] : files).enumerated() {
            let properties = try describe(operand, verification.verification(messages))
            if finished {
                try checkFinished(properties)
                continue
            }
            let text = json ? VAETools.json(properties.json) : properties.lines.joined(separator: "\n")
            try output.write { bytes throws(FormatError) in
                if index > 0 && !json { try bytes.write([UInt8(ascii: "\n")]) }
                try bytes.write(Array((text + "\n").utf8))
                try bytes.send()
            }
            if verbosity.verbose {
                messages.write("\(properties["file"]!.text): \(properties["kind"]!.text)")
            }
        }
        try output.commit()
    }

    private func write(_ half: ONNXModel, to output: OutputFile, _ messages: Messages) throws {
        let path = ModelPath(files.first ?? "-")
        let model = try path.load(usesStandardInput: false, verification.verification(messages))
        let content = try half.bytes(of: model, name: path.path)
        try output.write { bytes throws(FormatError) in try bytes.write(content) }
        try output.commit()
    }

    /// Fails unless this is a model whose training came to its end.
    private func checkFinished(_ properties: Properties) throws(Failure) {
        let progress = properties["progress"]?["ended"]
        let ended = progress.flatMap { TrainingEnd(rawValue: $0.text) }
        guard ended?.isFinished != true else { return }
        let found =
            properties["kind"]?.text == "tensors"
            ? "no model"
            : ended.map { "a training that is \($0.rawValue)" } ?? "no word of how the training ended"
        throw Failure(.failed, "\(properties["file"]!.text): found \(found), expected a finished one")
    }

    private func describe(
        _ operand: String, _ verification: ModelVerification
    ) throws(Failure) -> Properties {
        let file = try OperandFile(operand, maps: true)
        defer { withExtendedLifetime(file) {} }
        var properties = Properties()
        properties["file"] = .text(file.name)
        let isModel = try naming(file.name) { () throws(FormatError) in
            try SafetensorsReader.isOpening(of: file.bytes)
        }
        if isModel {
            try properties.describeModel(file.bytes, name: file.name, verification)
        } else {
            try properties.describeStream(file.bytes, name: file.name)
        }
        try ShrinkingFiles.check()
        return properties
    }
}
