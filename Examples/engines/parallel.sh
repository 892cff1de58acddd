#!/bin/sh
# How do I work on the shards of a job on the machines that I can reach by ssh? GNU parallel sends them what they need.
# usage: parallel.sh JOB HOSTS [FOLDER]
# HOSTS is a list such as 4/alice,8/bob: at most so many shards at a time. vae-tools is installed there; FOLDER, there, gets
# the files while they are needed (default: one in the home folder).
# needs: parallel ssh rsync
set -eu
[ $# -eq 2 ] || [ $# -eq 3 ] || { sed -n '3,6s/^# //p' "$0" >&2; exit 64; }
cd "$(dirname "$1")"
job=$(basename "$1")
./"$job"/job.sh list "$job" |
    parallel --will-cite --sshlogin "$2" --workdir "${3:-.vae-jobs}" --cleanup --retries 2 \
        --basefile "$job/job.sh" --basefile "$job/command" --basefile "$job/rows" --basefile "$job/model.safetensors" \
        --transferfile "$job/shards/{}.npy" --return "$job/parts/{}" --return "$job/parts/{}.of" \
        "mkdir -p $job/parts && $job/job.sh run $job {}"
