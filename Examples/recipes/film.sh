#!/bin/sh
# How do digits turn into each other? A film.
# usage: film.sh FOLDER
# needs: ffmpeg
set -eu
examples=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$1"
cd "$1"

vae-fit --latent 10 --likelihood gaussian-shared --mean unit --epochs "${EPOCHS:-200}" -o model.safetensors \
    "$examples/digits.bin"
vae-encode "$examples/digits-test.bin" | vae-tensor head -n 10 | vae-latent slerp --steps 16 --loop |
    vae-decode > frames.npy

vae-png --animate --delay 60 --scale 16 -o film.png frames.npy # for browsers
vae-png --each frame --scale 16 frames.npy
ffmpeg -loglevel error -y -framerate 16 -i frame%06d.png -pix_fmt yuv420p film.mp4
vae-png --columns 16 frames.npy > strip.png
