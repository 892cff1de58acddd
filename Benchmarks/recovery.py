"""Held-out log p(x) of models with the right prior and with a Gaussian one, on data from linear decoders.

    python3 Benchmarks/recovery.py --tools DIR [--seeds 5] [--only gamma,laplace]

Each family's data is x = W z + s n with z from the family, W of fixed columns and standard normal n. Both models have a
linear decoder and one variance for all columns, so that they differ in the prior alone; log p(x) is by quadrature. The
expected gain is the mean of log p(x) of the true model less that of the best linear model with a Gaussian prior:
probabilistic PCA, in closed form from the training rows (Tipping & Bishop 1999). Needs NumPy.
"""

import argparse
import os
import subprocess
import tempfile

import numpy as np

COLUMNS, DEVIATION, TRAINING, TEST = 6, 0.3, 10_000, 4_000
# A skew prior has a local optimum with the signs of W reversed.
STARTS = 4

# Prior, its parameters, posterior, latent dimensions of the model and of the Gaussian one.
CASES = [
    ("gamma", [0.7, 1], "gamma", 1, 1),
    ("laplace", [0, 1], "gaussian", 1, 1),
    ("uniform", [0, 1], "beta", 1, 1),
    ("beta", [0.5, 0.5], "beta", 1, 1),
    ("dirichlet", [0.5, 0.5, 0.5], "dirichlet", 3, 2),
]
# Gaussian noise is small beside the signal of each.
GAINS = {"gamma": 2, "laplace": 2, "uniform": 6, "beta": 5, "dirichlet": 5}


def draw(family, theta, count, random):
    if family == "gamma":
        return random.gamma(theta[0], 1 / theta[1], (count, 1))
    if family == "laplace":
        return random.laplace(theta[0], theta[1], (count, 1))
    if family == "uniform":
        return random.uniform(theta[0], theta[1], (count, 1))
    if family == "beta":
        return random.beta(theta[0], theta[1], (count, 1))
    return random.dirichlet(theta, count)


def log_sum_exp(a, axis):
    top = a.max(axis, keepdims=True)
    return np.log(np.exp(a - top).sum(axis)) + top.squeeze(axis)


def true_log_density(x, weights, family, theta, random):
    """By the mean over a very large stratified or plain sample of z."""
    z = draw(family, theta, 20_000, random)
    means = z @ weights.T
    result = np.empty(len(x))
    for start in range(0, len(x), 500):
        some = x[start:start + 500]
        squares = (some**2).sum(1)[:, None] - 2 * some @ means.T + (means**2).sum(1)
        result[start:start + 500] = log_sum_exp(-squares / (2 * DEVIATION**2), 1) - np.log(len(z))
    return result - COLUMNS * (0.5 * np.log(2 * np.pi) + np.log(DEVIATION))


def pca_log_density(x, training, latent):
    mean = training.mean(0)
    values, vectors = np.linalg.eigh(np.cov(training.T, bias=True))
    noise = values[:-latent].mean()
    kept = np.concatenate([np.full(COLUMNS - latent, noise), values[-latent:]])
    scores = (x - mean) @ vectors
    return -0.5 * ((scores**2 / kept).sum(1) + np.log(2 * np.pi * kept).sum())


def held_out(tools, folder, options):
    """Of the training with the best bound on the training rows, of some with different seeds."""

    def run(tool, *arguments):
        return subprocess.run(
            [os.path.join(tools, tool), *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout

    def quantity(name, *words):
        lines = run("vae-eval", "-q", *words).splitlines()
        return next(float(line.split("\t")[1]) for line in lines if line.startswith(name + "\t"))

    bounds = {}
    for start in range(1, STARTS + 1):
        model = f"{start}.safetensors"
        run("vae-fit", "-q", "--likelihood", "gaussian-shared", "--decoder-hidden", "none", "--hidden", "100",
            "--epochs", "60", "--seed", str(start), *options, "-o", model, "train.npy")
        bounds[quantity("elbo", "-m", model, "train.npy")] = model
    return quantity("log_likelihood_quadrature", "-m", bounds[max(bounds)], "--quadrature", "test.npy")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tools", required=True)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--only", default=",".join(case[0] for case in CASES))
    arguments = parser.parse_args()
    print("prior\tposterior\tseeds\tgain\terror\texpected\tright_prior\tgaussian\ttruth", flush=True)
    for family, theta, posterior, latent, gaussian_latent in CASES:
        if family not in arguments.only.split(","):
            continue
        rows = []
        for seed in range(1, arguments.seeds + 1):
            random = np.random.default_rng(seed)
            weights = GAINS[family] * random.standard_normal((COLUMNS, latent)) / np.sqrt(COLUMNS)
            training, test = (
                draw(family, theta, count, random) @ weights.T + DEVIATION * random.standard_normal((count, COLUMNS))
                for count in (TRAINING, TEST))
            with tempfile.TemporaryDirectory() as folder:
                np.save(os.path.join(folder, "train.npy"), training)
                np.save(os.path.join(folder, "test.npy"), test)
                numbers = ",".join(str(number) for number in theta)
                right = held_out(
                    arguments.tools, folder,
                    ["--latent", str(latent), "--posterior", posterior, "--prior", family, "--prior-parameters", numbers])
                gaussian = held_out(arguments.tools, folder, ["--latent", str(gaussian_latent)])
            truth = true_log_density(test, weights, family, theta, random)
            rows.append((right, gaussian, truth.mean(), (truth - pca_log_density(test, training, gaussian_latent)).mean()))
        right, gaussian, truth, expected = np.array(rows).T
        gains = right - gaussian
        error = gains.std(ddof=1) / np.sqrt(len(gains)) if len(gains) > 1 else float("nan")
        print(
            f"{family}\t{posterior}\t{len(gains)}\t{gains.mean():.4f}\t{error:.4f}\t{expected.mean():.4f}"
            f"\t{right.mean():.4f}\t{gaussian.mean():.4f}\t{truth.mean():.4f}", flush=True)


if __name__ == "__main__":
    main()
