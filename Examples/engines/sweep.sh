#!/bin/sh
# Which settings are best? Trainings of a list on many machines, each of which goes on where it was stopped.
# usage: sweep.sh RUNS NUMBER DATA VALIDATION
#        sweep.sh RUNS results VALIDATION
# RUNS is a file with the options of a training of vae-fit on each line, such as --latent 10 --hidden 500. The first form does
# the training of one line, counted from 1; the second prints how good the models are, the best first. Engines run the first:
#   parallel sweep.sh runs {} train.npy test.npy ::: $(seq "$(wc -l < runs)")
#   sbatch --array 1-"$(wc -l < runs)" --wrap 'sweep.sh runs "$SLURM_ARRAY_TASK_ID" train.npy test.npy'
set -eu
case $# in 3 | 4) ;; *) sed -n '3,8s/^# //p' "$0" >&2; exit 64 ;; esac
count=$(wc -l < "$1")
if [ "$2" = results ]; then
    set -- "$1" "$3"
    numbers=$(seq "$count")
    for number in $numbers; do
        vae-info --finished "$1-$number.safetensors" > /dev/null 2>&1 ||
            { echo "sweep.sh: training $number is not finished" >&2; exit 65; }
    done
    # shellcheck disable=SC2046 # names without spaces
    vae-eval --table $(for number in $numbers; do echo "-m $1-$number.safetensors"; done) "$2" > "$1.tsv"
    head -n 1 "$1.tsv"
    bound=$(head -n 1 "$1.tsv" | tr '\t' '\n' | grep -n -x elbo | cut -d : -f 1)
    tail -n +2 "$1.tsv" | sort -t "$(printf '\t')" -k "$bound" -g -r
    exit
fi
options=$(sed -n "$2p" "$1")
[ -n "$options" ] || { echo "sweep.sh: $1: found no line $2, expected 1 to $count" >&2; exit 64; }
! vae-info --finished "$1-$2.safetensors" > /dev/null 2>&1 || exit 0
# shellcheck disable=SC2086 # the words of the line
vae-fit -q --threads 1 $options --valid "$4" --checkpoint "$1-$2.checkpoint" --log "$1-$2.log" -o "$1-$2.safetensors" "$3"
rm -f "$1-$2.checkpoint"
