"""How Python calls the tools."""

from __future__ import annotations

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


def options(values: dict[str, Any]) -> list[str]:
    """The words of a command line: ``hidden=(500, 200)`` is ``--hidden 500,200``, and a flag is ``name=True``.

    :raises TypeError: for options that go with files, or ask for another output.
    """
    words = []
    for name, value in values.items():
        if name in _FOREIGN:
            raise TypeError(f"{name}: found an option of the command line, expected one that goes with arrays")
        if value is None or value is False:
            continue
        words.append("--" + name.replace("_", "-"))
        if isinstance(value, (list, tuple, np.ndarray)):
            words.append(",".join(str(part) for part in value))
        elif value is not True:
            words.append(str(value))
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
    process = subprocess.Popen(
        [tool, *words], executable=EXECUTABLE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL if array is None else subprocess.PIPE)
    messages: list[bytes] = []
    threads = [threading.Thread(target=_collect, args=(process.stderr, messages, shows))]
    if array is not None:
        threads.append(threading.Thread(target=_write, args=(process.stdin, array)))
    for thread in threads:
        thread.start()
    problem = None
    is_interrupted = False
    try:
        with process.stdout:
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
        problem = error
    except BaseException:
        process.kill()
        raise
    finally:
        for thread in threads:
            thread.join()
        process.stderr.close()
        status = process.wait()
    text = b"".join(messages).decode(errors="replace").strip()
    if named:
        text = text.replace(named, "model")
    if is_interrupted and status in (0, 130, 143, -signal.SIGINT, -signal.SIGUSR1):
        raise interrupted(result)
    if status != 0:
        raise ToolError(status, text or f"{tool}: ended with status {status}")
    if problem is not None:
        raise problem
    if text and not shows:
        warnings.warn(text, ToolWarning, stacklevel=4)
    return result


def _collect(stream: BinaryIO, lines: list[bytes], shows: bool) -> None:
    for line in stream:
        lines.append(line)
        if shows:
            print(line.decode(errors="replace"), end="", file=sys.stderr, flush=True)


def _write(stream: BinaryIO, array: np.ndarray) -> None:
    """Writes an array as NPY, without a copy of it where it is contiguous."""
    try:
        with stream:
            np.lib.format.write_array_header_1_0(stream, np.lib.format.header_data_from_array_1_0(array))
            order = "F" if array.flags.f_contiguous and not array.flags.c_contiguous else "C"
            stream.write(np.ravel(array, order=order).view(np.uint8).data)
    except BrokenPipeError:
        pass  # The tool has ended and tells why.


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
