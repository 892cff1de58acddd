"""Variational auto-encoders on NumPy arrays, by the tools of vae-tools.

Every function runs one tool and gives it arrays through pipes. Keywords are the tool's options, with underscores for
dashes: ``fit(x, latent=10, hidden=(500, 200), valid_fraction=0.1)`` is
``vae-fit --latent 10 --hidden 500,200 --valid-fraction 0.1``; ``vae-fit --help`` and ``man vae-fit`` list them. Results
have the bytes of the tools', and the same seed gives the same results.

>>> import vae_tools as vae
>>> model = vae.fit(x, latent=2, likelihood="gaussian")
>>> z = vae.encode(model, x)
>>> again = vae.decode(model, z)
>>> new = vae.sample(model, 100)
>>> scores = vae.score(model, x)
>>> complete = vae.impute(model, with_holes)

Rows are on the first axis. Bytes are divided by 255, as by the tools; what a mask hides is missing, as NaN is. In the
place of a model the path of its file does.
"""

from __future__ import annotations

import io
import os
from typing import Any, BinaryIO, Optional, Union

import numpy as np
from numpy.typing import ArrayLike

from ._model import Model, _ModelFile
from ._tools import ToolError, ToolWarning, call, options, read_array

AnyModel = Union[Model, str, os.PathLike]

__all__ = ["Interrupted", "Model", "ToolError", "ToolWarning", "decode", "encode", "fit", "impute", "sample", "score"]


class Interrupted(KeyboardInterrupt):
    """A training was interrupted: ``model`` is what was trained so far; None where there is nothing yet, or a
    ``checkpoint`` has it."""

    def __init__(self, data: bytes) -> None:
        self.model = Model(data) if data else None
        super().__init__(
            "the training was interrupted; "
            + ("the exception's model is what was trained so far" if data else "there is no model of it here"))


def fit(x: ArrayLike, **choices: Any) -> Model:
    """Trains a model on the rows of ``x``, by the options of ``vae-fit``; ``verbose=True`` prints a line for each epoch.

    :raises Interrupted: by Ctrl-C, or the stop button of a notebook.
    """
    pieces: list[bytes] = []

    def read(stream: BinaryIO) -> bytes:
        while piece := stream.read1(1 << 20):
            pieces.append(piece)
        return b"".join(pieces)

    return Model(
        call("vae-fit", options(choices), read, _array(x), shows=bool(choices.get("verbose")),
             interrupted=Interrupted))


def encode(model: AnyModel, x: ArrayLike, **choices: Any) -> np.ndarray:
    """Latent vectors of the rows of ``x``, N × J: the means of the posteriors, or what the options of ``vae-encode`` ask
    for."""
    return _filter("vae-encode", model, x, choices)


def decode(model: AnyModel, z: ArrayLike, **choices: Any) -> np.ndarray:
    """Data of latent vectors: the means of p(x|z), or what the options of ``vae-decode`` ask for."""
    return _filter("vae-decode", model, z, choices)


def impute(model: AnyModel, x: ArrayLike, **choices: Any) -> np.ndarray:
    """The rows of ``x`` with values in the place of NaN: the means of p(x missing | x observed), or what the options of
    ``vae-impute`` ask for."""
    return _filter("vae-impute", model, x, choices)


def sample(model: AnyModel, n: int = 1, **choices: Any) -> np.ndarray:
    """New data from the prior, ``n`` rows: means of p(x|z), or draws with ``sample=True``, by the options of
    ``vae-sample``."""
    with _ModelFile(model) as path:
        return call("vae-sample", ["-m", path, "-n", str(n), *options(choices)], read_array, named=path)


def score(model: AnyModel, x: ArrayLike, column: Optional[str] = None, **choices: Any) -> np.ndarray:
    """A score of each row in nats: a column of ``vae-eval --per-row``, by the options of ``vae-eval``.

    :param column: by default the estimate of log p(x) where an option asks for one, such as
        ``importance_samples=1000``, else the evidence lower bound ``elbo``.
    """
    with _ModelFile(model) as path:
        text = call(
            "vae-eval", ["-m", path, "--per-row", *options(choices)], lambda stream: stream.read(),
            _array(x), path)
    names = text[: text.index(b"\n")].decode().split("\t")
    if column is None:
        column = next((name for name in names if name.startswith("log_likelihood")), "elbo")
    if column not in names:
        raise ValueError(f"column: found {column!r}, expected one of {', '.join(names)}")
    return np.loadtxt(io.BytesIO(text), skiprows=1, usecols=names.index(column), delimiter="\t", ndmin=1)


def _filter(tool: str, model: AnyModel, array: ArrayLike, choices: dict[str, Any]) -> np.ndarray:
    with _ModelFile(model) as path:
        return call(tool, ["-m", path, *options(choices)], read_array, _array(array), path)


def _array(values: ArrayLike) -> np.ndarray:
    """An array in which NaN is what a mask hides."""
    if isinstance(values, np.ma.MaskedArray) and values.mask.any():
        if not np.issubdtype(values.dtype, np.floating):
            raise TypeError(f"found a mask of {values.dtype}, expected one of floating-point numbers, or NaN in its place")
        return values.filled(np.nan)
    return np.asarray(values)
