#!/usr/bin/env bash
# installed.sh BIN TOOL...: runs the tools that were installed in BIN, which are one executable under many names.
set -euo pipefail
bin=$(cd "$1" && pwd)
shift
examples=$(cd "$(dirname "$0")/../Examples" && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

fail() { echo "installed.sh: $*" >&2; exit 1; }

# Each says its own name when it is called by a path, by a link of another name, and by the search path.
check_names() {
    local tool=$1 name
    ln -s "$bin/$tool" another-name
    for name in "$bin/$tool" ./another-name "$tool"; do
        [[ $("$name" --version) == "$tool "* ]] || fail "$name --version is not $tool's"
        [[ $("$name" --help) == *"USAGE: $tool "* ]] || fail "$name --help is not $tool's"
        [[ $("$name" --no-such-option 2>&1) == "$tool: "*"Try '$tool --help'." ]] \
            || fail "the messages of $name are not $tool's"
        [[ $("$name" --generate-completion-script bash) == *"-F _$tool $tool"* ]] \
            || fail "the completions of $name are not $tool's"
    done
    rm another-name
}

PATH=$bin:$PATH
[[ $(vae --version) == "vae "* && $(vae help) == *"USAGE: vae "* ]] || fail "vae is not the command of all tools"
for tool in "$@"; do
    # The vae-fit of `make install MPI=1` is a program of its own.
    [[ $bin/$tool -ef $bin/vae || $tool == vae-fit && -n ${MPI:-} ]] || fail "$tool is a copy"
    check_names "$tool"
    [[ $(vae "${tool#vae-}" --version) == "$tool "* ]] || fail "vae ${tool#vae-} is not $tool"
done

vae-fit --latent 2 --hidden 10 --epochs 1 < "$examples/digits.bin" > model.safetensors
vae-encode < "$examples/digits-test.bin" | vae-decode | vae-png > digits.png
vae-sample -n 100 | vae-png > samples.png
for picture in *.png; do
    [[ $(head -c 4 "$picture" | tail -c 3) == PNG ]] || fail "$picture is not a PNG"
done
echo "$# tools in $bin work"
