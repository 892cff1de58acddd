"""How Python calls the tools."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import warnings
from typing import Any, BinaryIO, Callable, Optional, TypeVar

import numpy as np
from _vae_tools_start import EXECUTABLE

Result = TypeVar("Result")


class ToolError(RuntimeError):
    """A tool failed: its message, and its exit ``status`` (64 options, 65 data, 66 and 74 files)."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(status, message)
        self.status = status

    def __str__(self) -> str:
        return self.args[1]


class ToolWarning(UserWarning):
    """A warning of a tool that went on."""


# Options that make something else of the output than the functions read.
_FOREIGN = {"help", "h", "version", "output", "o", "model", "m", "json", "table", "per_latent", "per_row"}

_FILES = {
    "checkpoint", "condition", "init_from", "labels", "log", "mask", "reference", "schema", "valid",
    "valid_condition", "valid_labels",
}


def options(values: dict[str, Any]) -> list[str]:
    """The words of a command line: ``hidden=(500, 200)`` is ``--hidden 500,200``, and a flag is ``name=True``.

    :raises TypeError: for options that go with files, or ask for another output.
    """
    words = []
    for name, value in values.items():
        if name in _FOREIGN:
            raise TypeError(f"{name}: found an option of the command line, expected one that goes with arrays")
        if value is None or value is False or value is np.False_:
            continue
        word = "--" + name.replace("_", "-")
        if value is True or value is np.True_:
            words.append(word)
            continue
        if name in _FILES and not isinstance(value, (str, os.PathLike)):
            raise TypeError(f"{name}: found {type(value).__name__}, expected the name of a file")
        if isinstance(value, (list, tuple, np.ndarray)):
            value = ",".join(str(part) for part in value)
        # In one word: a flag with a value is refused, and no value is taken for an option or a file.
        words.append(f"{word}={os.fspath(value) if isinstance(value, os.PathLike) else value}")
    return words


def call(
    tool: str, words: list[str], read: Callable[[BinaryIO], Result], array: Optional[np.ndarray] = None,
    named: str = "", shows: bool = False, interrupted: Optional[Callable[[Result], BaseException]] = None,
) -> Result:
    """Runs a tool with an array on its standard input, and gives what ``read`` makes of its standard output.

    :param named: a temporary file, which messages call ``model``.
    :param shows: print what the tool writes on standard error as it comes.
    :param interrupted: the exception of a KeyboardInterrupt, after which the tool still writes what it has.
    :raises ToolError: where the tool fails; what it writes on standard error otherwise is a :class:`ToolWarning`.
    """
    messages: list[bytes] = []
    problems: list[BaseException] = []
    threads: list[threading.Thread] = []
    process = None
    is_interrupted = False
    try:
        process = subprocess.Popen(
            [tool, *words], executable=EXECUTABLE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL if array is None else subprocess.PIPE)
        works = [(_collect, (process.stderr, messages, shows))]
        if array is not None:
            works.append((_write, (process.stdin, array, problems)))
        for function, arguments in works:
            threads.append(threading.Thread(target=function, args=arguments, daemon=True))
            threads[-1].start()
        try:
            result = read(process.stdout)
        except KeyboardInterrupt:
            if interrupted is None:
                raise
            is_interrupted = True
            # A terminal may have sent it SIGINT, of which a second one would end it at once.
            process.send_signal(signal.SIGUSR1)
            result = read(process.stdout)
    except (ValueError, EOFError) as error:
        problems.append(error)
    except BaseException:
        if process is not None:
            process.kill()
            process.wait()
        raise
    process.stdout.close()
    for thread in threads:
        thread.join()
    status = process.wait()
    text = b"".join(messages).decode(errors="replace").strip()
    if named:
        text = text.replace(named, "model")
    if is_interrupted and status in (0, 130, 143, -signal.SIGINT, -signal.SIGUSR1):
        raise interrupted(result)
    if status != 0 and not any(isinstance(problem, MemoryError) for problem in problems):
        raise ToolError(status, text or f"{tool}: ended with status {status}")
    if problems:
        raise problems[0]
    if text and not shows:
        warnings.warn(text, ToolWarning, stacklevel=4)
    return result


def _collect(stream: BinaryIO, lines: list[bytes], shows: bool) -> None:
    """Reads messages to their end, shown or not: a tool waits for whoever does not read."""
    with stream:
        for line in stream:
            lines.append(line)
            if shows:
                try:
                    print(line.decode(errors="replace"), end="", file=sys.stderr, flush=True)
                except (OSError, ValueError):
                    shows = False


def _write(stream: BinaryIO, array: np.ndarray, problems: list[BaseException]) -> None:
    """Writes an array as NPY, without a copy of it where it is contiguous."""
    try:
        with stream:
            np.lib.format.write_array_header_1_0(stream, np.lib.format.header_data_from_array_1_0(array))
            order = "F" if array.flags.f_contiguous and not array.flags.c_contiguous else "C"
            stream.write(np.ravel(array, order=order).view(np.uint8).data)
    except BrokenPipeError:
        pass  # The tool has ended and tells why.
    except (MemoryError, TypeError, ValueError) as error:
        problems.append(error)


def read_array(stream: BinaryIO) -> np.ndarray:
    """Reads one NPY array."""
    version = np.lib.format.read_magic(stream)
    reader = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
    shape, fortran, dtype = reader(stream)
    array = np.empty(shape, dtype, order="F" if fortran else "C")
    rest = memoryview(array.reshape(-1, order="A").view(np.uint8))
    while rest:
        count = stream.readinto(rest)
        if not count:
            raise EOFError("the array ends early")
        rest = rest[count:]
    return array
