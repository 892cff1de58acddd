"""Tries the Python door of an installed wheel: arrays, errors, and scikit-learn's own checks of estimators."""

import io
import os
import signal
import subprocess
import sys
import threading
import warnings

import numpy as np
import vae_tools as vae
from sklearn.utils.estimator_checks import check_estimator
from vae_tools.sklearn import VAE

rng = np.random.default_rng(1)
x = rng.normal(size=(300, 3)) @ rng.normal(size=(3, 6)) + 0.1 * rng.normal(size=(300, 6))
model = vae.fit(x, likelihood="gaussian", latent=3, hidden=(50, 20), epochs=20)
z = vae.encode(model, x)
again = vae.decode(model, z)
assert z.shape == (300, 3) and again.shape == x.shape and vae.sample(model, 7).shape == (7, 6)
assert vae.score(model, x).shape == (300,) and np.isfinite(vae.score(model, x)).all()
assert model.info["architecture"]["latent"] == 3, model.info

holes = x.copy()
holes[::3, 1] = np.nan
complete = vae.impute(model, holes)
assert np.isfinite(complete).all() and np.array_equal(complete[:, 2:], x[:, 2:].astype(complete.dtype))

# The bytes are the tools', whatever the order and type of the array.
for array in (x, np.asfortranarray(x), x[::2], x.astype(np.float32), x.astype(">f8"), x[:0]):
    with open("x.npy", "wb") as file:
        np.save(file, array)
    model.save("model.safetensors")
    tool = subprocess.run(["vae-encode", "x.npy"], stdout=subprocess.PIPE, check=True).stdout
    encoded = vae.encode(vae.Model.load("model.safetensors"), array)
    assert encoded.tobytes() == np.load(io.BytesIO(tool)).tobytes()

try:
    vae.fit(np.full((5, 2), np.inf))
    raise AssertionError("infinite data was taken")
except vae.ToolError as error:
    assert error.status == 65 and "row 0" in str(error), error
assert np.array_equal(vae.encode("model.safetensors", x), vae.encode(vae.Model.load("model.safetensors"), x))
for call in (lambda: vae.fit(x, output="y"), lambda: vae.encode(model, x, help=True)):
    try:
        call()
        raise AssertionError("an option for files was taken")
    except TypeError as error:
        assert "expected one that goes with arrays" in str(error), error
try:
    vae.Model(b"junk")
    raise AssertionError("junk was taken for a model")
except ValueError as error:
    assert "expected a model" in str(error), error
try:
    vae.encode(model, x[:, :2])
    raise AssertionError("rows of another width were taken")
except vae.ToolError as error:
    assert "/" not in str(error), error
try:
    vae.fit(x, latents=3)
    raise AssertionError("an unknown option was taken")
except vae.ToolError as error:
    assert error.status == 64 and "--latent" in str(error), error

# Progress is printed as it comes, and what an interrupted training has is kept.
shown, sys.stderr = sys.stderr, io.StringIO()
vae.fit(x, likelihood="gaussian", epochs=2, verbose=True)
shown, sys.stderr = sys.stderr.getvalue(), shown
assert "epoch 2" in shown, shown
threading.Timer(1, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
try:
    vae.fit(x, likelihood="gaussian", latent=2, epochs=10**8)
    raise AssertionError("a training was not interrupted")
except vae.Interrupted as error:
    assert vae.encode(error.model, x).shape == (300, 2)
    assert error.model.info["progress"]["ended"] == "interrupted", error.model.info

# Masks are missing values; flags, files and what cannot be printed are told apart.
assert np.array_equal(vae.encode(model, np.ma.masked_invalid(holes)), vae.encode(model, holes))
for choices in ({"labels": np.arange(300)}, {"labels": [1, 2]}):
    try:
        vae.fit(x, **choices)
        raise AssertionError("an array was taken for the name of a file")
    except TypeError as error:
        assert "expected the name of a file" in str(error), error
try:
    vae.fit(np.ma.masked_equal(np.arange(8, dtype="u1").reshape(4, 2), 3))
    raise AssertionError("a mask of bytes was taken")
except TypeError as error:
    assert "mask of uint8" in str(error), error
try:
    vae.fit(x, quiet=1)
    raise AssertionError("a value of a flag was taken")
except vae.ToolError as error:
    assert error.status == 64, error
assert vae.fit(x, likelihood="gaussian", epochs=1, quiet=np.True_, seed=3).info["seed"] == 3


class Closed(io.StringIO):
    def write(self, text):
        raise OSError("closed")


shown, sys.stderr = sys.stderr, Closed()
vae.fit(x[:20], likelihood="gaussian", latent=1, hidden=2, epochs=3000, verbose=True)
sys.stderr = shown

warnings.simplefilter("ignore")
estimator = VAE(latent=1, hidden=8, options={"epochs": 3}, importance_samples=10)
results = check_estimator(estimator, on_fail=None)
failed = [result for result in results if result["status"] == "failed"]
for result in failed:
    print(result["check_name"], repr(result["exception"]), file=sys.stderr)
passed = sum(result["status"] == "passed" for result in results)
print(f"{passed} of scikit-learn's checks passed, {len(failed)} failed")
sys.exit(bool(failed))
