#!/bin/sh
# How do I clean, enlarge and complete damaged pictures? By a model that knows what they look like.
# usage: restore.sh FOLDER
set -eu
examples=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$1"
cd "$1"

vae-fit --latent 10 --likelihood gaussian-shared --mean unit --epochs "${EPOCHS:-300}" -o model.safetensors \
    "$examples/digits.bin"
export VAE_MODEL=model.safetensors
vae-tensor head -n 8 "$examples/digits-test.bin" | vae-tensor cast f4 > digits.npy
restore() { vae-impute -q --chains 4 --transitions 100 --leapfrog-steps 4 --observe "$@"; }

# Denoising: each pixel was seen with noise of deviation 0.4.
vae-tensor reshape 64 digits.npy | vae-latent noise --sd 0.4 | vae-tensor reshape 8x8 > noisy.npy
restore noise:0.4 noisy.npy > clean.npy

# Super-resolution: means of 2 x 2 pixels were seen, with little noise.
for corner in 0,0 0,1 1,0 1,1; do
    vae-tensor slice ":,${corner%,*}::2,${corner#*,}::2" digits.npy | vae-tensor reshape 16 > "$corner.npy"
done
mean() { vae-latent add --vector "$1" "$2" | vae-latent scale --by 0.5; }
mean 0,0.npy 0,1.npy > above.npy
mean 1,0.npy 1,1.npy > below.npy
mean above.npy below.npy | vae-tensor reshape 4x4 > small.npy
restore mean-pool:2x2,noise:0.05 small.npy > large.npy

# In-painting: the upper four rows were seen.
vae-impute -q --observe rows:0-3 digits.npy > complete.npy

# What was seen, each time above what was made of it, and at last the digits.
mkdir -p small
vae-png --each small/ small.npy
vae-tensor import --resize 8x8 small | vae-tensor rescale > pixels.npy
vae-tensor transpose --axes 1,0,2 digits.npy > rows.npy
vae-tensor tail -n 4 rows.npy | vae-tensor rescale --domain 0:1 --range 0:0 > black.npy
vae-tensor head -n 4 rows.npy | vae-tensor cat - black.npy | vae-tensor transpose --axes 1,0,2 > upper.npy
vae-tensor cat noisy.npy clean.npy pixels.npy large.npy upper.npy complete.npy digits.npy |
    vae-png --min 0 --max 1 --columns 8 -o restore.png
