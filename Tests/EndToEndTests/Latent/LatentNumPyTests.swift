import TestSupport
import Testing

/// `vae-latent` computes what NumPy does.
@Suite(.enabled(if: Python.hasNumPy, "NumPy is not installed")) struct LatentNumPyTests {
    private static let support = """
        import subprocess, numpy as np
        generator = np.random.default_rng(4)
        z = generator.normal(size=(17, 5)).astype("f4")
        np.save("z.npy", z)
        d = z.astype("f8")

        def run(*words):
            with open("y.npy", "wb") as file:
                subprocess.run(["vae-latent", *map(str, words)], stdout=file, check=True)
            return np.load("y.npy")

        def near(a, b, tolerance=1e-6):
            assert a.dtype == "<f4" and a.shape == b.shape, (a.dtype, a.shape, b.shape)
            assert abs(a - b).max() <= tolerance * max(1, abs(b).max()), (a, b)

        """

    private func check(_ script: String) async throws {
        let place = try await Workplace()
        try place.write(Array((Self.support + script).utf8), to: "test.py")
        let outcome = try await place.bash("python3 test.py")
        outcome.expectSilence()
    }

    @Test func `lerp and slerp`() async throws {
        try await check(
            """
            def slerp(a, b, t):
                n, m = np.linalg.norm(a), np.linalg.norm(b)
                w = np.arccos(np.clip(a @ b / n / m, -1, 1))
                return ((1 - t) * n + t * m) * (np.sin((1 - t) * w) * a / n + np.sin(t * w) * b / m) / np.sin(w)

            for steps in 1, 4, 9:
                for name, way in ("lerp", lambda a, b, t: (1 - t) * a + t * b), ("slerp", slerp):
                    points = [d[0]] + [way(a, b, t / steps) for a, b in zip(d, d[1:]) for t in range(1, steps + 1)]
                    near(run(name, "--steps", steps, "z.npy"), np.array(points), 1e-5)
                    with open("y.npy", "wb") as file:
                        subprocess.run(["vae-latent", name, "--steps", str(steps), "--loop", "z.npy"], stdout=file)
                    with open("y.npy", "rb") as file:
                        near(np.load(file), np.array(points), 1e-5)
                        if steps > 1:
                            back = [way(d[-1], d[0], t / steps) for t in range(1, steps)]
                            near(np.load(file), np.array(back), 1e-5)
            special = np.array([[1, 0], [2, 0], [-1, 0], [0, 0], [0, 3]], "f4")
            np.save("s.npy", special)
            straight = [(1 - t / 4) * a + t / 4 * b for a, b in zip(special, special[1:]) for t in range(1, 5)]
            near(run("slerp", "--steps", 4, "s.npy"), np.concatenate([special[:1], straight]))
            """)
    }

    @Test func `arithmetic`() async throws {
        try await check(
            """
            np.save("one.npy", z[3:4])
            np.save("all.npy", z[::-1])
            near(run("mean", "z.npy"), d.mean(0, keepdims=True))
            for name, sign in ("add", 1), ("subtract", -1):
                near(run(name, "--vector", "one.npy", "z.npy"), d + sign * d[3])
                near(run(name, "--vector", "all.npy", "z.npy"), d + sign * d[::-1])
            near(run("scale", "--by", "-0.5", "z.npy"), -0.5 * d)
            noise = (run("noise", "--sd", "2", "z.npy") - d) / 2
            near(run("noise", "--sd", "0", "z.npy"), d)
            np.save("zeros.npy", np.zeros((20000, 3), "f4"))
            y = run("noise", "zeros.npy").astype("f8")
            assert abs(y.mean()) < 0.02 and abs(y.std() - 1) < 0.02 and abs(np.corrcoef(y.T) - np.eye(3)).max() < 0.03
            assert (run("noise", "--seed", "2", "zeros.npy") != y).all()
            """)
    }

    @Test func `traverse`() async throws {
        try await check(
            """
            expected = []
            for row in d:
                for dimension in 0, 3, 4:
                    for value in np.linspace(-2, 1, 7):
                        point = row.copy()
                        point[dimension] = value
                        expected.append(point)
            near(run("traverse", "--dimensions", "0,3-4", "--range", "-2:1", "--steps", "7", "z.npy"), np.array(expected))
            zero = run("traverse", "--latent", "4")
            near(zero, np.concatenate([np.outer(np.linspace(-3, 3, 9), np.eye(4)[j]) for j in range(4)]))
            """)
    }

    @Test func `principal components`() async throws {
        try await check(
            """
            x = generator.normal(size=(400, 6)) @ generator.normal(size=(6, 6)) + 7
            np.save("x.npy", x.astype("f4"))
            x = x.astype("f4").astype("f8")
            table = subprocess.check_output(["vae-latent", "pca", "--fit", "b.npy", "--variances", "x.npy"], text=True)
            basis = np.load("b.npy").astype("f8")
            values, vectors = np.linalg.eigh(np.cov(x.T))
            values, vectors = values[::-1], vectors.T[::-1]
            vectors *= np.sign(vectors[np.arange(6), abs(vectors).argmax(1)])[:, None]
            assert np.allclose(basis[0], x.mean(0), rtol=1e-6)
            assert np.allclose(basis[1], values, rtol=1e-5)
            assert np.allclose(basis[2:], vectors, atol=2e-6)
            rows = [line.split("\\t") for line in table.splitlines()[1:]]
            assert np.allclose([float(row[2]) for row in rows], values / values.sum(), atol=1e-6)
            near(run("pca", "--basis", "b.npy", "--components", "2", "x.npy"), ((x - x.mean(0)) @ vectors.T)[:, :2], 1e-5)
            np.save("y2.npy", run("pca", "--basis", "b.npy", "x.npy"))
            near(run("pca", "--basis", "b.npy", "--inverse", "y2.npy"), x, 1e-5)
            """)
    }

    @Test func `nearest`() async throws {
        try await check(
            """
            for columns, kind in (3, "f4"), (40, "f4"), (4, "u1"):
                x = (generator.normal(size=(3000, columns)) * 9).astype(kind)
                q = np.concatenate([x[:40], (generator.normal(size=(60, columns)) * 9).astype(kind)])
                x = np.concatenate([x, x[:9]])  # equal rows: the first counts
                np.save("x.npy", x)
                np.save("q.npy", q)
                squares = ((q[:, None].astype("f8") - x[None].astype("f8")) ** 2).sum(2)
                labels = generator.integers(0, 4, len(x)).astype("u1")
                np.save("l.npy", labels)
                for k in 1, 5:
                    order = np.argsort(squares, axis=1, kind="stable")[:, :k]
                    found = run("nearest", "--to", "q.npy", "-k", k, "--indices", "x.npy")
                    assert found.dtype == "<i8" and (found == order).all()
                    near(run("nearest", "--to", "q.npy", "-k", k, "--distances", "x.npy"),
                        np.sqrt(np.take_along_axis(squares, order, 1)))
                    near(run("nearest", "--to", "q.npy", "-k", k, "x.npy"), x[order.reshape(-1)].astype("f4"))
                    voted = run("nearest", "--to", "q.npy", "-k", k, "--labels", "l.npy", "x.npy")
                    for near_ones, vote in zip(labels[order], voted):
                        counts = np.bincount(near_ones, minlength=4)
                        assert vote == next(n for n in near_ones if counts[n] == counts.max())
            """)
    }
}
