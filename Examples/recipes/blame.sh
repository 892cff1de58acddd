#!/bin/sh
# Which column of an unusual row is to blame?
# usage: blame.sh FOLDER
set -eu
mkdir -p "$1"
cd "$1"

# Two hundred hours of a machine: its load, and what follows from it, but for three hours of trouble.
awk 'BEGIN { srand(1); print "hour,load,current,temperature,vibration"
    for (hour = 0; hour < 200; hour++) {
        load = 50 + 40 * sin(hour / 9) + 4 * rand(); current = load / 8 + rand() / 4
        temperature = 20 + load / 3 + rand(); vibration = 1 + load / 90 + rand() / 9
        if (hour == 60) temperature += 15; if (hour == 111) vibration = 0.6; if (hour == 150) current = 6
        printf "%d,%.2f,%.3f,%.2f,%.3f\n", hour, load, current, temperature, vibration } }' > machine.csv
cut -d , -f 1 machine.csv | sed 1d > hours

vae-tensor import --columns load-vibration --standardize units.npy -o machine.npy machine.csv
vae-fit -q --likelihood gaussian-shared --latent 1 --hidden 30 --epochs "${EPOCHS:-1000}" -o machine.safetensors \
    machine.npy
vae-eval -m machine.safetensors --per-column --draws 50 --id hours machine.npy > shares.tsv

# Each share of the bound less its mean over all hours: the three hours with the lowest one, and its column.
awk -F '\t' -v OFS='\t' 'NR > 1 { for (i = 1; i < 5; i++) { share[NR, i] = $(i + 3); mean[i] += $(i + 3) }; id[NR] = $NF }
    END { split("load,current,temperature,vibration", name, ",")
        for (row = 2; row <= NR; row++) for (i = 1; i < 5; i++)
            print share[row, i] - mean[i] / (NR - 1), id[row], i - 1, name[i] }' shares.tsv > lacks.tsv
sort -g lacks.tsv | awk -F '\t' -v OFS='\t' '!seen[$2]++ { print $2, $4, $1 }' | head -n 3 | tee blamed.tsv

cut -f 3 lacks.tsv | vae-tensor import --as u1 > columns.npy
awk -F '\t' -v OFS='\t' '{ print $2, $1 }' lacks.tsv | vae-tensor import |
    vae-plot scatter --size 480x360 --labels columns.npy --legend load,current,temperature,vibration --xlabel hour \
        --ylabel 'share less its mean (nats)' --title 'Which column?' -o blame.png
