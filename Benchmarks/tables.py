#!/usr/bin/env python3
"""Holds rows drawn by vae-sample against those of CTGAN's TVAE on five tables, and prints a line for each.

usage: tables.py [--tools DIR] [--tables NAME,...] [--no-peer] [--epochs E] [--seeds K] [--fit WORDS]

Of each table a fifth of the rows is set aside. Both learn from the rest with their defaults and draw as many rows: the
tools by vae-tensor import, vae-fit, vae-sample and vae-tensor export with a schema, TVAE by Python. A line tells

  score  of gradient boosting that learns from drawn rows, on rows set aside: the balanced accuracy, or R2 of a number;
         'real' learns from the real rows
  shape  the mean over columns of 1 - Kolmogorov and Smirnov's distance, or 1 - total variation of categories
  pairs  1 - the mean difference of correlations of numbers, halved
  s, MB  processor time and the most memory of learning and drawing

Needs scikit-learn and pandas, for TVAE ctgan (pip install ctgan), GNU time, and the tools in DIR or
on PATH.
"""
import argparse
import os
import resource
import shlex
import subprocess
import sys
import tempfile

import numpy as np
import pandas as pd
from sklearn import datasets
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.metrics import balanced_accuracy_score, r2_score


def adult(rows=6000):
    """Like the census of 1994: numbers with spikes, skewed categories, an income that they decide."""
    rng = np.random.default_rng(1)
    school = np.clip(np.round(rng.normal(10, 2.6, rows)), 1, 16)
    age = np.clip(np.round(17 + rng.gamma(3, 7.5, rows)), 17, 90)
    sex = rng.choice(["Female", "Male"], rows, p=[0.33, 0.67])
    married = rng.random(rows) < 1 / (1 + np.exp(-(age - 32) / 8 - (sex == "Male") * 0.6))
    status = np.where(married, "Married", rng.choice(["Never", "Divorced", "Widowed"], rows, p=[0.65, 0.28, 0.07]))
    jobs = ["Clerical", "Craft", "Executive", "Professional", "Sales", "Service", "Transport"]
    pull = np.stack([0 * age, (sex == "Male") * 1.2, (school - 9) * 0.3, (school - 11) * 0.6, 0 * age + 0.1,
                     (9 - school) * 0.25, (sex == "Male") * 0.8 - (school - 9) * 0.2])
    job = np.array(jobs)[np.argmax(pull + rng.gumbel(size=pull.shape), 0)]
    hours = np.where(rng.random(rows) < 0.47, 40, np.clip(np.round(rng.normal(41 + 3 * married, 12, rows)), 1, 99))
    gain = np.where(rng.random(rows) < 0.05 + 0.05 * married, np.round(np.exp(rng.normal(8.3, 0.9, rows))), 0)
    sector = rng.choice(["Private", "Government", "Self-employed"], rows, p=[0.74, 0.14, 0.12])
    logit = (-7.4 + 0.31 * school + 0.03 * np.minimum(age, 55) + 1.9 * married + 0.02 * hours + (gain > 5000) * 3
             + np.isin(job, ["Executive", "Professional"]) * 0.8)
    income = np.where(rng.random(rows) < 1 / (1 + np.exp(-logit)), ">50K", "<=50K")
    return pd.DataFrame({
        "age": age.astype(int), "sector": sector, "school": school.astype(int), "status": status, "job": job,
        "sex": sex, "gain": gain.astype(int), "hours": hours.astype(int), "income": income}), "income"


