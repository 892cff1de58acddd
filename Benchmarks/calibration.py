#!/usr/bin/env python3
"""Holds the estimates of log p(x) by vae-eval against the truth, and prints a line for each method.

usage: calibration.py [--tools DIR] [--rows N] [--seed S] [--by-model]

Ten models score rows that they drew themselves. Four have encoders that know their posteriors; those of the others are
too narrow, too wide, shifted, barely trained, or point at one of two modes. The truth is the closed form for linear Gaussian models of five latent
dimensions, and adaptive quadrature for models of one or two. z is (estimate - truth) / error. Of reliable rows its
deviation should be 0.8 to 1.15, and fewer than 1 % of them should lie beyond 3; 80 % of the rows of models with good
encoders should be reliable. Needs NumPy, and the tools in DIR or on PATH.
"""
import argparse
import json
import os
import struct
import subprocess
import sys
import tempfile

import numpy as np

METHODS = {
    "importance, K = 100": ("is", ["--importance-samples", "100"]),
    "importance, K = 1000": ("is", ["--importance-samples", "1000"]),
    "importance, K = 5000": ("is", ["--importance-samples", "5000"]),
    "importance, K = 1000, smoothed": ("is", ["--importance-samples", "1000", "--pareto-smoothing"]),
    "annealed, T = 100": ("ais", ["--ais", "--distributions", "100"]),
    "annealed, T = 300": ("ais", ["--ais", "--distributions", "300"]),
    "annealed, T = 1000": ("ais", ["--ais"]),
    "hmc": ("hmc", ["--hmc"]),
}


class Tools:
    def __init__(self, folder, place):
        self.folder, self.place = folder, place

    def run(self, name, *words, output=None):
        words = [os.path.join(self.folder, name) if self.folder else name, *map(str, words)]
        result = subprocess.run(words, cwd=self.place, capture_output=True)
        if result.returncode:
            sys.exit(f"calibration.py: {' '.join(words)}: {result.stderr.decode()}")
        if output:
            with open(os.path.join(self.place, output), "wb") as file:
                file.write(result.stdout)
        return result.stdout

    def scores(self, model, rows, *options):
        """The columns of vae-eval --per-row, by name."""
        text = self.run("vae-eval", "-q", "-m", model, "--per-row", *options, rows).decode()
        header, *lines = [line.split("\t") for line in text.splitlines()]
        return dict(zip(header, np.array(lines, float).T))


def read_model(path):
    with open(path, "rb") as file:
        data = file.read()
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8 : 8 + size])
    metadata = header.pop("__metadata__")
    tensors = {}
    for name, entry in header.items():
        first, last = (8 + size + offset for offset in entry["data_offsets"])
        tensors[name] = np.frombuffer(data[first:last], "<f4").reshape(entry["shape"]).copy()
    return metadata, tensors


def write_model(path, metadata, tensors):
    header, parts, offset = {"__metadata__": metadata}, [], 0
    for name, tensor in tensors.items():
        part = np.ascontiguousarray(tensor, "<f4").tobytes()
        header[name] = {
            "dtype": "F32", "shape": list(tensor.shape), "data_offsets": [offset, offset + len(part)]}
        parts.append(part)
        offset += len(part)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(parts))


