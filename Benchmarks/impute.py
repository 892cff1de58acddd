#!/usr/bin/env python3
"""Imputation of tables that scikit-learn ships, 30 % of whose values are missing completely at random.

The root mean squared error of the missing values, in standard deviations of their columns, of vae-impute, column means, iterative
imputation (chained equations) and nearest neighbours. Needs NumPy and scikit-learn, and the tools on PATH:

    python3 Benchmarks/impute.py [SEEDS [OPTIONS OF VAE-FIT ...]]
"""
import subprocess
import sys
import tempfile
import time

import numpy as np
from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits, load_iris, load_wine
from sklearn.experimental import enable_iterative_imputer  # noqa: F401
from sklearn.impute import IterativeImputer, KNNImputer

TABLES = [load_breast_cancer, load_wine, load_diabetes, load_iris, load_digits]
OPTIONS = "--likelihood gaussian-shared --latent 10 --hidden 128 --importance-samples 20 --epochs 2000".split()


def impute(holes, options):
    """By a model that is trained on the same rows, without anything set aside."""
    with tempfile.TemporaryDirectory() as folder:
        np.save(f"{folder}/holes.npy", holes.astype("f4"))
        subprocess.run(["vae-fit", "-q", *options, "-o", f"{folder}/model", f"{folder}/holes.npy"], check=True)
        subprocess.run(
            ["vae-impute", "-q", "-m", f"{folder}/model", "-o", f"{folder}/full.npy", f"{folder}/holes.npy"], check=True)
        return np.load(f"{folder}/full.npy")


def main():
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    options = sys.argv[2:] or OPTIONS
    print("table", "vae", "column means", "chained equations", "5 neighbours", "seconds of vae", sep="\t")
    for load in TABLES:
        x = load().data
        x = x[:, x.std(0) > 0]
        z = (x - x.mean(0)) / x.std(0)
        errors, seconds = [], 0
        for seed in range(seeds):
            missing = np.random.default_rng(seed).random(z.shape) < 0.3
            holes = np.where(missing, np.nan, z)
            start = time.time()
            results = [impute(holes, options)]
            seconds += (time.time() - start) / seeds
            results.append(np.where(missing, np.nanmean(holes, 0), z))
            results.append(IterativeImputer(max_iter=20, random_state=seed).fit_transform(holes))
            results.append(KNNImputer().fit_transform(holes))
            errors.append([np.sqrt(np.mean((y - z)[missing] ** 2)) for y in results])
        means = np.mean(errors, 0)
        print(load.__name__[5:], *[f"{e:.3f}" for e in means], f"{seconds:.1f}", sep="\t", flush=True)


if __name__ == "__main__":
    main()
