import CKernels

extension Bench {
    /// The sets of kernels that this processor runs, the fastest first.
    var kernelSets: [String] {
        String(cString: vae_kernels_available()).split(separator: "|").map(String.init)
    }

    /// Matrix products at the shapes of the paper's model, with each set of kernels.
    func measureProducts() throws {
        for threads in Set([1, machine.threads]).sorted() {
            var names: [Substring] = []
            var rates: [Substring: [String: [Double]]] = [:]
            for _ in 1...rounds {
                machine.probe()
                for set in kernelSets {
                    let output = try ownOutput(
                        ["products", "\(threads)"], environment: ["VAE_KERNELS": set])
                    for line in output.split(separator: "\n").map({ $0.split(separator: "\t") }) {
                        if rates[line[0]] == nil { names.append(line[0]) }
                        rates[line[0], default: [:]][set, default: []].append(Double(line[1])!)
                    }
                }
            }
            for name in names {
                report.add(
                    "products", "\(name)",
                    kernelSets.compactMap { set in
                        guard let values = rates[name]?[set] else { return nil }
                        let peak = machine.peak(name.hasSuffix("bfloat16") ? "bf16" : set, threads: threads)
                        return Measurement(
                            program: set, threads: threads, unit: .gigaflops, values: values,
                            ofPeak: peak.map { 1e9 * median(values) / $0 })
                    })
            }
        }
    }
}
