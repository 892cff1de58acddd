#!/bin/bash
# engines.sh BIN: tries Examples/engines with the engines themselves: Make, GNU parallel over ssh, Slurm and Spark, each of
# which must give the bytes of one machine. It installs what is missing, with Debian, root and the network, starts servers
# on this machine alone, and stops them; what cannot be had is named and left out.
set -euo pipefail
engines=$(cd "$(dirname "$0")/../Examples/engines" && pwd)
digits=$engines/../digits.bin
PATH=$(cd "$1" && pwd):$PATH
export PATH

place=$(mktemp -d)
servers=()
stop() {
    for server in ${servers[@]+"${servers[@]}"}; do kill "$server" 2> /dev/null || true; done
    wait
    rm -rf "$place"
}
trap stop EXIT
say() { echo "engines.sh: $*"; }
fail() { echo "engines.sh: $*" >&2; exit 1; }
# needs PROGRAM PACKAGE ...: whether a program is there, or can be installed.
needs() {
    command -v "$1" > /dev/null && return
    [ "$(id -u)" = 0 ] && DEBIAN_FRONTEND=noninteractive timeout 300 \
        apt-get install -y --no-install-recommends "${@:2}" > "$place/apt.log" 2>&1 && return
    say "SKIPPED: $1 cannot be had"
    return 1
}
# same FILE: whether it is what one machine makes.
same() { cmp "$1" "$place/whole.npy" || fail "$1: found other bytes than one machine gives"; }
# new_job NAME: a folder with the shards of the digits.
new_job() { "$engines/job.sh" split "$1" 200 model.safetensors "$digits" vae-encode --sample 2; }

cd "$place"
vae-fit -q --latent 2 --hidden 20 --epochs 2 -o model.safetensors "$digits"
vae-encode -m model.safetensors --sample 2 -o whole.npy "$digits"

say "Make"
new_job made
make -s -j 2 -f "$engines/job.mk" JOB=made OUT=made.npy
same made.npy

say "commands that do not work row by row"
for command in vae-eval 'vae-sample -n 3' 'vae-encode --labels y.npy'; do
    # shellcheck disable=SC2086
    if "$engines/job.sh" split no 200 model.safetensors "$digits" $command 2> errors; then fail "split took $command"; fi
    grep -q 'expected\|second file' errors && [ ! -e no ] || fail "split said: $(cat errors)"
done

say "a join of missing, doubled and foreign parts"
cp -r made bad
rm bad/parts/000003
refused() {
    if bad/job.sh join bad > joined.npy 2> errors; then fail "join took $1"; fi
    grep -q "$2" errors || fail "join said: $(cat errors)"
}
refused "a part too few" 'shards 000003'
cp bad/parts/000002 bad/parts/000003
refused "a part twice" 'shards 000003'
cp bad/parts/000002.of bad/parts/000003.of
refused "a part of another shard" 'shards 000003'
bad/job.sh run bad 000003
cp bad/parts/000002 bad/parts/000099
refused "a part of no shard" 'part 000099'
rm bad/parts/000099
bad/job.sh join bad > joined.npy
same joined.npy

say "GNU parallel over ssh"
if needs parallel parallel && needs sshd openssh-server && needs ssh openssh-client && needs rsync rsync; then
    ssh-keygen -q -t ed25519 -N '' -f host_key
    ssh-keygen -q -t ed25519 -N '' -f key
    port=$((20000 + RANDOM % 20000))
    mkdir -p /run/sshd
    cat > sshd_config <<END
Port $port
ListenAddress 127.0.0.1
HostKey $place/host_key
AuthorizedKeysFile $place/key.pub
PidFile $place/sshd.pid
StrictModes no
UsePAM no
PermitRootLogin prohibit-password
SetEnv PATH=$PATH
END
    "$(command -v sshd)" -D -e -f "$place/sshd_config" 2> sshd.log &
    servers+=($!)
    cat > connect <<END
