#!/bin/sh
# Do sixteen latent numbers tell digits apart as well as their pixels do?
# usage: classify.sh FOLDER
set -eu
examples=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$1"
cd "$1"

vae-fit --latent 16 --likelihood gaussian-fixed --sigma 0.2 --epochs "${EPOCHS:-100}" -o model.safetensors \
    "$examples/digits.bin"
vae-encode -o z.npy "$examples/digits.bin"
vae-encode -o z-test.npy "$examples/digits-test.bin"
vae-tensor export --to tsv "$examples/digits-test-labels.bin" > labels.tsv

# classify NAME ROWS KNOWN: the share of rows whose five nearest known rows mostly have the right label.
classify() {
    vae-latent nearest --to "$2" -k 5 --labels "$examples/digits-labels.bin" "$3" | vae-tensor export --to tsv |
        paste - labels.tsv | awk -v name="$1" '$1 == $2 { right++ } END { printf "%s\t%.3f\n", name, right / NR }'
}
classify '64 pixels' "$examples/digits-test.bin" "$examples/digits.bin" | tee accuracy.tsv
classify '16 latents' z-test.npy z.npy | tee -a accuracy.tsv

# Unseen digits, each beside the known one with the nearest latents.
vae-latent nearest --to z-test.npy --indices z.npy | vae-tensor export --to tsv | head -n 50 |
    while read -r row; do vae-tensor slice "$row" "$examples/digits.bin"; done |
    vae-tensor cat > nearest.npy
vae-png --beside "$examples/digits-test.bin" -o classify.png nearest.npy
