import TestSupport
import Testing

/// NumPy reads what the tools write, and the other way round.
@Suite(.enabled(if: Python.hasNumPy, "NumPy is not installed")) struct NumPyTests {
    @Test func `a latent array is loaded`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            """
            vae-encode digits-test.bin > latents.npy
            python3 -c '
            import numpy as np
            z = np.load("latents.npy")
            print(z.shape, z.dtype, z.flags.c_contiguous)
            z.astype("<f4").tofile("values")
            '
            """)
        outcome.expectSilence()
        #expect(outcome.text == "(297, 2) float32 True\n")
        let latents = try place.read("latents.npy")
        try expectSame(place.read("values"), Array(latents.dropFirst(128)))
    }

    @Test func `arrays of a stream are loaded one after the other`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            """
            cat digits.npy digits.npy | vae-encode --params | python3 -c '
            import io, sys, numpy as np
            stream = io.BytesIO(sys.stdin.buffer.read())
            a, b = np.load(stream), np.load(stream)
            print(a.shape, (a == b).all(), stream.read() == b"")
            '
            """)
        outcome.expectSilence()
        #expect(outcome.text == "(20, 2, 2) True True\n")
    }

    @Test(arguments: ["<f4", ">f8", "<f2"], ["C", "F"])
    func `an array that NumPy wrote through a pipe is decoded`(type: String, order: String) async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            """
            set -o pipefail
            python3 -c '
            import sys, numpy as np
            np.save(sys.stdout.buffer, np.asarray(np.arange(12).reshape(6, 2) / 8 - 0.5, "\(type)", order="\(order)"))
            ' | vae-decode
            """)
        outcome.expectSilence()
        let plain = Record(shape: [6, 2], values: (0..<12).map { Float($0) / 8 - 0.5 })
        let expected = try await place.run(.decode, input: plain.npy())
        expectSame(outcome.output, expected.output)
    }

    /// Extremes, mean and deviation of numbers over the whole range of each type, in both byte orders.
    @Test func `vae-info says of arrays what NumPy does`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            """
            python3 -c '
            import json, subprocess, numpy as np
            generator = np.random.default_rng(1)
            for kind in "f2 f4 f8 u1 u2 u4 u8 i1 i2 i4 i8 b1".split():
                for order in "<>":
                    x = np.frombuffer(generator.bytes(3000 * 24), order + kind).reshape(-1, 3)
                    if kind == "b1":
                        x = np.frombuffer(generator.bytes(3000), "u1").reshape(-1, 3) > 99
                    if kind[0] == "f":
                        x = (generator.normal(size=(3000, 3)) * 99).astype(order + kind)
                        x[5, 1], x[7, 2] = np.nan, -np.inf
                    np.save("x.npy", x)
                    told = json.loads(subprocess.check_output(["vae-info", "--json", "x.npy"]))
                    y = x[np.isfinite(x)].astype("f8") if kind[0] == "f" else x.astype("f8")
                    assert told["type"] == kind and told["rows"] == len(x), told
                    assert told["not_finite"] == (2 if kind[0] == "f" else 0), told
                    assert told["minimum"] == y.min() and told["maximum"] == y.max(), (kind, told)
                    for name, value in ("mean", y.mean()), ("standard_deviation", y.std()):
                        assert abs(told[name] - value) < 1e-12 * abs(y).max(), (kind, name, told, value)
            '
            """)
        outcome.expectSilence()
    }

    /// The architecture of ``Fixture`` with nothing but what its model file says, in double precision.
    static let network = """
        import json, sys, numpy as np

        def load(path):
            bytes = open(path, "rb").read()
            size = int.from_bytes(bytes[:8], "little")
            header = json.loads(bytes[8:8 + size])
            metadata = header.pop("__metadata__")
            data = bytes[8 + size:]
            tensors = {}
            for name, entry in header.items():
                begin, end = entry["data_offsets"]
                assert entry["dtype"] == "F32"
                tensors[name] = np.frombuffer(data[begin:end], "<f4").reshape(entry["shape"]).astype("f8")
            return json.loads(metadata["architecture"]), tensors

        def network(x, part, tensors, activation):
            layers = sorted(int(name.split(".")[1]) for name in tensors if name.startswith(part) and "weight" in name)
            for layer in layers:
                x = x @ tensors[f"{part}.{layer}.weight"].T + tensors[f"{part}.{layer}.bias"]
                if layer != layers[-1]: x = activation(x)
            return x

        architecture, t = load("model.safetensors")
        activation = {"tanh": np.tanh, "silu": lambda x: x / (1 + np.exp(-x))}[architecture["activation"]]
        J = architecture["latent"]
        x = np.load("digits.npy").reshape(-1, 64).astype("f8")
        if "input.mean" in t: x = (x - t["input.mean"]) / t["input.scale"]
        z = network(x, "encoder", t, activation)[:, :J]
        y = network(z, "decoder", t, activation)
        if architecture["likelihood"] == "bernoulli": y = 1 / (1 + np.exp(-y))
        else: y = y[:, :64]
        if "input.mean" in t: y = y * t["input.scale"] + t["input.mean"]
        """

    @Test(arguments: Fixture.allCases)
    func `the weights give the same reconstruction in NumPy`(fixture: Fixture) async throws {
        let place = try await Workplace(fixture)
        try place.write(Array((NumPyTests.network + "\n").utf8), to: "network.py")
        let outcome = try await place.bash(
            """
            set -e -o pipefail
            vae-encode digits.npy > z.npy
            vae-decode z.npy > y.npy
            (cat network.py; echo 'print(abs(np.load("z.npy") - z).max(), abs(np.load("y.npy").reshape(-1, 64) - y).max())') |
            python3 -
            """)
        outcome.expectSilence()
        let errors = outcome.text.split { $0.isWhitespace }.map { Double($0)! }
        #expect(errors.count == 2)
        #expect(errors.allSatisfy { $0 < 1e-5 }, "\(errors)")
    }
}

/// PyTorch loads the models with the `safetensors` package.
@Suite(
    .enabled(if: Python.hasPyTorch, "PyTorch or safetensors is not installed"))
struct PyTorchTests {
    @Test func `the weights give the same reconstruction in PyTorch`() async throws {
        let place = try await Workplace()
        let script = """
            import sys, numpy as np, torch
            from safetensors.torch import load_file
            from torch import nn
            weights = load_file("model.safetensors")
            model = nn.Module()
            model.encoder = nn.Sequential(nn.Linear(64, 16), nn.Tanh(), nn.Linear(16, 4))
            model.decoder = nn.Sequential(nn.Linear(2, 16), nn.Tanh(), nn.Linear(16, 64))
            model.load_state_dict(weights)
            with torch.no_grad():
                z = model.encoder(torch.from_numpy(np.load("digits.npy")).reshape(-1, 64))[:, :2]
                y = torch.sigmoid(model.decoder(z)).reshape(-1, 8, 8)
            print(abs(np.load("y.npy") - y.numpy()).max())
            """
        try place.write(Array(script.utf8), to: "network.py")
        let outcome = try await place.bash(
            "set -e -o pipefail; vae-encode digits.npy | vae-decode > y.npy; python3 network.py")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let difference = try #require(Double(outcome.text.trimmingPrefix(" ").prefix { $0 != "\n" }))
        #expect(difference < 1e-5)
    }
}