#!/bin/sh
exec ssh -q -p $port -i $place/key -o IdentitiesOnly=yes -o UserKnownHostsFile=$place/known -o StrictHostKeyChecking=no "\$@"
END
    chmod +x connect
    for _ in $(seq 50); do ./connect 127.0.0.1 true 2> /dev/null && break; sleep 0.2; done
    new_job sent
    PARALLEL_SSH=$place/connect HOME=$place "$engines/parallel.sh" sent 2/127.0.0.1 "$place/there"
    sent/job.sh join sent > sent.npy
    same sent.npy
    [ ! -e there/sent/shards/000000.npy ] || fail "parallel.sh left files on the other machine"
fi

say "Slurm"
slurm() {
    local host=$1
    mkdir -p slurm/state slurm/spool
    cat > slurm.conf <<END
ClusterName=check
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$((20000 + RANDOM % 10000))
SlurmdPort=$((30000 + RANDOM % 10000))
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$place/munge.socket
StateSaveLocation=$place/slurm/state
SlurmdSpoolDir=$place/slurm/spool
SlurmctldPidFile=$place/slurm/slurmctld.pid
SlurmdPidFile=$place/slurm/slurmd.pid
ProctrackType=proctrack/pgid
TaskPlugin=task/none
MpiDefault=none
ReturnToService=2
SchedulerType=sched/builtin
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP
END
    export SLURM_CONF=$place/slurm.conf
    head -c 1024 /dev/urandom > munge.key
    chmod 400 munge.key
    chmod 755 "$place"
    munged --foreground --force --key-file "$place/munge.key" --socket "$place/munge.socket" --pid-file "$place/munge.pid" \
        --seed-file "$place/munge.seed" --log-file "$place/munge.log" > /dev/null 2>&1 &
    servers+=($!)
    for _ in $(seq 50); do [ -S munge.socket ] && break; sleep 0.2; done
    slurmctld -D > slurmctld.log 2>&1 &
    servers+=($!)
    slurmd -D -N "$host" > slurmd.log 2>&1 &
    servers+=($!)
    for _ in $(seq 100); do [ "$(sinfo -h -o %t 2> /dev/null)" = idle ] && return; sleep 0.2; done
    return 1
}
# run_array JOB: its shards as the array would run them.
run_array() { for number in $(seq 0 $(($("$1/job.sh" list "$1" | wc -l) - 1))); do
    SLURM_ARRAY_TASK_ID=$number "$1/job.sh" run "$1" "$(printf %06d "$number")"; done; }
if [ "$(id -u)" = 0 ] && needs slurmctld slurm-wlm && needs munged munge; then
    new_job queued
    if slurm "$(hostname -s)"; then
        "$engines/slurm.sh" queued queued.npy > ids
        for _ in $(seq 300); do [ -z "$(squeue -h)" ] && break; sleep 0.2; done
        [ -e queued.npy ] || fail "Slurm: $(cat queued/*.log)"
    else
        say "SKIPPED: slurmd does not start here: $(tail -n 1 slurmd.log); its tasks run without it"
        run_array queued
        queued/job.sh join queued > queued.npy
    fi
    same queued.npy
fi

say "a sweep"
printf '%s\n' '--latent 2 --hidden 20 --epochs 2' '--latent 4 --hidden 20 --epochs 2' > runs
for number in 1 2; do "$engines/sweep.sh" runs $number "$digits" "$engines/../digits-test.bin"; done
"$engines/sweep.sh" runs results "$engines/../digits-test.bin"

say "Spark"
if ! needs java default-jre-headless; then :
elif ! { python3 -m venv venv && timeout 900 venv/bin/pip install -q pyspark numpy pandas pyarrow; } > pip.log 2>&1; then
    say "SKIPPED: pip cannot install pyspark: $(tail -n 1 pip.log)"
else
    vae-tensor cat -o digits.npy "$digits"
    vae-encode -m model.safetensors --params -o params.npy digits.npy
    PYSPARK_PYTHON=$place/venv/bin/python "$place/venv/bin/python" "$engines/spark.py" digits.npy spark.npy \
        vae-encode -m model.safetensors --params 2> spark.log || fail "spark.py: $(tail -n 5 spark.log)"
    cmp spark.npy params.npy || fail "spark.npy: found other bytes than one machine gives"
fi
