#!/bin/bash
# MNIST=folder Benchmarks/mpi.sh > Benchmarks/runs/DATE-MACHINE-mpi.tsv
#
# Measures trainings of one and of two ranks with a thread each, the sums that they exchange, and what
# mpi/steps.awk makes of that: two ranks here, with and without a slower link, and 2 to 256 machines. Needs
# `make mpi MPIFLAGS=-DVAE_MPI_LINK` and mpicc. Of some short epochs the fastest counts, so that what else the machine
# does matters less; it should do nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."
fit=$PWD/.build-mpi/release/vae-fit
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_rmaps_base_oversubscribe=1
export OMPI_MCA_hwloc_base_binding_policy=none
export VAE_MPI_LINK=
# Microseconds and bytes per microsecond: 1 ms and 1 Gbit/s.
slow=1000:125
epochs=${EPOCHS:-6}

"${MPICC:-mpicc}" -O3 -march=native -DVAE_MPI -DVAE_MPI_LINK -ISources/CMPI/include -o "$place/allreduce" \
    Benchmarks/mpi/allreduce.c Sources/CMPI/cmpi.c
gzip -dcf "$MNIST"/train-images-idx3-ubyte* | tail -c +17 > "$place/all"

# step RANKS ROWS BATCH OPTION...: milliseconds of a step, of the fastest epoch.
step() {
    local ranks=$1 rows=$2 batch=$3
    shift 3
    head -c $((784 * rows)) "$place/all" > "$place/rows"
    local launcher=(mpirun -n "$ranks")
    [[ $ranks = 1 ]] && launcher=()
    rm -f "$place/log"
    "${launcher[@]}" "$fit" --raw 28x28 --threads 1 --batch "$batch" --epochs "$epochs" --schedule constant \
        --log "$place/log" -q -o "$place/model" "$@" "$place/rows" < /dev/null
    awk -F '\t' -v steps=$(((rows + batch - 1) / batch)) '
        $1 + 0 { if (last != "" && (best == "" || $12 - last < best)) best = $12 - last; last = $12 }
        END { printf "%.3f", 1000 * best / steps }' "$place/log"
}

# sum BYTES: milliseconds of two ranks.
sum() { mpirun -n 2 "$place/allreduce" "$1" | cut -f 2; }

predict() { awk -f Benchmarks/mpi/steps.awk "$@"; }

echo "# $(date -u +%F), $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1), $(nproc) processors, load $(cut -d ' ' -f 1 /proc/loadavg)"
echo "# $(mpirun --version | head -1)"
echo "bytes of a sum	2 ranks, ms	1 ms and 1 Gbit/s, ms"
for bytes in 4096 65536 1048576 3263296 27000000 164000000; do
    echo "$bytes	$(sum $bytes)	$(VAE_MPI_LINK=$slow sum $bytes)"
done

echo
uses="1 1 1 1"
echo "case	minibatch	1 rank, ms	2 ranks, ms	times as fast	foretold, ms	slow link, ms	foretold, ms"
# run NAME MINIBATCH ROWS LAYERS OPTION...
run() {
    local name=$1 batch=$2 rows=$3 layers=$4
    shift 4
    local alone half quarter both slowed summing handing bytes=0 p
    for p in $layers; do bytes=$((bytes + 4 * p)); done
    alone=$(step 1 "$rows" "$batch" "$@")
    # The gradient is stored, as that of a part is.
    half=$(step 1 "$rows" $((batch / 2)) --clip-norm 1e30 "$@")
    quarter=$(step 1 "$rows" $((batch / 4)) --clip-norm 1e30 "$@")
    both=$(step 2 "$rows" "$batch" --shards 2 "$@")
    slowed=$(VAE_MPI_LINK=$slow step 2 "$rows" "$batch" --shards 2 "$@")
    local inputs
    inputs=$(awk -v h="$half" -v q="$quarter" -v m="$batch" 'BEGIN {
        row = (h - q) / (m / 4); if (row < 0) row = 0; print row, h - row * m / 2 }')
    # What a step of two ranks takes beside its work and its sum shows where there is least work.
    summing=$(sum $bytes)
    handing=$(awk -v two="$(step 2 800 8 --shards 2 "$@")" -v one="$(step 1 400 4 --clip-norm 1e30 "$@")" -v sum="$summing" 'BEGIN {
        handing = two - one - sum; print handing > 0 ? handing : 0 }')
    local common=(-v layers="$layers" -v uses="$uses" -v row="${inputs% *}" -v fixed="${inputs#* }" -v alone="$alone"
        -v sum="$summing" -v handing="$handing" -v batch="$batch")
    local here there
    here=$(predict "${common[@]}" -v latency=0 -v bandwidth=1e12 -v machines=2 | cut -f 2)
    there=$(predict "${common[@]}" -v latency=1 -v bandwidth=125000 -v machines=2 | cut -f 2)
    awk -v a="$alone" -v b="$both" -v n="$name" -v m="$batch" -v h="$here" -v s="$slowed" -v t="$there" 'BEGIN {
        printf "%s\t%d\t%.2f\t%.2f\t%.2f\t%.2f\t%.2f\t%.2f\n", n, m, a, b, a / b, h, s, t }'
    # Machines that have this one's processors for one rank of one thread.
    for network in "10 Gbit/s, 0.05 ms:0.05:1250000" "1 Gbit/s, 1 ms:1:125000"; do
        local link=${network#*:}
        predict "${common[@]}" -v latency="${link%:*}" -v bandwidth="${link#*:}" \
            -v machines="2 4 8 16 32 64 128 256" | awk -v n="$name	$batch	${network%%:*}" '{ print n "\t" $0 }' >> "$place/machines"
    done
}
paper="392500 20040 10500 392784"
wide="3215360 163880 86016 3212048"
[[ ${CASES:-all} = *all* || $CASES = *paper* ]] && run 784-500-20 100 6000 "$paper" --hidden 500
[[ ${CASES:-all} = *all* || $CASES = *large* ]] && run 784-500-20 4000 12000 "$paper" --hidden 500
uses="1 1 50 50"
[[ ${CASES:-all} = *all* || $CASES = *iwae* ]] && run "784-500-20, K = 50" 100 600 "$paper" --hidden 500 --importance-samples 50
uses="1 1 1 1"
[[ ${CASES:-all} = *all* || $CASES = *wide* ]] && run 784-4096-20 4000 8000 "$wide" --hidden 4096

echo
echo "case	minibatch	network	machines	step, ms	times as fast	on the wire, ms"
cat "$place/machines"
