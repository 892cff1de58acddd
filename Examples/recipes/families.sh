#!/bin/sh
# How does noise become draws of a distribution?
# usage: families.sh FOLDER
set -eu
mkdir -p "$1"
cd "$1"

# The same noise for all families: uniform, and normal.
vae-latent draw --family uniform --parameters 0,1 -n 60000 --as f8 -o uniform.npy
vae-latent draw --family gaussian --parameters 0,1 -n 60000 --as f8 -o normal.npy
# Values of it in order, closer to each other where they are rare.
awk 'BEGIN { for (i = -300; i <= 300; i++) print 1 / (1 + exp(-i / 40)) }' |
    vae-tensor import --as f8 -o uniform-grid.npy
awk 'BEGIN { for (i = -300; i <= 300; i++) print i / 75 }' | vae-tensor import --as f8 -o normal-grid.npy

plot() { vae-plot "$@" --size 220x160; }

# The noise, z = g(noise) with a few draws on it, and a histogram of the draws below their density.
number=10
while read -r family parameters noise limits; do
    number=$((number + 1))
    draw() { vae-latent draw --family "$family" --parameters "$parameters" --as f8 "$@"; }
    draw --noise $noise.npy -o z.npy
    draw --noise $noise-grid.npy -o z-grid.npy
    draw --log-density z-grid.npy | vae-tensor export | awk '{ print exp($1) }' > density.csv
    vae-tensor export z-grid.npy > z-grid.csv
    vae-tensor export $noise-grid.npy | paste -d , - z-grid.csv | vae-tensor import --as f8 -o g.npy
    paste -d , z-grid.csv density.csv | vae-tensor import --as f8 -o density.npy
    for array in $noise z; do vae-tensor export $array.npy | head -n 60 > $array.csv; done
    paste -d , $noise.csv z.csv | vae-tensor import --as f8 -o points.npy

    plot histogram --density --bins 20 --xlabel "$noise noise" --ylabel '' -o $number-1.png $noise.npy
    plot scatter --ylim "$limits" --xlabel noise --ylabel z --title "$family $parameters" --curve g.npy \
        -o $number-2.png points.npy
    plot histogram --density --xlim "$limits" --xlabel z --ylabel '' --curve density.npy -o $number-3.png z.npy
done << 'END'
exponential 1 uniform 0:5
cauchy 0,1 uniform -8:8
logistic 0,1 uniform -6:6
rayleigh 1 uniform 0:4
pareto 1,3 uniform 1:5
weibull 1,1.5 uniform 0:3
reciprocal 0.1,10 uniform 0:10
gompertz 0.1,1 uniform 0:5
gumbel 0,1 uniform -2:6
erlang 3,1 uniform 0:10
laplace 0,1 uniform -5:5
student-t 3,0,1 uniform -6:6
uniform -1,1 uniform -1.2:1.2
triangular 0,1,4 uniform 0:4
gaussian 0,1 normal -4:4
log-normal 0,0.5 normal 0:4
gamma 2,1 uniform 0:8
chi-squared 4 uniform 0:15
beta 2,5 uniform 0:1
f 5,8 uniform 0:5
END
