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
            var rates: [String: [[Double]]] = [:]
            for _ in 1...rounds {
                machine.probe()
                for set in kernelSets {
                    let output = try ownOutput(
                        ["products", "\(threads)"], environment: ["VAE_KERNELS": set])
                    let lines = output.split(separator: "\n").map { $0.split(separator: "\t") }
                    names = lines.map { $0[0] }
                    var seen = rates[set] ?? names.map { _ in [] }
                    for (index, line) in lines.enumerated() { seen[index].append(Double(line[1])!) }
                    rates[set] = seen
                }
            }
            for (index, name) in names.enumerated() {
                report.add(
                    "products", "\(name)",
                    kernelSets.map { set in
                        let values = rates[set]![index]
                        return Measurement(
                            program: set, threads: threads, unit: .gigaflops, values: values,
                            ofPeak: machine.peak(set, threads: threads).map { 1e9 * median(values) / $0 })
                    })
            }
        }
    }
}
