#!/bin/sh
# Figure 3 of Kingma & Welling (2014): the marginal likelihood of the first 1000 training and test rows during training on
# 1000 and on 50000 rows, with 3 latent dimensions and 100 hidden units. Prints ours beside the paper's, and draws both as
# fig3-N1000.png and fig3-N50000.png.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/shared.sh"

samples=6e7 methods=aevb,wake-sleep,monte-carlo-em counts=1000,50000 out=figures
read_options "[option ...] MNIST" "$@"
shift $((OPTIND - 1))
[ $# -eq 1 ] || { usage "$synopsis" >&2; exit 64; }
mnist=$(absolute "$1") latent=${latents:-3} counts=$(words "$counts" | sort -nu)
[ "$(words "$latent" | wc -l)" -eq 1 ] || { tell "-j: found $latent, expected one number"; exit 64; }
[ -n "$counts" ] || { tell "-t: found nothing, expected numbers such as 1000,50000"; exit 64; }

enter fig3
use_mnist "$mnist"
least=$(echo "$counts" | head -n 1)
for count in $counts; do
    vae-tensor head -n "$count" -o "data/mnist-$count-train" data/mnist-train
    found=$(rows_of "data/mnist-$count-train")
    [ "$found" -eq "$count" ] || { tell "-t $count: found $found training rows"; exit 65; }
done
vae-tensor head -n 1000 -o data/scored-train "data/mnist-$least-train"
vae-tensor head -n 1000 -o data/scored-test data/mnist-test

# Six times, each twice the one before, of which the last is that of -n.
milestones=$(awk -v n="$samples" 'BEGIN { for (part = 32; part >= 1; part /= 2) printf "%.0f ", n / part }')

# evaluations METHOD: how often a training sample is evaluated each time its row comes up.
evaluations() { if [ "$1" = monte-carlo-em ]; then echo 15; else echo 1; fi; }

# plan_run COUNT METHOD: plans the models at the milestones, one after the other, and their scores; adds the last model to
# trained.
plan_run() {
    describe "mnist-$1" "$latent" "$2"
    before=
    for milestone in $milestones; do
        after=$run.$(epochs_of "$run" "$rows" "$(quotient_up "$milestone" "$(evaluations "$2")")")
        [ "$after" != "$before" ] || continue
        [ -z "$before" ] || echo "$after.safetensors: | $before.safetensors" >> fig3.mk
        models="$models $after.train.scores $after.test.scores"
        before=$after
    done
    trained="$before.safetensors $trained"
}

# score_of FILE
score_of() { awk -F '\t' '$1 == "log_likelihood_hmc" { print $2 }' "$1"; }

# record_run COUNT METHOD: adds its scores to the figure's curves, and writes them as a log.
record_run() {
    log="curves/$(name_of "$2").tsv" rows=$(rows_of "data/mnist-$1-train")
    printf 'samples\ttrain\ttest\n' > "$log"
    for file in $models; do
        epochs=${file#"mnist-$1-J$latent-$2".}
        [ "$epochs" != "$file" ] || continue
        case $file in *.test.scores) continue ;; esac
        run=${file%.train.scores} reached=$((${epochs%%.*} * rows * $(evaluations "$2")))
        train=$(score_of "$run.train.scores") test=$(score_of "$run.test.scores")
        printf '%s\t%s\t%s\n' "$reached" "$train" "$test" >> "$log"
        start=$(printf '3\tmnist\t%s\t%s\t%s' "$1" "$latent" "$2")
        printf '%s\t%s\t%s\t%s\n' "$start" train "$reached" "$train" "$start" test "$reached" "$test" >> fig3.ours
    done
}

trained=
for method in $methods; do
    for count in $counts; do
        plan_run "$count" "$method"
        # Monte Carlo EM has no bound to choose a step size by.
        if [ "$method" = monte-carlo-em ] && [ -z "$rate" ]; then
            other=mnist-$count-J$latent-aevb
            echo "$run.rate: $other.rate; @cp $other.rate \$@" >> fig3.mk
            case " $methods " in *" aevb "*) ;; *) describe "mnist-$count" "$latent" aevb ;; esac
        fi
    done
done
# Scores wait until all are trained; the last of the methods takes longest and begins first.
# shellcheck disable=SC2086 # names without spaces
train $trained
# shellcheck disable=SC2086
train $models

for count in $counts; do
    rm -rf curves/*
    for method in $methods; do record_run "$count" "$method"; done
    references 3 mnist "$count" "$latent" > curves/paper
    draw "fig3-N$count.png" "N = $count" curves/paper --columns train,test --ylabel 'marginal log-likelihood (nats)' \
        curves/*.tsv
done
compare 3 | tee fig3.tsv
