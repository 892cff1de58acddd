#!/bin/sh
# How do arrays get to NumPy and back?
# usage: numpy.sh FOLDER
# needs: python3 numpy
set -eu
python3 -c 'import numpy' 2> /dev/null ||
    { echo "numpy.sh: needs numpy for python3: pip install numpy" >&2; exit 69; }
examples=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$1"
cd "$1"

vae-fit --latent 10 --likelihood gaussian-shared --mean unit --epochs "${EPOCHS:-200}" -o model.safetensors \
    "$examples/digits.bin"
vae-encode -o z.npy "$examples/digits.bin"

python3 - "$examples" <<'END'
import gzip, sys
import numpy as np

z = np.load("z.npy")
with gzip.open(sys.argv[1] + "/digits-labels.bin") as file:
    labels = np.load(file)
means = np.stack([z[labels == digit].mean(axis=0) for digit in range(10)])
change = np.linspace(-1.5, 1.5, 9)[:, None, None] * z.std(axis=0) * np.eye(10)[0]
np.save("means.npy", (means + change).astype(np.float32).reshape(-1, 10))
END
vae-decode means.npy | vae-png --columns 10 -o numpy.png # the mean digits, along the first latent dimension
