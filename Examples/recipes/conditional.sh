#!/bin/sh
# How do I draw digits of a class that I choose, and tell which digit one is?
# usage: conditional.sh FOLDER
set -eu
examples=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$1"
cd "$1"

# A model of a digit given which one it is.
vae-fit --labels "$examples/digits-labels.bin" --latent 8 --epochs "${EPOCHS:-200}" -o model.safetensors \
    "$examples/digits.bin"

# Ten of each class, a line for each; the same ten z in all lines would be ten hands that write all digits.
seq 0 9 | vae-tensor import --from csv > classes.npy
vae-sample --labels classes.npy -n 10 -o samples.npy
vae-png --columns 10 -o conditional.png samples.npy

# Which digit is it? Each class is scored by log p(x|y) + log p(y).
vae-eval --classify --importance-samples 100 --labels "$examples/digits-test-labels.bin" "$examples/digits-test.bin" |
    tee classes.tsv
vae-plot confusion -o confusion.png classes.tsv

# The digits that are taken for another one, or nearly so.
vae-eval --classify --importance-samples 100 --per-row --labels "$examples/digits-test-labels.bin" \
    "$examples/digits-test.bin" | sort -k 2,2g | head -n 20 > doubtful.tsv
