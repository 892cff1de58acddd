#!/bin/sh
# Figure 2 of Kingma & Welling (2014): the bound of training and test rows during training, for several numbers of latent
# dimensions. Prints ours beside the paper's, and draws both as fig2-DATA-JJ.png.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/shared.sh"

samples=1e8 methods=aevb,wake-sleep out=figures
read_options "[option ...] MNIST [FREY]" "$@"
shift $((OPTIND - 1))
[ $# -eq 1 ] || [ $# -eq 2 ] || { usage "$synopsis" >&2; exit 64; }
mnist=$(absolute "$1") frey=${2:+$(absolute "$2")}

enter fig2
use_mnist "$mnist"
[ -z "$frey" ] || use_frey "$frey"

# each COMMAND: calls it with the data and the latent dimensions of each panel.
each() {
    for latent in $(words "${latents:-3,5,10,20,200}"); do "$1" mnist "$latent"; done
    [ -n "$frey" ] || return 0
    for latent in $(words "${latents:-2,5,10,20}"); do "$1" frey "$latent"; done
}

plan_panel() { for method in $methods; do plan "$1" "$2" "$method"; done; }

record_panel() { for method in $methods; do record "$1" "$2" "$method"; done; }

draw_panel() {
    rm -rf curves/*
    references 2 "$1" - "$2" > curves/paper
    for method in $methods; do cp "$1-J$2-$method.tsv" "curves/$(name_of "$method").tsv"; done
    [ "$1" = mnist ] && title="MNIST, J = $2" || title="Frey faces, J = $2"
    # shellcheck disable=SC2046 # an option and its value, or nothing
    draw "fig2-$1-J$2.png" "$title" curves/paper --ylabel 'lower bound (nats)' \
        $(lower_limit curves/paper curves/*.tsv) curves/*.tsv
}

each plan_panel
# shellcheck disable=SC2086 # names without spaces
train $models
each record_panel
# shellcheck disable=SC2046
compare 2 $(decades "$samples") | tee fig2.tsv
each draw_panel
