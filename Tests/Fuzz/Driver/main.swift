// vae-fuzz --target=NAME [what libFuzzer takes]: libFuzzer passes over what begins with two dashes.

import CFuzzer
import CLibrary
import FuzzTargets

let target: FuzzTarget = {
    let name = CommandLine.arguments.last { $0.hasPrefix("--target=") }?.dropFirst("--target=".count)
    guard let target = FuzzTarget.all.first(where: { $0.name == name ?? "" }) else {
        let names = FuzzTarget.all.map(\.name).joined(separator: " ")
        print("vae-fuzz: found no --target=NAME, expected one of \(names)")
        exit(64)
    }
    return target
}()

private func run() -> CInt {
    let (program, given) = (CommandLine.arguments.prefix(1), CommandLine.arguments.dropFirst())
    // The last of two options counts.
    let arguments = program + ["-max_len=\(target.longest)"] + given
    // Little enough that what a header claims costs no time.
    MemoryLimit.bytes = 1 << 16
    var count = CInt(arguments.count)
    var pointers = arguments.map { strdup($0) } + [nil]
    return pointers.withUnsafeMutableBufferPointer { pointers in
        var base = pointers.baseAddress
        return LLVMFuzzerRunDriver(&count, &base) { bytes, count in
            target.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
            return 0
        }
    }
}

exit(run())
