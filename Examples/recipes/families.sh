#!/bin/sh
# How does noise become draws from a distribution?
# usage: families.sh FOLDER
set -eu
mkdir -p "$1"
cd "$1"

# The same noise for all families, and values of it in order, closer to each other where they are rare.
vae-latent draw --family uniform --parameters 0,1 -n 60000 --as f8 -o uniform.npy
vae-latent draw --family gaussian --parameters 0,1 -n 60000 --as f8 -o normal.npy
awk 'BEGIN { for (i = -300; i <= 300; i++) print 1 / (1 + exp(-i / 40)) }' > uniform-grid.csv
awk 'BEGIN { for (i = -300; i <= 300; i++) print i / 75 }' > normal-grid.csv

import() { vae-tensor import --as f8 -o "$@"; }
draw() { vae-latent draw --family "$family" --parameters "$parameters" --as f8 "$@"; }
log_densities() { vae-latent draw --family "$1" --parameters "$2" --as f8 --log-density "$3" | vae-tensor export; }
title() { echo "$family($parameters)" | sed 's/,/, /g'; }
plot() { vae-plot "$@" --size 240x210 --scale 1; }

# For a family: the noise, z = g(noise) with a few draws on it, and all draws as a histogram below their density.
number=100
while read -r family parameters noise limits; do
    number=$((number + 1))
    import grid.npy $noise-grid.csv
    draw --noise grid.npy -o z-grid.npy
    draw --noise $noise.npy -o z.npy
    vae-tensor export z-grid.npy | paste -d , $noise-grid.csv - | import g.npy
    log_densities "$family" "$parameters" z-grid.npy | awk '{ print exp($1) }' > density.csv
    vae-tensor export z-grid.npy | paste -d , - density.csv | import density.npy
    vae-tensor head -n 25 $noise.npy | vae-tensor export > few.csv
    vae-tensor head -n 25 z.npy | vae-tensor export | paste -d , few.csv - | import few.npy

    plot histogram --density --bins 20 --xlabel "$noise noise" --ylabel '' -o $number-1.png $noise.npy
    plot scatter --curve g.npy --ylim "$limits" --title "$(title)" --xlabel noise --ylabel z \
        -o $number-2.png few.npy
    plot histogram --density --bins 60 --curve density.npy --xlim "$limits" --xlabel z --ylabel '' \
        -o $number-3.png z.npy
done << 'END'
exponential 1 uniform 0:5
cauchy 0,0.5 uniform -10:10
logistic 0,1 uniform -7:7
rayleigh 1 uniform 0:4
pareto 1,3 uniform 1:5
weibull 1,1.5 uniform 0:3
reciprocal 1,10 uniform 0:12
gompertz 0.1,1 uniform 0:5
gumbel 0,1 uniform -3:7
erlang 3,1 uniform 0:10
laplace 0,1 uniform -6:6
student-t 3,0,1 uniform -7:7
uniform -1,1 uniform -1.5:1.5
triangular 0,1,4 uniform 0:4
gaussian 0,1 normal -4:4
log-normal 0,0.5 normal 0:4
gamma 2,1 uniform 0:8
chi-squared 4 uniform 0:16
beta 2,5 uniform 0:1
f 5,8 uniform 0:5
END

# For a family of vectors: two numbers of the noise, two of z, and the first of z below its density, which is known.
while read -r family parameters noise limits marginal values; do
    number=$((number + 1))
    vae-tensor export $noise.npy | paste -d , - - - | import noise.npy
    draw --noise noise.npy -o z.npy
    vae-tensor slice :,0 z.npy > first.npy
    import grid.npy uniform-grid.csv
    vae-latent draw --family "$marginal" --parameters "$values" --noise grid.npy --as f8 -o z-grid.npy
    log_densities "$marginal" "$values" z-grid.npy | awk '{ print exp($1) }' > density.csv
    vae-tensor export z-grid.npy | paste -d , - density.csv | import density.npy

    vae-tensor head -n 300 noise.npy |
        plot scatter --xlabel "$noise noise 0" --ylabel 'noise 1' -o $number-1.png
    vae-tensor head -n 300 z.npy |
        plot scatter --xlim "$limits" --ylim "$limits" --title "$(title)" --xlabel 'z 0' --ylabel 'z 1' \
            -o $number-2.png
    plot histogram --density --bins 60 --curve density.npy --xlim "$limits" --xlabel 'z 0' --ylabel '' \
        -o $number-3.png first.npy
done << 'END'
dirichlet 2,3,4 uniform 0:1 beta 2,7
elliptical 3,0,0,1,0.5 normal -7:7 student-t 3,0,1
END

vae-tensor import 1??-?.png | vae-png --columns 6 --gap 0 --scale 1 -o families.png
