#!/bin/sh
# What is a 3 with the curves of an 8? Arithmetic on attributes.
# usage: attributes.sh FOLDER
set -eu
examples=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$1"
cd "$1"

vae-fit --latent 10 --likelihood gaussian-shared --mean unit --epochs "${EPOCHS:-200}" -o model.safetensors \
    "$examples/digits.bin"
vae-encode -o z.npy "$examples/digits.bin"
mean() { vae-tensor select --where "$examples/digits-labels.bin=$1" z.npy | vae-latent mean; }

# The way from the mean 3 to the mean 8, taken in steps by twelve 3s that the model has not seen.
mean 3 > three.npy
mean 8 | vae-latent subtract --vector three.npy > way.npy
vae-tensor select --where "$examples/digits-test-labels.bin=3" "$examples/digits-test.bin" | vae-encode |
    vae-tensor head -n 12 > threes.npy
for step in 0 0.25 0.5 0.75 1; do
    vae-latent scale --by $step way.npy > step.npy
    vae-latent add --vector step.npy threes.npy
done | vae-decode | vae-png --columns 12 -o attributes.png
