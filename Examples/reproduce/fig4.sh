#!/bin/sh
# Figure 4 of Kingma & Welling (2014): the manifolds of models with two latent dimensions, as fig4-mnist.png and
# fig4-frey.png: equal steps of the unit square through the inverse of the normal distribution function, decoded.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/shared.sh"

samples=1e7 methods=aevb out=figures
read_options "[option ...] MNIST [FREY]" "$@"
shift $((OPTIND - 1))
[ $# -eq 1 ] || [ $# -eq 2 ] || { usage "$synopsis" >&2; exit 64; }
[ "${latents:-2}" = 2 ] || { tell "-j: found $latents, expected 2: the manifold is a plane"; exit 64; }
mnist=$(absolute "$1") frey=${2:+$(absolute "$2")}
sets="mnist ${frey:+frey}"

enter fig4
use_mnist "$mnist"
[ -z "$frey" ] || use_frey "$frey"

for method in $methods; do for data in $sets; do plan "$data" 2 "$method"; done; done
# shellcheck disable=SC2086 # names without spaces
train $models

for model in $models; do
    case $model in frey-*) size=10 ;; *) size=20 ;; esac
    case $model in *-aevb.*) method= ;; *) method=-${model#*-J2-} method=${method%%.*} ;; esac
    vae-latent grid --size $size | vae-decode -m "$model" |
        vae-png --columns $size --gap 0 -o "fig4-${model%%-*}$method.png"
done
for method in $methods; do for data in $sets; do record "$data" 2 "$method"; done; done
compare 2 "$samples" | tee fig4.tsv
