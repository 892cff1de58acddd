// swift-tools-version: 6.2

import Foundation
import PackageDescription

/// Each has a folder: Sources/vae-fit and so on. A new one is seen when this file changes, or with `--manifest-cache none`.
let tools = try FileManager.default.contentsOfDirectory(atPath: Context.packageDirectory + "/Sources")
    .filter { $0.hasPrefix("vae-") }.sorted()

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")

/// Generic code runs as fast as it should only where its callers in other modules may specialise it.
let specialized: [SwiftSetting] = [.unsafeFlags(["-cross-module-optimization"])]

/// What makes system calls and allocations of the tools fail, for the tests: preloaded, where glibc is.
#if os(Linux)
    let faultProducts = [Product.library(name: "vae-faults", type: .dynamic, targets: ["CFaults"])]
    let faultTargets = [
        Target.target(name: "CFaults", path: "Tests/CFaults", linkerSettings: [.linkedLibrary("dl")])
    ]
#else
    let faultProducts: [Product] = []
    let faultTargets: [Target] = []
#endif

let package = Package(
    name: "vae-tools",
    products: (tools + ["vae"]).map { .executable(name: $0, targets: [$0]) } + faultProducts,
    traits: [
        .trait(name: "MPI", description: "vae-fit trains on many machines; `make install MPI=1` finds MPI.")
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CLibPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
        .target(name: "CPNG", dependencies: ["CLibPNG"]),
        .target(name: "CKernels"),

        .target(name: "CLibrary"),
        .target(name: "CStartup"),
        .target(name: "CFiles"),
        .target(name: "CMPI", cSettings: [.define("VAE_MPI", .when(traits: ["MPI"]))]),
        .target(name: "Tensors"),
        .target(name: "Compute", dependencies: ["CKernels", "CLibrary"], swiftSettings: specialized),
        .target(
            name: "Networks", dependencies: ["Compute", "Tensors", "CLibrary"], swiftSettings: specialized),
        .target(name: "Distributions", dependencies: ["Compute", "CLibrary"], swiftSettings: specialized),
        .target(
            name: "VAE", dependencies: ["Distributions", "Networks", "Compute", "Tensors", "CLibrary"],
            swiftSettings: specialized),
        .target(name: "Latents", dependencies: ["Distributions", "Compute", "CLibrary"]),
        .target(name: "Comparisons", dependencies: ["Compute", "CLibrary"]),
        .target(name: "Formats", dependencies: ["Tensors", "CZlib", "CLibrary", system]),
        .target(name: "Images", dependencies: ["Tensors", "CPNG", "CZlib", "CLibrary", system]),
        .target(name: "Plots", dependencies: ["Images", "CLibrary"]),
        .target(
            name: "VAETools",
            dependencies: [
                "VAE", "Latents", "Comparisons", "Networks", "Distributions", "Formats", "Images", "Plots",
                "Compute",
                "Tensors",
                "CLibrary", "CStartup", "CFiles", .target(name: "CMPI", condition: .when(traits: ["MPI"])),
                argumentParser, system,
            ]),

        .target(name: "TestSupport", dependencies: ["CLibrary"], path: "Tests/TestSupport"),
        .testTarget(name: "TensorsTests", dependencies: ["Tensors"]),
        .testTarget(name: "ComputeTests", dependencies: ["Compute", "CKernels", "CVectorFunctions"]),
        .target(name: "CVectorFunctions", dependencies: ["CKernels"], path: "Tests/CVectorFunctions"),
        .testTarget(name: "FormatsTests", dependencies: ["TestSupport", "Formats", "Tensors", system]),
        .testTarget(name: "ImagesTests", dependencies: ["TestSupport", "Images", "Tensors", system]),
        .testTarget(name: "PlotsTests", dependencies: ["TestSupport", "Plots", "Images"]),
        .testTarget(name: "DistributionsTests", dependencies: ["Distributions", "Compute"]),
        .testTarget(name: "LatentsTests", dependencies: ["Latents", "Distributions", "Compute"]),
        .testTarget(name: "ComparisonsTests", dependencies: ["Comparisons", "Compute"]),
        .testTarget(
            name: "VAETests",
            dependencies: ["VAE", "Latents", "Distributions", "Networks", "Compute", "Tensors", "CLibrary"]),
        .testTarget(
            name: "VAEToolsTests",
            dependencies: ["TestSupport", "VAETools", argumentParser, subprocess, system]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["TestSupport", "Formats", "Images", "VAETools", "CLibrary", subprocess, system],
            exclude: ["Cases"]),
        .testTarget(name: "FaultTests", dependencies: ["TestSupport", "CLibrary"]),

        .target(
            name: "FuzzTargets",
            dependencies: ["VAETools", "Formats", "Images", "CZlib", "CLibrary", system],
            path: "Tests/Fuzz/Targets"),
        .testTarget(
            name: "FuzzTests", dependencies: ["FuzzTargets", "Formats"], path: "Tests/Fuzz/Replay"),

        .target(name: "CProbes", path: "Benchmarks/CProbes"),
        .executableTarget(
            name: "vae-bench",
            dependencies: ["CProbes", "CKernels", "CLibrary", "Distributions", argumentParser],
            path: "Benchmarks/vae-bench"),
        .executableTarget(name: "vae-bench-memory", path: "Benchmarks/vae-bench-memory"),
        .executableTarget(
            name: "vae-bench-rates", dependencies: ["VAE", "Networks", "Compute", "Tensors"],
            path: "Benchmarks/vae-bench-rates"),
        .executableTarget(
            name: "vae-bench-gradients",
            dependencies: ["VAETools", "VAE", "Networks", "Formats", "Compute", system],
            path: "Benchmarks/vae-bench-gradients"),
    ]
        + faultTargets + (tools + ["vae"]).map { .executableTarget(name: $0, dependencies: ["VAETools"]) },
    swiftLanguageModes: [.v6]
)

/// `make fuzz` names libFuzzer's library here, for one more program. What it tests is watched then: which branches
/// are taken, and memory.
let watched: Set = ["Tensors", "Formats", "CPNG", "Images", "Plots", "VAE", "VAETools", "FuzzTargets"]
if let fuzzer = Context.environment["VAE_FUZZ"] {
    for target in package.targets where watched.contains(target.name) {
        target.swiftSettings = (target.swiftSettings ?? []) + [.unsafeFlags(["-sanitize=fuzzer,address"])]
        target.cSettings = [
            .unsafeFlags([
                "-fsanitize=fuzzer-no-link,address,undefined", "-fno-sanitize-recover=undefined",
            ])
        ]
    }
    package.targets += [
        .target(name: "CFuzzer", path: "Tests/Fuzz/CFuzzer"),
        .executableTarget(
            name: "vae-fuzz", dependencies: ["CFuzzer", "FuzzTargets", "CLibrary"], path: "Tests/Fuzz/Driver",
            linkerSettings: [.unsafeFlags(["-sanitize=address", fuzzer]), .linkedLibrary("stdc++")]),
    ]
}
