import TestSupport

/// A set of vector kernels, as `VAE_KERNELS` names it.
enum KernelSet: String, CaseIterable {
    case avx512, avx2, neon

    /// Those that this processor runs: the tools refuse the others.
    static let fast = allCases.filter { set in
        (try? run("/usr/bin/env", ["VAE_KERNELS=\(set.rawValue)", Tool.fit.path, "--version"]))?.status == 0
    }
}
