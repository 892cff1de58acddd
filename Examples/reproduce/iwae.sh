#!/bin/sh
# Trains importance-weighted auto-encoders on MNIST as Burda, Grosse & Salakhutdinov did (2015, one stochastic layer),
# and prints -log p(x) of the test rows beside their Table 1. All of it takes hours; -s and -k shorten it. The tools must
# be on PATH.
set -eu

usage() {
    cat <<END
usage: iwae.sh [-k "1 5 50"] [-s 8] [-n 5000] [-o iwae] MNIST [option ...]

MNIST is a folder with train-images-idx3-ubyte.gz and t10k-images-idx3-ubyte.gz.
  -k LIST  importance samples of the objective, one model for each
  -s N     stages: stage i = 0, 1, ... is 3^i passes at a learning rate of 0.001 * 10^(-i/7); the paper has 8
  -n K     importance samples of the evaluation
  -o DIR   folder of the models, which are not trained again where they are there
What follows goes to vae-fit as it is, such as --precision bfloat16; other options want another folder.
END
}

list="1 5 50" stages=8 samples=5000 out=iwae
while getopts k:s:n:o:h option; do
    case $option in
    k) list=$OPTARG ;;
    s) stages=$OPTARG ;;
    n) samples=$OPTARG ;;
    o) out=$OPTARG ;;
    h) usage; exit ;;
    *) usage >&2; exit 64 ;;
    esac
done
shift $((OPTIND - 1))
[ $# -ge 1 ] || { usage >&2; exit 64; }
mnist=$1
shift
mkdir -p "$out"

passes=0 length=1 stage=0
while [ "$stage" -lt "$stages" ]; do
    passes=$((passes + length)) length=$((3 * length)) stage=$((stage + 1))
done

for k in $list; do
    model=$out/k$k-s$stages.safetensors
    if [ ! -e "$model" ]; then
        # An interrupted training leaves the model so far under this name.
        unfinished=$out/k$k-unfinished.safetensors
        vae-fit --binarize stochastic --hidden 200,200 --latent 50 --activation tanh \
            --importance-samples "$k" --batch 20 --epsilon 1e-4 --learning-rate 0.001 --schedule stages \
            --epochs "$passes" --log "$out/k$k-s$stages.tsv" -o "$unfinished" "$@" \
            "$mnist/train-images-idx3-ubyte.gz"
        mv "$unfinished" "$model"
    fi
    vae-eval -m "$model" --importance-samples "$samples" -o "$out/k$k-s$stages.scores.tsv" \
        "$mnist/t10k-images-idx3-ubyte.gz"
done

printf 'k\tpasses\t-log p(x)\tstandard error\tactive units\tpublished\tpublished active units\n'
for k in $list; do
    case $k in
    1) published="86.76 19" ;;
    5) published="85.54 22" ;;
    50) published="84.78 25" ;;
    *) published="- -" ;;
    esac
    awk -F '\t' -v k="$k" -v passes="$passes" -v published="$published" '
        $1 == "log_likelihood_is" { mean = -$2; error = $3 }
        $1 == "active_units" { active = $2 }
        END {
            split(published, paper, " ")
            printf "%s\t%s\t%.2f\t%.2f\t%d\t%s\t%s\n", k, passes, mean, error, active, paper[1], paper[2]
        }' "$out/k$k-s$stages.scores.tsv"
done
