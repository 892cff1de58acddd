#!/bin/sh
# How do I work on the shards of a job in a Slurm cluster? As an array, and a task that joins what came of it.
# usage: slurm.sh JOB OUT [option of sbatch ...]
# The folder JOB and the tools are seen by all machines. Run again, it submits the shards that failed.
# needs: sbatch
set -eu
[ $# -ge 2 ] || { sed -n '3,4s/^# //p' "$0" >&2; exit 64; }
job=$(realpath "$1") out=$(realpath "$2")
shift 2
numbers=$("$job/job.sh" list "$job" | sed 's/^0*\(.\)/\1/' | paste -s -d , -)
after=
if [ -n "$numbers" ]; then
    id=$(sbatch --parsable --job-name shards --array "$numbers" --output "$job/%a.log" "$@" \
        --wrap "'$job/job.sh' run '$job' \"\$(printf %06d \"\$SLURM_ARRAY_TASK_ID\")\"")
    after=--dependency=afterany:${id%%;*}
fi
# shellcheck disable=SC2086 # an option or nothing
sbatch --parsable --job-name join --output "$job/join.log" $after "$@" \
    --wrap "'$job/job.sh' join '$job' > '$out.part' && mv '$out.part' '$out'"