def orders(rows=3000):
    """Counts, money, dates and times of day of a shop."""
    rng = np.random.default_rng(2)
    kind = rng.choice(["book", "food", "garden", "toy"], rows, p=[0.35, 0.4, 0.1, 0.15])
    day = rng.integers(0, 730, rows)
    season = np.cos(2 * np.pi * (day - 180) / 365)
    items = 1 + rng.negative_binomial(2, 0.45, rows) + (kind == "food") * rng.poisson(4, rows)
    price = np.exp(rng.normal(1.6, 0.5, rows) + (kind == "garden") * 1.2 + (kind == "book") * 0.5)
    hour = np.mod(rng.normal(19, 2.5, rows) - (kind == "food") * 7, 24)
    member = rng.random(rows) < 1 / (1 + np.exp(1 - 0.25 * items))
    returned = rng.random(rows) < 1 / (1 + np.exp(2.5 - 1.8 * (kind == "toy") - 0.02 * price + member - season))
    start = pd.Timestamp("2024-01-01")
    return pd.DataFrame({
        "day": [(start + pd.Timedelta(days=int(d))).strftime("%Y-%m-%d") for d in day],
        "time": [f"{int(h):02d}:{int(h % 1 * 60):02d}" for h in hour], "kind": kind, "items": items,
        "total": np.round(items * price, 2), "member": np.where(member, "yes", "no"),
        "returned": np.where(returned, "yes", "no")}), "returned"


def packaged(load, target="target"):
    data = load(as_frame=True).frame.copy()
    if data[target].dtype.kind == "i" and data[target].nunique() < 10:
        data[target] = "c" + data[target].astype(str)
    return data, target


TABLES = {
    "adult-like": adult,
    "wine": lambda: packaged(datasets.load_wine),
    "breast cancer": lambda: packaged(datasets.load_breast_cancer),
    "diabetes": lambda: packaged(datasets.load_diabetes),
    "orders": orders,
}


def is_number(column):
    return column.dtype.kind in "if"


def as_numbers(frame, like):
    """Days and times as numbers, categories as codes of the real table."""
    result = {}
    for name in like:
        if is_number(like[name]):
            result[name] = pd.to_numeric(frame[name], errors="coerce").astype(float)
        elif name in ("day", "time"):
            result[name] = pd.to_datetime(frame[name], format="%Y-%m-%d" if name == "day" else "%H:%M", errors="coerce"
                                          ).map(lambda t: t.timestamp())
        else:
            result[name] = pd.Series(pd.Categorical(frame[name].astype(str), sorted(like[name].astype(str).unique()))
                                     .codes.astype(float))
    return pd.DataFrame(result)


def score(train, test, target, like):
    x, y = as_numbers(train, like), as_numbers(test, like)
    inputs = [name for name in like if name != target]
    if is_number(like[target]):
        model = HistGradientBoostingRegressor(random_state=0).fit(x[inputs], x[target])
        return r2_score(y[target], model.predict(y[inputs]))
    if x[target].nunique() < 2:
        return 1 / like[target].nunique()
    model = HistGradientBoostingClassifier(random_state=0).fit(x[inputs], x[target])
    return balanced_accuracy_score(y[target], model.predict(y[inputs]))


def shape(real, drawn, like):
    x, y = as_numbers(real, like), as_numbers(drawn, like)
    marks = []
    for name in like:
        if is_number(like[name]) or name in ("day", "time"):
            points = np.sort(np.concatenate([x[name], y[name].dropna()]))
            a, b = (np.searchsorted(np.sort(v), points, "right") / len(v) for v in (x[name], y[name].dropna()))
            marks.append(1 - np.abs(a - b).max())
        else:
            codes = np.arange(-1, like[name].nunique())
            a, b = ((v.to_numpy()[:, None] == codes).mean(0) for v in (x[name], y[name]))
            marks.append(1 - np.abs(a - b).sum() / 2)
    return np.mean(marks)


def pairs(real, drawn, like):
    a, b = (np.nan_to_num(as_numbers(v, like).corr().to_numpy()) for v in (real, drawn))
    upper = np.triu_indices(len(a), 1)
    return 1 - np.abs(a - b)[upper].mean() / 2


def cost(since):
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    return now.ru_utime + now.ru_stime - since.ru_utime - since.ru_stime


def measured(command, place, output=None):
    """Runs a command; returns the most memory that it took, in MB."""
    with open(os.path.join(place, output or os.devnull), "wb") as out:
        # Of a process that Python starts itself, the system counts Python's memory too.
        status = subprocess.run(["time", "-f", "%M", "-o", "memory", *command], cwd=place, stdout=out).returncode
    if status != 0:
        sys.exit(f"{' '.join(command)}: status {status}")
    with open(os.path.join(place, "memory")) as file:
        return int(file.read().split()[-1]) / 1024


