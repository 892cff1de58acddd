#!/bin/sh
# How many latent dimensions does this data need?
# usage: latent-sizes.sh FOLDER
set -eu
examples=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$1"
cd "$1"

for j in 1 2 4 8 16; do
    vae-fit --latent $j --epochs "${EPOCHS:-60}" --valid "$examples/digits-test.bin" --log "J=$j.tsv" \
        -o "$j.safetensors" "$examples/digits.bin"
done
vae-eval -q -m 1.safetensors -m 2.safetensors -m 4.safetensors -m 8.safetensors -m 16.safetensors \
    --importance-samples 100 "$examples/digits-test.bin" > sizes.tsv
cut -f 1,3,9,19 sizes.tsv # the model, its bound, log p(x), the active units
vae-plot training --size 480x360 --columns valid_elbo --title 'Latent dimensions' \
    --ylabel 'bound on unseen digits (nats)' -o latent-sizes.png J=1.tsv J=2.tsv J=4.tsv J=8.tsv J=16.tsv
