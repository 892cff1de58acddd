#!/bin/sh
# A job is a command for the rows of a file, cut into shards that any engine can run, anywhere and in any order. What comes
# of them, joined, has the bytes of the command for the whole file.
set -eu

usage() {
    cat <<'USAGE'
usage: job.sh split JOB ROWS MODEL FILE COMMAND [OPTION ...]
       job.sh list JOB
       job.sh run JOB SHARD
       job.sh join JOB > OUTPUT

split makes the folder JOB: a copy of the model, the command, such as vae-encode --sample 2, and shards of ROWS rows.
list  prints the names of the shards that are still to be run.
run   runs the command for one of them. Stopped or failed, it leaves nothing, and can be run again.
join  writes what came of the shards, in order. It refuses shards that are missing, doubled or of something else.
USAGE
}

tell() { echo "job.sh: $*" >&2; }

# end STATUS MESSAGE
end() { status=$1; shift; tell "$*"; exit "$status"; }

# The check sums and sizes of files, without their names.
sums() { for file; do cksum < "$file"; done; }

shards() { (cd "$job/shards" && ls) | sed 's/\.npy$//'; }

# What a part is made of.
origin() { echo "shard $1"; sums "$job/shards/$1.npy" "$job/command" "$job/model.safetensors"; }

# is_done SHARD: whether there is a part of this shard, command and model, as it was written.
is_done() {
    [ -e "$job/parts/$1" ] && [ -e "$job/parts/$1.of" ] &&
        [ "$(origin "$1"; sums "$job/parts/$1")" = "$(cat "$job/parts/$1.of")" ]
}

split() {
    [ $# -ge 4 ] || { usage >&2; exit 64; }
    rows=$1 model=$2 file=$3
    shift 3
    case $1:" $* " in
    vae-eval:*' --per-row '* | vae-eval:*' --per-column '* | vae-eval:*' --classify '*) ;;
    vae-eval:*) end 64 "$*: found one result for all rows, expected --per-row, --per-column or --classify" ;;
    vae-fit:* | vae-sample:* | vae-report:* | vae-plot:* | vae-info:*)
        end 64 "$1: expected a tool that works row by row: vae-encode, vae-decode, vae-eval or vae-impute" ;;
    esac
    case " $* " in
    *' --labels '* | *' --condition '* | *' --mask '* | *' --id '*)
        end 64 "$*: found a second file, which is not cut into shards with the rows; cut both with vae-tensor split" ;;
    esac
    [ ! -e "$job" ] || end 73 "$job: exists; take another folder, or remove it"
    trap 'rm -rf "$job.new"' EXIT
    mkdir -p "$job.new/shards" "$job.new/parts"
    printf '%s\n' "$@" > "$job.new/command"
    echo "$rows" > "$job.new/rows"
    cp "$model" "$job.new/model.safetensors"
    cp "$0" "$job.new/job.sh"
    vae-tensor split --rows "$rows" --into "$job.new/shards/" "$file"
    mv "$job.new" "$job"
}

list() { for shard in $(shards); do is_done "$shard" || echo "$shard"; done; }

run() {
    shard=$1
    [ -e "$job/shards/$shard.npy" ] || end 66 "$job: no shard $shard"
    set --
    while IFS= read -r word; do set -- "$@" "$word"; done < "$job/command"
    number=$(echo "$shard" | sed 's/^0*\(.\)/\1/')
    "$@" -m "$job/model.safetensors" --first-row $((number * $(cat "$job/rows"))) -o "$job/parts/$shard" \
        "$job/shards/$shard.npy" || { status=$?; tell "$job: shard $shard failed"; exit $status; }
    { origin "$shard"; sums "$job/parts/$shard"; } > "$job/parts/$shard.of.new"
    mv "$job/parts/$shard.of.new" "$job/parts/$shard.of"
}

join() {
    for part in $(cd "$job/parts" && ls | sed 's/\.of$//' | uniq); do
        [ -e "$job/shards/$part.npy" ] || end 65 "$job: found part $part, which is of no shard"
    done
    missing=$(list)
    [ -z "$missing" ] || end 65 "$job: found no part of this job for shards $(echo $missing); see list and run"
    set -- $(shards | sed "s|^|$job/parts/|")
    # Arrays have a header each, as tables have a first line.
    if [ "$(head -c 6 "$1" | tail -c 5)" = NUMPY ]; then
        vae-tensor cat -- "$@"
    else
        head -n 1 "$1"
        for part; do tail -n +2 "$part"; done
    fi
}

[ $# -ge 2 ] || { usage >&2; exit 64; }
action=$1 job=$2
shift 2
case $action in
split) split "$@" ;;
list) list ;;
run) [ $# -eq 1 ] || { usage >&2; exit 64; }; run "$1" ;;
join) join ;;
*) usage >&2; exit 64 ;;
esac