def by_tools(folder, place, rows, seed, fit):
    tool = (lambda name: os.path.join(folder, name)) if folder else (lambda name: name)
    most = 0
    since = resource.getrusage(resource.RUSAGE_CHILDREN)

    def run(command, output=None):
        nonlocal most
        most = max(most, measured(command, place, output))

    schema = os.path.join(place, "schema.json")
    if os.path.exists(schema):
        os.remove(schema)
    run([tool("vae-tensor"), "import", "--schema", "schema.json", "train.csv"], "train.npy")
    run([tool("vae-fit"), "-q", "--schema", "schema.json", "--seed", str(seed), *fit, "train.npy", "-o", "model"])
    run([tool("vae-sample"), "-m", "model", "-n", str(rows), "--sample", "--seed", str(seed)], "drawn.npy")
    run([tool("vae-tensor"), "export", "--to", "csv", "--schema", "schema.json", "drawn.npy"], "drawn.csv")
    return pd.read_csv(os.path.join(place, "drawn.csv"), keep_default_na=False), cost(since), most


PEER = """
import sys, pandas as pd, torch, numpy as np
from ctgan import TVAE
seed, epochs = int(sys.argv[1]), int(sys.argv[2])
torch.manual_seed(seed); np.random.seed(seed)
train = pd.read_csv("train.csv", keep_default_na=False)
units = {"day": ("%Y-%m-%d", 86400), "time": ("%H:%M", 60)}
for name, (form, unit) in units.items():
    if name in train:
        train[name] = pd.to_datetime(train[name], format=form).map(lambda t: t.timestamp() / unit)
words = [name for name in train if train[name].dtype.kind not in "if"]
model = TVAE(epochs=epochs)
model.fit(train, words)
drawn = model.sample(len(train))
for name, (form, unit) in units.items():
    if name in train:
        drawn[name] = pd.to_datetime(drawn[name] * unit, unit="s").dt.strftime(form)
drawn.to_csv("peer.csv", index=False)
"""


def by_peer(place, seed, epochs):
    """TVAE gets days and times as numbers."""
    train = pd.read_csv(os.path.join(place, "train.csv"), keep_default_na=False)
    since = resource.getrusage(resource.RUSAGE_CHILDREN)
    most = measured([sys.executable, "-c", PEER, str(seed), str(epochs)], place)
    return pd.read_csv(os.path.join(place, "peer.csv"), keep_default_na=False), cost(since), most


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tools", default="")
    parser.add_argument("--tables", default=",".join(TABLES))
    parser.add_argument("--no-peer", action="store_true")
    parser.add_argument("--epochs", type=int, default=300, help="of TVAE")
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--fit", default="", help="further words for vae-fit")
    options = parser.parse_args()
    print(f"{'table':14} {'by':6} {'score':>7} {'shape':>6} {'pairs':>6} {'s':>7} {'MB':>6}", flush=True)
    for name in options.tables.split(","):
        data, target = TABLES[name]()
        order = np.random.default_rng(0).permutation(len(data))
        test, train = (data.iloc[part].reset_index(drop=True) for part in np.split(order, [len(data) // 5]))
        with tempfile.TemporaryDirectory() as place:
            train.to_csv(os.path.join(place, "train.csv"), index=False)
            print(f"{name:14} {'real':6} {score(train, test, target, data):7.3f}", flush=True)
            makers = [("tools", lambda seed: by_tools(os.path.abspath(options.tools) if options.tools else "", place,
                                                      len(train), seed, shlex.split(options.fit)))]
            if not options.no_peer:
                makers.append(("TVAE", lambda seed: by_peer(place, seed, options.epochs)))
            for maker, make in makers:
                results = []
                for seed in range(1, options.seeds + 1):
                    drawn, seconds, most = make(seed)
                    results.append([score(drawn, test, target, data), shape(test, drawn, data),
                                    pairs(test, drawn, data), seconds, most])
                mark, form, pair, seconds, most = np.mean(results, 0)
                print(f"{name:14} {maker:6} {mark:7.3f} {form:6.3f} {pair:6.3f} {seconds:7.2f} {most:6.0f}", flush=True)


if __name__ == "__main__":
    main()
