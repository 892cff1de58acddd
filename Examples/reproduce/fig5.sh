#!/bin/sh
# Figure 5 of Kingma & Welling (2014): samples from models of MNIST with 2, 5, 10 and 20 latent dimensions, as fig5-JJ.png.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/shared.sh"

samples=1e7 methods=aevb out=figures
read_options "[option ...] MNIST" "$@"
shift $((OPTIND - 1))
[ $# -eq 1 ] || { usage "$synopsis" >&2; exit 64; }
mnist=$(absolute "$1") latents=$(words "${latents:-2,5,10,20}")

enter fig5
use_mnist "$mnist"

for method in $methods; do for latent in $latents; do plan mnist "$latent" "$method"; done; done
# shellcheck disable=SC2086 # names without spaces
train $models

for model in $models; do
    run=${model%%.*} name=${run#mnist-}
    vae-sample -n 100 -m "$model" | vae-png --columns 10 --gap 0 -o "fig5-${name%-aevb}.png"
done
for method in $methods; do for latent in $latents; do record mnist "$latent" "$method"; done; done
compare 2 "$samples" | tee fig5.tsv
