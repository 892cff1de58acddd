/// The same model in other frameworks, as programs of Benchmarks/peers.
struct Peers {
    let python: String
    let folder: String
    let hasTorch: Bool
    let hasJAX: Bool

    init(python: String, folder: String) {
        self.python = python
        self.folder = folder
        let imports = { (module: String) in
            (try? Child.run([python, "-c", "import \(module)"], environment: Peers.quiet))?.succeeded == true
        }
        hasTorch = imports("torch")
        hasJAX = imports("jax")
        for (name, isThere) in [("PyTorch", hasTorch), ("JAX", hasJAX)] where !isThere {
            print("# \(python) does not import \(name): see --python")
        }
    }

    /// Keeps frameworks from looking for other devices, and from telling of it.
    private static let quiet = ["JAX_PLATFORMS": "cpu", "TF_CPP_MIN_LOG_LEVEL": "3"]

    struct Program {
        let name: String
        let words: [String]
        /// "fp32" or "bf16".
        let precision: String
    }

    /// Those that are there, the fastest of the usual choices of each.
    var programs: [Program] {
        var programs: [Program] = []
        if hasJAX {
            programs.append(Program(name: "JAX", words: ["jax_vae.py"], precision: "fp32"))
        }
        for (label, precision) in [("", "fp32"), (" bf16", "bf16")] where hasTorch {
            for mode in ["fused", "compile"] {
                programs.append(
                    Program(
                        name: "PyTorch \(mode)\(label)",
                        words: ["torch_vae.py", "--mode", mode, "--dtype", precision], precision: precision))
            }
        }
        return programs
    }

    /// What runs a program.
    func words(_ program: Program, _ options: [String]) -> [String] {
        [python, "\(folder)/\(program.words[0])"] + program.words.dropFirst() + options
    }

    /// The numbers that a program prints, one a line after a word.
    func run(_ words: [String]) throws -> [Double] {
        numbers(in: try Child.run(words, environment: Peers.quiet, capture: true).expectSuccess().output)
    }
}

/// The last field of each line, where it is a number.
func numbers(in table: String) -> [Double] {
    table.split(separator: "\n").compactMap { $0.split(separator: "\t").last.flatMap { Double($0) } }
}
