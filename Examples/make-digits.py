#!/usr/bin/env python3
"""Makes digits.bin, digits-test.bin and their labels, beside this script, from the 8x8 digits in IDX format.

usage: make-digits.py digits-images-idx3-ubyte.gz digits-labels-idx1-ubyte.gz

The input holds 1797 images of 8x8 pixels k = 0 ... 16, one byte each. The first 1500 go to digits.bin,
the other 297 to digits-test.bin: gzipped NPY 1.0 arrays of little-endian float16 values k/16, which is
exact. digits-labels.bin and digits-test-labels.bin are gzipped NPY arrays of bytes 0 ... 9. The same input gives the
same arrays. See DIGITS.md for where the digits come from.
"""

import gzip
import pathlib
import struct
import sys

TRAINING_ROWS = 1500
LEVELS = 16


def read_idx(path):
    """The images of an IDX file of bytes, each as one bytes object, and their height and width."""
    with gzip.open(path) as file:
        magic, count, height, width = struct.unpack(">4I", file.read(16))
        pixels = file.read()
    if magic != 0x0803 or len(pixels) != count * height * width:
        sys.exit(f"make-digits.py: {path}: found another file, expected a whole IDX file of byte images")
    size = height * width
    return [pixels[i * size : (i + 1) * size] for i in range(count)], height, width


def read_labels(path, count):
    """The labels of an IDX file of bytes."""
    with gzip.open(path) as file:
        magic, labels = struct.unpack(">2I", file.read(8))
        values = file.read()
    if magic != 0x0801 or labels != count or len(values) != count:
        sys.exit(f"make-digits.py: {path}: found another file, expected a whole IDX file of {count} labels")
    return values


def npy(descr, shape, elements):
    """An NPY 1.0 file; its header is padded to 64 bytes."""
    header = f"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}".encode()
    header += b" " * (-(len(header) + 11) % 64) + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + elements


def digits(images, height, width):
    """Rows of height x width values k/16."""
    values = [pixel / LEVELS for image in images for pixel in image]
    return npy("<f2", (len(images), height, width), struct.pack(f"<{len(values)}e", *values))


def write_gzip(path, data):
    """Without a name and a time, which would differ from run to run."""
    with open(path, "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(data)


def main():
    if sys.argv[1:] in (["-h"], ["--help"]):
        print(__doc__.strip())
        return
    if len(sys.argv) != 3:
        sys.exit("usage: make-digits.py digits-images-idx3-ubyte.gz digits-labels-idx1-ubyte.gz")
    images, height, width = read_idx(sys.argv[1])
    labels = read_labels(sys.argv[2], len(images))
    here = pathlib.Path(__file__).parent
    for name, rows in ("digits", slice(TRAINING_ROWS)), ("digits-test", slice(TRAINING_ROWS, None)):
        write_gzip(here / f"{name}.bin", digits(images[rows], height, width))
        write_gzip(here / f"{name}-labels.bin", npy("|u1", (len(labels[rows]),), labels[rows]))


if __name__ == "__main__":
    main()
