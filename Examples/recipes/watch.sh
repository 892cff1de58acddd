#!/bin/sh
# How is my training getting on? Curves that grow while it runs.
# usage: watch.sh FOLDER
# needs: gnuplot
set -eu
examples=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$1"
cd "$1"

vae-fit --epochs "${EPOCHS:-300}" --valid-fraction 0.1 --log run.tsv -o model.safetensors "$examples/digits.bin" &

cat > watch.gp <<'END'
set datafile separator "\t"
set key bottom right
set xlabel "epoch"
set ylabel "bound (nats)"
plot for [column in "elbo valid_elbo"] "run.tsv" using "epoch":column with lines title column noenhanced
END
while kill -0 $! 2> /dev/null; do
    # A log of one line, or of none yet, is no curve.
    if [ "$({ wc -l < run.tsv; } 2> /dev/null || echo 0)" -gt 2 ]; then gnuplot -e 'set terminal dumb' watch.gp; fi
    sleep 1
done
wait
gnuplot -e 'set terminal svg; set output "watch.svg"' watch.gp
vae-plot training --size 480x360 --title 'The same' -o watch.png run.tsv
