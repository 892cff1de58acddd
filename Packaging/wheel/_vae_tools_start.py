"""What the tools of the wheel start with; without NumPy, which would take longer than most of them."""

import os
import shutil
import sys

EXECUTABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "vae_tools", "vae")
if not os.path.exists(EXECUTABLE):  # Not from a wheel: the tools are those on PATH.
    EXECUTABLE = shutil.which("vae") or EXECUTABLE


def run() -> None:
    """Becomes the tool by whose name the program was called."""
    os.execv(EXECUTABLE, [os.path.basename(sys.argv[0]), *sys.argv[1:]])
