"""Trained models."""

from __future__ import annotations

import json
import os
import tempfile
from typing import Any, Union

from ._tools import call


class Model:
    """A trained model: the bytes of a safetensors file, as ``vae-fit`` writes it."""

    def __init__(self, data: bytes) -> None:
        """:raises ValueError: where the bytes are none of a safetensors file."""
        size = int.from_bytes(data[:8], "little")
        if not (len(data) > 8 and size <= len(data) - 8 and data[8:9] == b"{"):
            raise ValueError(f"found {len(data)} bytes of something else, expected a model as vae-fit writes it")
        self.data = data

    @classmethod
    def load(cls, path: Union[str, os.PathLike]) -> Model:
        """Reads a model file."""
        with open(path, "rb") as file:
            return cls(file.read())

    def save(self, path: Union[str, os.PathLike]) -> None:
        """Writes a model file, which every tool reads (``-m``)."""
        with open(path, "wb") as file:
            file.write(self.data)

    @property
    def info(self) -> dict[str, Any]:
        """What ``vae-info --json`` tells of the model: its architecture and its training."""
        with _ModelFile(self) as path:
            return json.loads(call("vae-info", ["--json", path], lambda stream: stream.read(), named=path))

    def __repr__(self) -> str:
        return f"<vae_tools.Model of {len(self.data)} bytes>"


class _ModelFile:
    """A model, or the one in a file, in a file for as long as a tool needs one."""

    def __init__(self, model: Union[Model, str, os.PathLike]) -> None:
        self._model = model if isinstance(model, Model) else Model.load(model)

    def __enter__(self) -> str:
        file, self._path = tempfile.mkstemp(suffix=".safetensors")
        with os.fdopen(file, "wb") as stream:
            stream.write(self._model.data)
        return self._path

    def __exit__(self, *_: object) -> None:
        os.unlink(self._path)
