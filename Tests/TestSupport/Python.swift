/// The `python3` of the search path. Tests that need one of its packages are skipped where it is missing.
public enum Python {
    public static let hasNumPy = imports("numpy")
    public static let hasPyArrow = imports("pyarrow.csv, pyarrow.parquet")
    public static let hasSafetensors = imports("numpy, safetensors.numpy")
    public static let hasPyTorch = imports("numpy, safetensors.torch, torch")

    /// What `script` writes to standard output when `input` is its standard input.
    /// - Throws: where it fails.
    public static func run(_ script: String, input: [UInt8] = []) throws -> [UInt8] {
        let result = try TestSupport.run("python3", ["-c", script], input: input)
        guard result.status == 0 else { throw Failure(status: result.status) }
        return result.output
    }

    private struct Failure: Error {
        let status: Int32
    }

    private static func imports(_ modules: String) -> Bool {
        Program.python3.isInstalled
            && Program.answers("python3 -c 'import \(modules)' && echo yes", with: "yes")
    }
}
