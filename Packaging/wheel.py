#!/usr/bin/env python3
"""Makes vae_tools-VERSION-py3-none-PLATFORM.whl: the executable, an entry point for each tool, and the Python door.

It needs nothing but Python. The executable is static, so that the wheel goes with every Linux of its processor.
"""

import base64
import hashlib
import os
import pathlib
import platform
import re
import subprocess
import tempfile
import zipfile

here = pathlib.Path(__file__).resolve().parent
root = here.parent
out = pathlib.Path(os.environ.get("OUT", root / ".build-packages"))
tool = (root / "Sources/VAETools/Shared/Tool.swift").read_text()
version = re.search(r'^public let toolsVersion = "(.*)"$', tool, re.MULTILINE)[1]
tools = sorted(path.name for path in (root / "Sources").glob("vae-*")) + ["vae"]
if platform.system() == "Linux":
    machine = platform.machine()
    tag = f"py3-none-manylinux_2_17_{machine}.musllinux_1_1_{machine}"
else:
    tag = "py3-none-" + re.sub(r"[-.]", "_", __import__("sysconfig").get_platform())

metadata = f"""Metadata-Version: 2.1
Name: vae-tools
Version: {version}
Summary: Variational auto-encoders from the shell, and on NumPy arrays
License: MIT
Requires-Python: >=3.9
Requires-Dist: numpy
Provides-Extra: sklearn
Requires-Dist: scikit-learn; extra == "sklearn"
Description-Content-Type: text/markdown

{(here / "wheel/README.md").read_text()}"""
wheel = f"Wheel-Version: 1.0\nGenerator: vae-tools\nRoot-Is-Purelib: false\n" + "".join(
    f"Tag: py3-none-{name}\n" for name in tag.removeprefix("py3-none-").split("."))
entries = "[console_scripts]\n" + "".join(f"{name} = _vae_tools_start:run\n" for name in tools)


def executable():
    """The executable as it is installed, without symbols."""
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(
            ["make", "-s", "-C", root, "install", f"DESTDIR={place}", "PREFIX="], check=True)
        return (pathlib.Path(place) / "bin/vae").read_bytes()


package = here / "wheel/vae_tools"
info = f"vae_tools-{version}.dist-info"
files = {f"vae_tools/{path.name}": path.read_bytes() for path in sorted(package.iterdir()) if path.is_file()}
files["_vae_tools_start.py"] = (here / "wheel/_vae_tools_start.py").read_bytes()
files["vae_tools/vae"] = executable()
files[f"{info}/METADATA"] = metadata.encode()
files[f"{info}/WHEEL"] = wheel.encode()
files[f"{info}/entry_points.txt"] = entries.encode()
files[f"{info}/licenses/LICENSE"] = (root / "LICENSE").read_bytes()
files[f"{info}/licenses/LICENSES-of-libraries"] = (here / "debian/copyright").read_bytes()


def record(name, content):
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    return f"{name},sha256={digest},{len(content)}\n"


files[f"{info}/RECORD"] = (
    "".join(record(name, content) for name, content in files.items()) + f"{info}/RECORD,,\n").encode()
out.mkdir(parents=True, exist_ok=True)
path = out / f"vae_tools-{version}-{tag}.whl"
with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    for name, content in files.items():
        # The same time for all, so that two builds have the same bytes.
        entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = (0o100755 if name == "vae_tools/vae" else 0o100644) << 16
        archive.writestr(entry, content)
print(path)
