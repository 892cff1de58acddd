#!/bin/sh
# Trains two models on the 8x8 digits and draws what they have learnt. The tools must be on PATH.
# usage: demo.sh FOLDER
set -eu

examples=$(dirname "$0")
train=$examples/digits.bin
test=$examples/digits-test.bin
out=${1:?usage: demo.sh FOLDER}
mkdir -p "$out"

echo "Training a model with ten latent dimensions ..."
vae-fit --latent 10 --likelihood gaussian-shared --mean unit --epochs 300 --valid-fraction 0.1 \
    --log "$out/digits.tsv" -o "$out/digits.safetensors" "$train"

echo "Training a model with two latent dimensions ..."
vae-fit --latent 2 --hidden 500,200 --likelihood gaussian-shared --mean unit --epochs 300 --valid-fraction 0.1 \
    --log "$out/plane.tsv" -o "$out/plane.safetensors" "$train"

VAE_MODEL=$out/digits.safetensors
export VAE_MODEL
vae-sample -n 100 | vae-png -o "$out/samples.png"
vae-encode "$test" | vae-decode | vae-png -n 50 --beside "$test" -o "$out/reconstructions.png"
vae-latent grid | vae-decode -m "$out/plane.safetensors" | vae-png --columns 20 --scale 5 -o "$out/manifold.png"

for model in digits plane; do
    vae-eval -m "$out/$model.safetensors" --draws 10 -o "$out/$model-scores.tsv" "$test"
    echo
    echo "Nats per digit that $model.safetensors has not seen:"
    cat "$out/$model-scores.tsv"
done

cat <<END

The likelihood is a density, whose bound may be positive; it compares with those of the same likelihood only.

Look at these:
    $out/samples.png          digits that the model drew by itself
    $out/reconstructions.png  digits it has not seen, each with what is left of it after ten numbers
    $out/manifold.png         all that two numbers can say about a digit
END
