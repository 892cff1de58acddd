import ArgumentParser
import CLibrary

/// --max-memory.
struct MemoryOptions: ParsableArguments {
    @Option(help: MemoryOptions.help, transform: MemoryOptions.choose) var maxMemory: Void?

    static let help = ArgumentHelp(
        "The most memory for a row, array or model, as 8G.",
        valueName: "size")

    /// Holds for the whole process from now on.
    static func choose(_ argument: String) throws { MemoryLimit.bytes = try MemorySize.parse(argument).bytes }
}

/// A number of bytes as it is typed: 500M, 8G.
struct MemorySize: TypedValue {
    static let form = "a size from 1 byte to 64T, such as 500M or 8G"

    let bytes: Int

    init?(argument: String) {
        let units = ["K": 1000, "M": 1_000_000, "G": 1_000_000_000, "T": 1_000_000_000_000]
        let unit = argument.last.flatMap { units[$0.uppercased()] }
        let digits = unit == nil ? argument[...] : argument.dropLast()
        guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(digits),
            case (let bytes, let overflow) = number.multipliedReportingOverflow(by: unit ?? 1), !overflow,
            1...64_000_000_000_000 ~= bytes
        else { return nil }
        self.bytes = bytes
    }
}

/// Fails where `count` numbers of `size` bytes each are more than may be taken.
func checkMemory(_ what: String, count: Int, size: Int) throws(Failure) {
    guard MemoryLimit.isExceeded(by: count, of: size) else { return }
    throw .memory(what, count: count, size: size)
}

extension Failure {
    /// Memory that is not to be had, for `count` things of `size` bytes each.
    static func memory(_ what: String, count: Int, size: Int) -> Failure {
        let (bytes, overflow) = count.multipliedReportingOverflow(by: size)
        let needed = overflow ? "more than an address holds" : MemoryLimit.described(bytes)
        return Failure(
            .failed,
            "\(what): not enough memory: needs \(needed), found \(MemoryLimit.described(MemoryLimit.bytes)); "
                + "see --max-memory")
    }
}
