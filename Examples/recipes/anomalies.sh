#!/bin/sh
# Which rows of a table are unlike the others?
# usage: anomalies.sh FOLDER
set -eu
examples=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$1"
cd "$1"

# Two hundred hours of a machine: its load, and what follows from it, but for three hours of trouble.
awk 'BEGIN { srand(1); print "hour,load,current,temperature,vibration"
    for (hour = 0; hour < 200; hour++) {
        load = 50 + 40 * sin(hour / 9) + 4 * rand(); current = load / 8 + rand() / 4
        temperature = 20 + load / 3 + rand(); vibration = 1 + load / 90 + rand() / 9
        if (hour == 60) temperature += 15; if (hour == 111) vibration = 0.2; if (hour == 150) current = 6
        printf "%d,%.2f,%.3f,%.2f,%.3f\n", hour, load, current, temperature, vibration } }' > machine.csv

vae-tensor import --columns load-vibration --standardize units.npy -o machine.npy machine.csv
vae-fit --likelihood gaussian-shared --latent 1 --hidden 30 --epochs "${EPOCHS:-1000}" -o machine.safetensors \
    machine.npy
export VAE_MODEL=machine.safetensors
vae-eval -q --per-row --importance-samples 100 machine.npy > scores.tsv

# The least likely hours, worst first.
cut -f 4,10 scores.tsv | sed 1d | sort -g | head -n 5 | tee worst.tsv
cut -f 4 scores.tsv > likelihoods.tsv
vae-plot histogram --size 480x360 --log-y --bins 40 --xlabel 'log p(x) (nats)' --title 'Hours of a machine' \
    -o anomalies.png likelihoods.tsv
