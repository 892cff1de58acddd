#!/bin/sh
# The variance of the gradient of a minibatch by each estimator of Kingma & Welling (2014), on a model before and after
# its training: B (equation 7), A (equation 6), and the score function of section 2.2 with and without a baseline.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/shared.sh"

usage() {
    cat <<END
usage: variance.sh [option ...] MNIST

MNIST is a folder with train-images-idx3-ubyte, also gzipped (.gz).
  -l LIST  draws of each posterior (default: 1,10,100)
  -g N     gradients of each estimator (default: 100)
  -n N     training samples of the trained model (default: 1e6)
  -o DIR   folder of models, tables and pictures (default: variance)
The tools and vae-bench-gradients must be on PATH; in a checkout, 'swift build -c release' makes it.
END
}

draws=1,10,100 gradients=100 samples=1e6 out=variance
while getopts l:g:n:o:h option; do
    case $option in
    l) draws=$OPTARG ;;
    g) gradients=$OPTARG ;;
    n) samples=$OPTARG ;;
    o) out=$OPTARG ;;
    h) usage; exit ;;
    *) usage >&2; exit 64 ;;
    esac
done
shift $((OPTIND - 1))
[ $# -eq 1 ] || { usage >&2; exit 64; }
for list in "-l $draws" "-g $gradients"; do
    case ${list#-? } in
    '' | *[!0-9,]* | 0* | *,0* | *,) tell "${list%% *}: found ${list#-? }, expected positive numbers"; exit 64 ;;
    esac
done
command -v vae-bench-gradients > /dev/null || { tell "vae-bench-gradients was not found; see variance.sh -h"; exit 1; }
find_images "$1" train
data=$file
mkdir -p "$out"

# Untrained: after one step that is too small to change a weight.
fit() { vae-fit --hidden 500 --latent 20 "$@" "$data"; }
[ -e "$out/untrained.safetensors" ] ||
    fit --train-samples 100 --learning-rate 1e-30 -o "$out/untrained.safetensors"
[ -e "$out/trained.safetensors" ] || fit --train-samples "$samples" -o "$out/trained.safetensors"

vae-tensor head -n 100 "$data" > "$out/minibatch"
for state in untrained trained; do
    for count in $(words "$draws"); do
        vae-bench-gradients "$out/$state.safetensors" "$out/minibatch" "$count" "$gradients" |
            awk -F '\t' -v OFS='\t' -v state="$state" '
                NR > 1 { print state, $1, $2, $3, sprintf("%.3g", $4), sprintf("%.3g", $5) }'
    done
done | awk 'BEGIN { print "model\testimator\tdraws\tnetwork\tvariance\tmean_square" } { print }' > "$out/variance.tsv"

for state in untrained trained; do
    rm -f "$out"/curve-*
    awk -F '\t' -v OFS='\t' -v state="$state" -v out="$out" '
        $1 == state && $4 == "encoder" {
            if (!($2 in file)) {
                file[$2] = out "/curve-" ++count
                print "draws", "variance" > file[$2]
            }
            print $3, $5 > file[$2]
        }' "$out/variance.tsv"
    vae-plot training --x draws --columns variance --log-x --log-y --title "The encoder's gradient, $state" \
        --legend 'B,A,score function with baseline,score function' --xlabel 'draws L' \
        --ylabel 'variance per parameter' -o "$out/$state.png" "$out"/curve-*
done
rm -f "$out"/curve-*
cat "$out/variance.tsv"
