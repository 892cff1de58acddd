import TestSupport
import Testing

/// `vae-tensor` does what NumPy does, with random arrays of every type, byte order and element order.
@Suite(.enabled(if: Python.hasNumPy, "NumPy is not installed")) struct ArrayNumPyTests {
    /// Arrays, and how a command is run on one.
    private static let support = """
        import subprocess, numpy as np
        kinds = "f2 f4 f8 u1 u2 u4 u8 i1 i2 i4 i8 b1".split()
        generator = np.random.default_rng(3)

        def random(kind, order, shape=(23, 4, 3)):
            count = int(np.prod(shape))
            if kind == "b1":
                return generator.integers(0, 2, shape).astype("?")
            x = np.frombuffer(generator.bytes(count * int(kind[1])), order + kind).reshape(shape)
            if kind[0] == "f":
                x = np.where(np.isfinite(x), x, x.dtype.type(1)).astype(order + kind)
            return x

        def arrays(*shape):
            for kind in kinds:
                for order in "<>":
                    for layout in "CF":
                        yield np.array(random(kind, order, *shape), order=layout)

        def run(x, *words):
            np.save("x.npy", x)
            return run_on(*words, "x.npy")

        def run_on(*words):
            with open("y.npy", "wb") as file:
                subprocess.run(["vae-tensor", *words], stdout=file, check=True)
            return np.load("y.npy")

        def same(y, expected, note=""):
            assert y.dtype == expected.dtype.newbyteorder("<"), (y.dtype, expected.dtype, note)
            assert y.shape == expected.shape, (y.shape, expected.shape, note)
            little = np.ascontiguousarray(expected.astype(y.dtype))
            assert y.tobytes() == little.tobytes(), (note, y, expected)

        """

    private func check(_ script: String) async throws {
        let place = try await Workplace()
        try place.write(Array((Self.support + script).utf8), to: "test.py")
        let outcome = try await place.bash("python3 test.py")
        outcome.expectSilence()
    }

    @Test func `transpose`() async throws {
        try await check(
            """
            from itertools import permutations
            for x in arrays():
                for axes in (0, 2, 1), (2, 0, 1):
                    same(run(x, "transpose", "--axes", ",".join(map(str, axes))), x.transpose(axes))
            x = generator.integers(0, 99, (3, 4, 5, 2))
            for axes in permutations(range(4)):
                same(run(x, "transpose", "--axes", ",".join(map(str, axes))), x.transpose(axes))
            np.save("x.npy", x)
            same(run_on("transpose", "--axes", "1,0,2,3", "x.npy", "x.npy"), np.concatenate([x, x]).transpose(1, 0, 2, 3))
            """)
    }

    @Test func `cast rounds to the nearest`() async throws {
        try await check(
            """
            for kind in "f2 f4 f8".split():
                x = np.array([-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 2.51, 126.5, -127.6, 0.49], kind)
                for target in "i1 i2 i4 i8".split():
                    same(run(x, "cast", "--round", target), np.rint(x).astype(target))
            same(run(np.arange(5.0), "cast", "--round", "u1"), np.arange(5, dtype="u1"))
            """)
    }

    @Test func `select compares in the type of the file`() async throws {
        try await check(
            """
            rows = np.arange(6)
            def select(labels, condition):
                np.save("labels.npy", labels)
                return run(rows[:len(labels)], "select", "--where", "labels.npy" + condition)
            near = 2 ** 53 + np.arange(-2, 4)
            for kind in "i8", "u8":
                labels = near.astype(kind)
                same(select(labels, "=9007199254740993"), rows[labels == 2 ** 53 + 1])
                same(select(labels, "!=9007199254740993"), rows[labels != 2 ** 53 + 1])
                same(select(labels, "<9007199254740993"), rows[labels < 2 ** 53 + 1])
                same(select(labels, ">=9007199254740993"), rows[labels >= 2 ** 53 + 1])
                same(select(labels, "<9007199254740992.5"), rows[labels <= 2 ** 53])
                same(select(labels, ">-1.5"), rows)
                same(select(labels, "<1e30"), rows)
            big = np.array([1, 2 ** 64 - 1, 2 ** 63], "u8")
            same(select(big, "=18446744073709551615"), rows[1:2])
            same(select(big, ">=9223372036854775808"), rows[1:3])
            same(select(big, ">=18446744073709551616"), rows[:0])
            for kind in "f2", "f4", "f8":
                labels = np.array([0.1, 0.2, 0.3, np.nan], kind)
                same(select(labels, "=0.1,0.3"), rows[[0, 2]])
                same(select(labels, "<=0.2"), rows[:2])
                same(select(labels, "<0.2"), rows[:1])
                same(select(labels, "!=0.2"), rows[[0, 2, 3]])
            """)
    }

    @Test func `head, tail and reshape`() async throws {
        try await check(
            """
            for x in arrays():
                for n in 0, 1, 10, 23, 99:
                    same(run(x, "head", "-n", str(n)), x[:n])
                    same(run(x, "tail", "-n", str(n)), x[len(x) - min(n, len(x)):])
                for shape in (12,), (3, 4), (2, 3, 2):
                    same(run(x, "reshape", "x".join(map(str, shape))), x.reshape(-1, *shape))
            """)
    }

    @Test(arguments: [
        ["0:5", "3:", ":7", "::3", "2:20:4", "30:40", "5:2", "4"],
        ["-5:", ":-20", "::-1", "20:3:-5", "-1", "-30:4", "::-7"],
        [":,0", ":,1:3", ":,:,::-1", "::2,-1,1:", "1:9,::3,-2:", "-4:,0:0", ":,3,2", "7,1", ":,-2:-1,:"],
    ]) func `slice`(slices: [String]) async throws {
        try await check(
            """
            for x in arrays():
                for text in \(slices):
                    index = tuple(
                        slice(*[int(n) if n else None for n in part.split(":")]) if ":" in part
                        else int(part) for part in text.split(","))
                    if isinstance(index[0], int):  # one row stays an array of rows
                        index = (slice(index[0], index[0] + 1 or None), *index[1:])
                    same(run(x, "slice", "--", text), x[index], text)
            """)
    }

    @Test func `cat, shuffle and split`() async throws {
        try await check(
            """
            for x in arrays():
                np.save("a.npy", x[:5])
                np.save("b.npy", x[5:])
                same(run_on("cat", "a.npy", "b.npy"), x)
                piped = subprocess.run("cat a.npy b.npy | vae-tensor cat | cat", shell=True, capture_output=True)
                assert piped.stdout == open("y.npy", "rb").read()
                for seed in "1", "2":
                    y = run(x, "shuffle", "--seed", seed)
                    order = run(np.arange(len(x)), "shuffle", "--seed", seed)
                    assert sorted(order) == list(range(len(x))) and list(order) != list(range(len(x)))
                    same(y, x[order])
                for fraction in 0, 0.3, 0.5, 1:
                    np.save("x.npy", x)
                    subprocess.run(["vae-tensor", "split", "--fraction", str(fraction), "--into", "p.npy", "--into",
                        "q.npy", "x.npy"], check=True)
                    first = round(fraction * len(x) + 1e-9)
                    same(np.load("p.npy"), x[:first]); same(np.load("q.npy"), x[first:])
                subprocess.run("vae-tensor split --parts 4 --into part x.npy", shell=True, check=True)
                for i, part in enumerate(np.array_split(x, 4)):
                    same(np.load(f"part00000{i}.npy"), part)
            """)
    }

    @Test func `select`() async throws {
        try await check(
            """
            import operator
            compare = {"=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt,
                ">=": operator.ge}
            for x in arrays():
                for labels in generator.integers(0, 5, len(x)).astype("u1"), generator.normal(size=(len(x), 1)):
                    np.save("labels.npy", labels)
                    for name, operation in compare.items():
                        chosen = operation(labels.reshape(-1), 2)
                        same(run(x, "select", "--where", f"labels.npy{name}2"), x[chosen])
                    chosen = np.isin(labels.reshape(-1), [1, 3]) & (labels.reshape(-1) != 1)
                    same(run(x, "select", "--where", "labels.npy=1,3", "--where", "labels.npy!=1"), x[chosen])
            """)
    }

    /// Small numbers fit every type; those of any size are cut as NumPy cuts them.
    @Test func `cast`() async throws {
        try await check(
            """
            np.seterr(all="ignore")
            for kind in kinds:
                for target in kinds:
                    x = (generator.random((50, 3)) * 100).astype(kind)
                    same(run(x, "cast", target), x.astype(target), (kind, target))
                    x = random(kind, "<", (2000, 3))
                    if kind[0] == "f" and target[0] in "iu":
                        continue  # beyond the type, C leaves open what comes
                    same(run(x, "cast", "--wrap", target), x.astype(target), (kind, target))
                    if kind != "b1" and target[0] in "iu":
                        bounds = np.iinfo(target)
                        expected = np.array([min(max(int(n), bounds.min), bounds.max) for n in x.reshape(-1)], target)
                        same(run(x, "cast", "--clip", target), expected.reshape(x.shape), (kind, target))
                    if kind[0] == "f" and target[0] == "f":
                        greatest = np.finfo(target).max.astype("f8")
                        expected = np.where(np.isinf(x.astype(target)), np.copysign(greatest, x), x).astype(target)
                        same(run(x, "cast", "--clip", target), expected, (kind, target))
            for target in "u1 u2 u4 u8 i1 i2 i4 i8".split():
                bounds = np.iinfo(target)
                x = np.array([[-1e30, -300.7, -129, -128.5, -1.5, -0.5, 0, 0.99, 127.9, 255.5, 256, 65536.5, 1e10, 1e30]])
                expected = np.array([[min(max(int(n), bounds.min), bounds.max) for n in x[0]]], target)
                same(run(x, "cast", "--clip", target), expected, target)
            """)
    }

    @Test func `windows and the series of their means`() async throws {
        try await check(
            """
            from numpy.lib.stride_tricks import sliding_window_view
            for x in arrays():
                for length, step in (1, 1), (5, 2), (23, 3), (4, 7), (24, 1):
                    w = sliding_window_view(x, length, 0)[::step] if length < 24 else np.zeros((0, 4, 3, 24), x.dtype)
                    same(run(x, "window", "--length", str(length), "--step", str(step)), w.transpose(0, 3, 1, 2))
            for kind in kinds:
                wide = np.dtype(kind).itemsize > 2 and kind != "f4"
                for length, step in (1, 1), (5, 2), (4, 4), (6, 1):
                    w = generator.integers(0, 2 if kind == "b1" else 100, (9, length, 3)).astype(kind)
                    sums, counts = np.zeros((8 * step + length, 3)), np.zeros((8 * step + length, 1))
                    for k in range(9):
                        sums[k * step:k * step + length] += w[k]
                        counts[k * step:k * step + length] += 1
                    same(run(w, "unwindow", "--step", str(step)), (sums / counts).astype("f8" if wide else "f4"), kind)
            x = np.arange(14.0).reshape(7, 2)
            for kind in "f2 f4 f8".split():
                w = run(x.astype(kind), "window", "--length", "3", "--step", "3", "--pad")
                assert w.shape == (3, 3, 2) and np.isnan(w[2, 1:]).all() and w.dtype == kind
                y = run(w, "unwindow", "--step", "3")
                assert (y[:7] == x).all() and np.isnan(y[7:]).all()
            """)
    }

    @Test func `rescale, binarize and standardize`() async throws {
        try await check(
            """
            def near(y, expected, note):
                assert y.dtype == np.dtype("<f4"), y.dtype
                assert np.allclose(y, expected.astype("f8"), rtol=1e-6, atol=1e-6), (note, y, expected)

            for x in arrays():
                x = (x.astype("f8") % 90 + 3).astype(x.dtype)
                y = x.astype("f8")
                near(run(x, "rescale", "--domain", "0:90"), y / 90, x.dtype)
                near(run(x, "rescale", "--domain", "90:0", "--range", "-1:3"), -1 + (y - 90) * 4 / -90, x.dtype)
                z = run(x, "rescale", "--standardize", "units.npy")
                scale = np.where(y.std(0) > 0, y.std(0), 1)
                assert np.allclose(np.load("units.npy"), [y.mean(0), scale], rtol=1e-12)
                near(z, (y - y.mean(0)) / scale, x.dtype)
                same(run(x, "rescale", "--apply", "units.npy"), z)
                assert np.allclose(run(z, "rescale", "--undo", "units.npy"), y, rtol=1e-5)
                if x.dtype.kind in "iuf":
                    divisor = {"i": 100, "u": 100, "f": 1}[x.dtype.kind]
                    threshold = 0.4 if divisor == 100 else 40
                    expected = (x.astype("f4") / np.float32(divisor)) > np.float32(threshold)
                    same(run(x, "binarize", "--max", "100", "--threshold", str(threshold)), expected)
            grey = generator.random((20000, 3)).astype("f4")
            drawn = run(grey, "binarize", "--sample")
            for low in np.arange(0, 1, 0.1):
                chosen = (grey >= low) & (grey < low + 0.1)
                deviation = drawn[chosen].mean() - grey[chosen].mean()
                assert abs(deviation) < 5 * 0.5 / chosen.sum() ** 0.5, (low, deviation)
            assert (run(grey, "binarize") == (grey > 0.5)).all()
            """)
    }
}
