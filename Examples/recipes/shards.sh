#!/bin/sh
# How do I encode on many cores, or many machines?
# usage: shards.sh FOLDER
# needs: parallel
set -eu
examples=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$1"
cd "$1"

vae-fit --latent 2 --hidden 200,100 --epochs "${EPOCHS:-100}" -o model.safetensors "$examples/digits.bin"

# Rows of a shard do not know of each other, so that what comes of them is the same.
vae-tensor split --rows 200 --into shard- "$examples/digits.bin"
parallel vae-encode --threads 1 -o z-{} {} ::: shard-*.npy
vae-tensor cat -o z.npy z-shard-*.npy
vae-encode "$examples/digits.bin" | cmp - z.npy

vae-plot scatter --size 480x360 --labels "$examples/digits-labels.bin" --title '1500 digits' -o shards.png z.npy
