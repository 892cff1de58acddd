# What the scripts of the paper's figures share. They read this file; it runs nothing by itself.

# Training rows, of scripts that have the option -t.
counts=

tell() { echo "${0##*/}: $*" >&2; }

# usage "[option ...] OPERAND ...": the options are those of all scripts, with the defaults of this one.
usage() {
    cat <<USAGE
usage: ${0##*/} $1

MNIST is a folder with train-images-idx3-ubyte and t10k-images-idx3-ubyte, each also gzipped (.gz).
USAGE
    case $1 in *FREY*) echo "FREY is a file of 1965 faces, each 28 rows of 20 bytes, without a header." ;; esac
    cat <<USAGE
  -n N     training samples of each model, rounded up to whole epochs (default: $samples)
  -j LIST  latent dimensions, such as 3,20 (default: the paper's)
  -m LIST  methods: aevb, wake-sleep, monte-carlo-em (default: $methods)
USAGE
    [ -z "$counts" ] || echo "  -t LIST  training rows (default: $counts)"
    cat <<USAGE
  -r RATE  the step size (default: of 0.01, 0.02 and 0.1, the one with the best bound after 1e5 samples)
  -p N     trainings at once (default: one for each processor)
  -o DIR   folder of models, logs, tables and pictures (default: $out)
Stopped, it goes on where it was when it is run again; not twice at once in one folder.
USAGE
}

# read_options SYNOPSIS WORD ...: sets what the options say; each script sets defaults before.
read_options() {
    synopsis=$1 latents= rate= jobs=
    shift
    while getopts "n:j:m:${counts:+t:}r:p:o:h" option; do
        case $option in
        n) samples=$OPTARG ;;
        j) latents=$OPTARG ;;
        m) methods=$OPTARG ;;
        t) counts=$OPTARG ;;
        r) rate=$OPTARG ;;
        p) jobs=$OPTARG ;;
        o) out=$OPTARG ;;
        h) usage "$synopsis"; exit ;;
        *) usage "$synopsis" >&2; exit 64 ;;
        esac
    done
    samples=$(whole "$samples")
    expect_numbers -j "$latents" 3,20
    expect_numbers -t "$counts" 1000,50000
    case $jobs in
    0* | *[!0-9]*) tell "-p: found $jobs, expected a positive number"; exit 64 ;;
    esac
    command -v make > /dev/null || { tell "make was not found; install GNU make first"; exit 1; }
    offered_methods
}

# expect_numbers OPTION LIST EXAMPLE
expect_numbers() {
    words "$2" | grep -qv '^[1-9][0-9]*$' || return 0
    tell "$1: found $2, expected numbers such as $3"
    exit 64
}

# whole N: a number such as 1e6 with all its digits.
whole() {
    awk -v n="$1" 'BEGIN {
        if (n !~ /^[0-9]+(\.[0-9]+)?([eE][+]?[0-9]+)?$/ || n < 1) exit 1
        printf "%.0f\n", n
    }' || { tell "-n: found $1, expected a number such as 1e6"; exit 64; }
}

# words A,B: one on each line.
words() { echo "$1" | tr ', ' '\n\n' | sed '/^$/d'; }

# Leaves those methods out that this version of vae-fit does not have.
offered_methods() {
    help=$(vae-fit --help) offered=
    for method in $(words "$methods"); do
        case $method in
        aevb) ;;
        wake-sleep | monte-carlo-em)
            case $help in
            *"$method"*) ;;
            *) tell "this version of vae-fit has no --objective $method; its curves are left out"; continue ;;
            esac ;;
        *) tell "-m: found $method, expected aevb, wake-sleep or monte-carlo-em"; exit 64 ;;
        esac
        offered="$offered $method"
    done
    methods=$offered
    [ -n "$methods" ] || { tell "no method is left"; exit 64; }
}

# The name of a method in tables and legends.
name_of() {
    case $1 in
    aevb) echo AEVB ;;
    monte-carlo-em) echo "Monte Carlo EM" ;;
    *) echo "$1" ;;
    esac
}

# enter FIGURE: goes to the folder of results, and begins the figure's plan.
enter() {
    figure=$1 models=
    mkdir -p "$out/data" "$out/curves"
    cd "$out"
    : > "$figure.mk"
    printf 'figure\tdata\ttraining_rows\tlatent\tmethod\trows\tsamples\tvalue\n' > "$figure.ours"
}

