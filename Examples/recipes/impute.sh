#!/bin/sh
# What are the missing values of a table, and how sure is the model of them?
# usage: impute.sh FOLDER
set -eu
mkdir -p "$1"
cd "$1"

# Four hundred hours of a machine: its load, and what follows from it. A third of the values were never recorded.
awk 'BEGIN { srand(1)
    for (hour = 0; hour < 400; hour++) {
        load = 50 + 40 * sin(hour / 9) + 4 * rand()
        value[1] = load; value[2] = load / 8 + rand() / 4
        value[3] = 20 + load / 3 + 2 * rand(); value[4] = 1 + load / 90 + rand() / 9
        for (i = 1; i < 5; i++) {
            printf "%.3f%s", value[i], i < 4 ? "," : "\n" > "truth.csv"
            printf "%s%s", rand() < 0.33 ? "" : value[i], i < 4 ? "," : "\n" > "holes.csv"
        }
    } }'
for table in truth holes; do vae-tensor import --missing nan -o $table.npy $table.csv; done
vae-fit -q --likelihood gaussian-shared --latent 1 --hidden 30 --importance-samples 20 --learning-rate 0.003 \
    --epochs "${EPOCHS:-3000}" -o machine.safetensors holes.npy
vae-impute -q -m machine.safetensors --std -o filled.npy holes.npy

# The missing temperatures: the truth, their means and their deviations.
vae-tensor slice :,2 truth.npy | vae-tensor export --to tsv > true.tsv
vae-tensor slice :,:,2 filled.npy | vae-tensor export --to tsv | paste true.tsv - |
    awk -F '\t' '$3 > 0' > missing.tsv

# How far off the means are, in degrees; the mean of the column for comparison; how often two deviations hold the truth.
vae-tensor slice :,2 holes.npy | vae-tensor export --to tsv | grep -v nan | awk '{ s += $1 } END { print s / NR }' > mean
awk -F '\t' -v mean="$(cat mean)" '{ e = $1 - $2; s += e * e; m += ($1 - mean) ^ 2; n += e * e < 4 * $3 * $3 }
    END { printf "error\t%.2f\nerror of the column mean\t%.2f\nwithin two deviations\t%.2f\n",
        sqrt(s / NR), sqrt(m / NR), n / NR }' missing.tsv | tee result.tsv

cut -f 1,2 missing.tsv | vae-tensor import |
    vae-plot scatter --size 480x360 --title 'Missing temperatures' --xlabel truth \
        --ylabel 'mean given the rest of the row' -o impute.png