def spoil(tools, model, output, shift, log_variance):
    """Moves the encoder's means and log-variances."""
    metadata, tensors = read_model(os.path.join(tools.place, model))
    bias = tensors[max(name for name in tensors if name.startswith("encoder") and name.endswith("bias"))]
    bias[: len(bias) // 2] += shift
    bias[len(bias) // 2 :] += log_variance
    write_model(os.path.join(tools.place, output), metadata, tensors)


def linear_gaussian(tools, output, shift, log_variance, sigma=0.5, latent=5, dimensions=16):
    """x = W z + b + sigma e with orthogonal columns, whose posterior has no covariances, and its log p(x)."""
    random = np.random.default_rng(3)
    directions, _ = np.linalg.qr(random.normal(size=(dimensions, latent)))
    weight = (directions * [3, 2, 1.5, 1, 0.5]).astype("f4")
    bias = random.normal(size=dimensions).astype("f4")
    precision = np.diag(weight.T @ weight) + sigma**2
    encoder = np.concatenate([weight.T / precision[:, None], np.zeros((latent, dimensions))])
    encoder_bias = np.concatenate(
        [-weight.T @ bias / precision + shift, np.log(sigma**2 / precision) + log_variance])
    metadata = {
        "format": "vae-tools", "version": "0.1.0",
        "architecture": json.dumps({
            "activation": "silu", "binarization": "none", "decoder_hidden": [], "hidden": [],
            "latent": latent, "likelihood": "gaussian-fixed", "mean": "real", "shape": [dimensions],
            "sigma": sigma})}
    write_model(os.path.join(tools.place, output), metadata, {
        "encoder.0.weight": encoder, "encoder.0.bias": encoder_bias, "decoder.0.weight": weight,
        "decoder.0.bias": bias, "input.mean": np.zeros(dimensions), "input.scale": np.ones(dimensions)})
    covariance = weight.astype(float) @ weight.T.astype(float) + sigma**2 * np.eye(dimensions)
    determinant, inverse = np.linalg.slogdet(2 * np.pi * covariance)[1], np.linalg.inv(covariance)

    def truth(path):
        rest = np.load(path).astype(float) - bias
        return -0.5 * (determinant + np.einsum("ni,ij,nj->n", rest, inverse, rest))

    return truth


def data(latent, kind):
    """Rows of a nonlinear model: numbers, numbers from 0 to 1, or zeros and ones."""
    random = np.random.default_rng(latent)
    z = random.normal(size=(2000, latent))
    hidden = np.tanh(z @ random.normal(size=(latent, 8)) * 0.7)
    logits = hidden @ random.normal(size=(8, 32))
    if kind == "numbers":
        return logits + 0.5 * random.normal(size=logits.shape)
    probabilities = 1 / (1 + np.exp(-logits))
    return random.random(logits.shape) < probabilities if kind == "bits" else probabilities


def models(tools):
    """Name, whether the encoder is good, and a function for the truth or None."""
    def fit(name, latent, kind, likelihood, epochs, *options):
        np.save(os.path.join(tools.place, f"{name}.npy"), data(latent, kind).astype("f4"))
        tools.run(
            "vae-fit", "-q", "--likelihood", likelihood, "--latent", latent, "--hidden", 64, "--activation",
            "tanh", "--learning-rate", 0.01, "--epochs", epochs, *options, "-o", name, f"{name}.npy")

    fit("bernoulli-1", 1, "bits", "bernoulli", 200)
    fit("bernoulli-2", 2, "bits", "bernoulli", 200)
    fit("continuous-1", 1, "fractions", "continuous-bernoulli", 200)
    fit("gaussian-2", 2, "numbers", "gaussian-fixed", 200, "--sigma", 1)
    fit("young-2", 2, "numbers", "gaussian-fixed", 2, "--sigma", 0.3)
    spoil(tools, "gaussian-2", "narrow-2", 0, -1.5)
    spoil(tools, "bernoulli-2", "shifted-2", 0.7, 0.3)
    yield from ((name, True, None) for name in ["bernoulli-1", "bernoulli-2", "gaussian-2"])
    yield "linear-5", True, linear_gaussian(tools, "linear-5", 0.02, 0.2)
    yield from ((name, False, None) for name in ["continuous-1", "young-2", "narrow-2", "shifted-2"])
    yield "linear-5-far", False, linear_gaussian(tools, "linear-5-far", 0.3, -1)
    yield "linear-5-wide", False, linear_gaussian(tools, "linear-5-wide", 0.5, 3)


def describe(title, z, reliable, good):
    chosen = z[reliable]
    others = z[~reliable]
    return "\t".join([
        title, str(len(z)), f"{np.mean(reliable):.3f}",
        f"{np.mean(reliable[good]):.3f}" if good.any() else "-",
        f"{np.sqrt(np.mean(chosen**2)):.2f}" if len(chosen) else "-",
        f"{np.mean(np.abs(chosen) > 3):.4f}" if len(chosen) else "-",
        f"{np.sqrt(np.mean(others**2)):.2f}" if len(others) else "-"])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tools")
    parser.add_argument("--rows", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only")
    parser.add_argument("--by-model", action="store_true")
    parser.add_argument("--keep")
    options = parser.parse_args()
    found = {method: [] for method in METHODS if not options.only or options.only in method}
    with tempfile.TemporaryDirectory() as place:
        tools = Tools(options.tools and os.path.abspath(options.tools), place)
        for name, is_good, truth in models(tools):
            rows = f"{name}.rows.npy"
            tools.run(
                "vae-sample", "-m", name, "-n", options.rows, "--sample", "--seed", options.seed, output=rows)
            exact = (
                truth(os.path.join(place, rows)) if truth
                else tools.scores(name, rows, "--quadrature")["log_likelihood_quadrature"])
            for method in found:
                column, words = METHODS[method]
                scores = tools.scores(name, rows, "--seed", options.seed, *words)
                z = (scores[f"log_likelihood_{column}"] - exact) / scores[f"error_{column}"]
                found[method].append(
                    (name, z, scores[f"reliable_{column}"] == 1, np.full(len(z), is_good), scores, exact))
    if options.keep:
        import pickle
        pickle.dump(found, open(options.keep, "wb"))
    print("method\trows\treliable\treliable_good\tdeviation\tbeyond_3\tdeviation_others")
    for method, parts in found.items():
        if options.by_model:
            for name, *part in parts:
                print(describe(f"{method}: {name}", *part[:3]))
        print(describe(method, *(np.concatenate(part) for part in list(zip(*parts))[1:4])))


main()