# find_images FOLDER SET: sets file to the images of MNIST's train or t10k there.
find_images() {
    file=$1/$2-images-idx3-ubyte
    [ -e "$file" ] || file=$file.gz
    [ -r "$file" ] || { tell "$1: expected $2-images-idx3-ubyte or $2-images-idx3-ubyte.gz there"; exit 66; }
}

# use_mnist FOLDER: links data/mnist-train and data/mnist-test.
use_mnist() {
    for set in train t10k; do
        find_images "$1" $set
        [ $set = train ] && link=data/mnist-train || link=data/mnist-test
        ln -sf "$file" $link
    done
}

# use_frey FILE: writes data/frey-train and data/frey-test.
use_frey() {
    [ -r "$1" ] || { tell "$1: cannot be opened"; exit 66; }
    size=$(wc -c < "$1")
    [ "$size" -eq $((1965 * 28 * 20)) ] || { tell "$1: found $size bytes, expected 1965 x 28 x 20"; exit 65; }
    vae-tensor shuffle --raw 28x20 -o data/frey "$1"
    vae-tensor head -n 1765 -o data/frey-train data/frey
    vae-tensor tail -n 200 -o data/frey-test data/frey
}

# absolute PATH
absolute() { case $1 in /*) echo "$1" ;; *) echo "$PWD/$1" ;; esac; }

# rows_of FILE
rows_of() { vae-tensor info "$1" | awk -F '\t' 'NR == 2 { split($3, sizes, "x"); print sizes[1] }'; }

# epochs_of RUN ROWS SAMPLES: how many epochs make so many samples; where the training has gone further and left no such
# model, as many as it has begun.
epochs_of() {
    epochs=$(quotient_up "$3" "$2")
    if [ -e "$1.checkpoint" ] && [ ! -e "$1.$epochs.safetensors" ]; then
        reached=$(vae-info "$1.checkpoint" | awk -F '\t' '$1 == "progress.samples" { print $2 }')
        begun=$(quotient_up "$reached" "$2")
        epochs=$((begun > epochs ? begun : epochs))
    fi
    echo "$epochs"
}

# quotient_up N ROWS: N / ROWS, rounded up.
quotient_up() { awk -v n="$1" -v rows="$2" 'BEGIN { q = int(n / rows); print q * rows < n ? q + 1 : q }'; }

# describe DATA LATENT METHOD [VALIDATION OPTION ...]: sets run, rows, and make's variables for the run.
describe() {
    run=$1-J$2-$3
    rows=$(rows_of "data/$1-train")
    case $1 in
    frey) options="--hidden 200 --likelihood gaussian --mean unit" ;;
    mnist) options="--hidden 500" ;;
    *) options="--hidden 100" ;;
    esac
    [ "$3" = aevb ] || options="$options --objective $3"
    pilot=$(quotient_up $((samples < 100000 ? samples : 100000)) "$rows")
    case $3 in
    # The first 300 minibatches of 100 rows: the first dreams are those of an untrained decoder.
    wake-sleep) options="$options --warmup $(awk -v rows="$rows" 'BEGIN { print 30000 / rows }')" ;;
    # Not an online algorithm.
    monte-carlo-em) options="$options --batch $rows" ;;
    esac
    options="--latent $2 $options" data=$1
    shift 3
    cat >> "$figure.mk" <<PLAN
data_$run = $data
options_$run = $options
valid_$run = $*
pilot_$run = $pilot
PLAN
    [ -z "$rate" ] || [ "$(cat "$run.rate" 2> /dev/null)" = "$rate" ] || echo "$rate" > "$run.rate"
}

# plan DATA LATENT METHOD: adds the training of a model, validated on the test rows; sets model.
plan() {
    describe "$1" "$2" "$3" --valid "data/$1-test"
    model=$run.$(epochs_of "$run" "$rows" "$samples").safetensors
    models="$models $model"
}

# train TARGET ...: makes what was planned.
train() {
    processors=$(getconf _NPROCESSORS_ONLN)
    at_once=${jobs:-$(($# < processors ? $# : processors))}
    threads=$((processors / at_once))
    make -s -r -j "$at_once" -f "$here/figures.mk" -f "$figure.mk" threads=$((threads > 1 ? threads : 1)) "$@" >&2
}

# record DATA LATENT METHOD: adds the log of a run to the figure's curves.
record() {
    awk -F '\t' -v OFS='\t' -v start="$(printf '%s\t%s\t-\t%s\t%s' "${figure#fig}" "$1" "$2" "$3")" '
        /^#/ { next }
        !("samples" in column) { for (i = 1; i <= NF; i++) column[$i] = i; next }
        {
            print start, "train", $column["samples"], $column["elbo"]
            print start, "test", $column["samples"], $column["valid_elbo"]
        }' "$1-J$2-$3.tsv" >> "$figure.ours"
}

# compare FIGURE [SAMPLES ...]: the table of our curves beside those of a figure of the paper, after so many training
# samples, by default after those of our points.
compare() {
    paper=$1
    shift
    awk -F '\t' -v OFS='\t' -v paper="$paper" -v counts="$*" '
        function at(key, n,    i, t) {
            for (i = 1; i <= size[key]; i++) {
                if (x[key, i] == n) return sprintf("%.2f", y[key, i])
                if (i > 1 && x[key, i - 1] < n && n < x[key, i]) {
                    t = log(n / x[key, i - 1]) / log(x[key, i] / x[key, i - 1])
                    return sprintf("%.2f", y[key, i - 1] + t * (y[key, i] - y[key, i - 1]))
                }
            }
            return "-"
        }
        FNR == 1 { file++; split("", column); for (i = 1; i <= NF; i++) column[$i] = i; next }
        file == 1 && $column["figure"] != paper { next }
        {
            key = $column["data"] OFS $column["training_rows"] OFS $column["latent"] OFS $column["method"]
            key = key OFS $column["rows"]
            if (file == 2 && !(key in isOurs)) { isOurs[key]; keys[++found] = key }
            key = file == 1 ? "paper" key : key
            x[key, ++size[key]] = $column["samples"] + 0
            y[key, size[key]] = $column["value"] + 0
        }
        END {
            print "data", "training_rows", "latent", "method", "rows", "samples", "ours", "paper", "difference"
            number = split(counts, count, " ")
            for (k = 1; k <= found; k++) {
                key = keys[k]
                for (i = 1; i <= (number ? number : size[key]); i++) {
                    n = number ? count[i] + 0 : x[key, i]
                    # An epoch may have more samples than were asked for.
                    if (i == number && n < x[key, 1]) n = x[key, 1]
                    ours = at(key, n)
                    theirs = at("paper" key, n)
                    if (ours == "-") continue
                    difference = theirs == "-" ? "-" : sprintf("%.2f", ours - theirs)
                    print key, sprintf("%.0f", n), ours, theirs, difference
                }
            }
        }' "$here/curves.tsv" "$figure.ours"
}

# decades N: the powers of ten below N, and N.
decades() { awk -v n="$1" 'BEGIN { for (d = 100; d < n; d *= 10) printf "%.0f ", d; print n }'; }

# references FIGURE DATA ROWS LATENT: the paper's curves up to ten times our training samples, as vae-plot draws them.
references() {
    printf 'curve\tsamples\tvalue\n'
    for known in aevb wake-sleep monte-carlo-em; do
        for rows in train test; do
            awk -F '\t' -v OFS='\t' -v key="$*" -v method="$known" -v rows=$rows -v most="$samples" \
                -v name="$(name_of $known) (paper, $rows)" '
                $2 " " $3 " " $4 " " $5 == key && $6 == method && $7 == rows && $8 <= 10 * most { print name, $8, $9 }
                ' "$here/curves.tsv"
        done
    done
}

# draw PICTURE TITLE REFERENCES OPTION ... LOG ...: ours and the paper's curves.
draw() {
    picture=$1 title=$2 table=$3
    shift 3
    if [ "$(wc -l < "$table")" -gt 1 ]; then set -- --reference "$table" "$@"; fi
    vae-plot training --x samples --log-x --title "$title" --xlabel 'training samples' -o "$picture" "$@"
}

# lower_limit REFERENCES LOG ...: an option that leaves out what lies far below the paper's curves and the end of ours.
lower_limit() {
    awk -F '\t' '
        /^#/ { next }
        $1 == "epoch" || FNR == 1 { next }
        FILENAME == ARGV[1] { least = least == "" || $3 < least ? $3 : least; next }
        $3 ~ /^-?[0-9]/ { best = best == "" || $3 > best ? $3 : best }
        END { if (least != "") printf "--ylim %.0f:\n", (best != "" && best < least ? best : least) - 10 }' "$@"
}
