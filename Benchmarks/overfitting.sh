#!/bin/sh
# What the posterior of the weights is for: trains on 200 digits by maximum likelihood, maximum a posteriori and full
# variational Bayes, and prints the bound on 297 digits that no training has seen, a line for each way with three seeds
# and their mean. -w averages the bound of full variational Bayes over 20 draws of the weights, too.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
[ $# -eq 0 ] || [ "$*" = -w ] || { echo "usage: overfitting.sh [-w]" >&2; exit 64; }
averages=${1:-}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
vae-tensor head -n 200 "$here/../Examples/digits.bin" > "$folder/train"

bound() { vae-eval -q -m "$folder/model" "$@" "$here/../Examples/digits-test.bin" | awk '$1 == "elbo" { print $2 }'; }

# way 'options' -> a line
line() {
    setting=$1 way=$2 options=$3 sampling=${4:-}
    for seed in 1 2 3; do
        # shellcheck disable=SC2086
        vae-fit -q $setting $options --seed "$seed" -o "$folder/model" "$folder/train"
        # shellcheck disable=SC2086
        bound $sampling
    done | awk -v OFS='\t' -v setting="$setting" -v way="$way" '
        { sum += $1; bounds = bounds sprintf("%.3f", $1) OFS }
        END { print way, bounds sprintf("%.3f", sum / NR), setting }'
}

printf 'way\tseed_1\tseed_2\tseed_3\tmean\toptions\n'
while read -r setting; do
    line "$setting" "maximum likelihood" ""
    for precision in 1 10 100; do
        line "$setting" "maximum a posteriori, W = $precision" "--weight-decay $precision"
        line "$setting" "full variational Bayes, W = $precision" "--bayesian --weight-decay $precision"
        [ -z "$averages" ] || line "$setting" "its mean over the weights, W = $precision" \
            "--bayesian --weight-decay $precision" "--weight-samples 20"
    done
done <<END
--binarize threshold --hidden 20 --latent 10 --epochs 3000
--binarize threshold --epochs 1500
--likelihood gaussian-shared --hidden 100 --latent 10 --epochs 1500
END
