#!/bin/sh
# Which settings are best? A sweep that can be stopped at any time, and goes on within the training where it was.
# usage: sweep.sh FOLDER
# needs: make
set -eu
examples=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$1"
cd "$1"

cat > sweep.mk <<'END'
runs := $(foreach w,100 500,$(foreach r,0.0005 0.002 0.008,hidden-$w-rate-$r))

sweep.tsv: $(runs:=.tsv)
	awk -F '\t' 'BEGIN { print "run\tbound" } $$1 == "elbo" { print FILENAME "\t" $$2 }' $^ | sed 's/\.tsv//' > $@.part
	mv $@.part $@

%.tsv: %.safetensors
	vae-eval -m $< -o $@ $(DATA)/digits-test.bin

%.safetensors:
	vae-fit --hidden $(word 2,$(subst -, ,$*)) --learning-rate $(word 4,$(subst -, ,$*)) --epochs $(EPOCHS) \
	    --threads 1 --checkpoint $*.checkpoint --log $*.log -o $@ $(DATA)/digits.bin
	rm $*.checkpoint

.SECONDARY:
END
make -s -j 2 -f sweep.mk DATA="$examples" EPOCHS="${EPOCHS:-30}"
sed 1d sweep.tsv | sort -k 2 -g -r
vae-plot training --size 480x360 --columns elbo --title 'A sweep' -o sweep.png hidden-*.log
