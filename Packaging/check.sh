#!/bin/bash
# Tries each package of .build-packages where nothing else is: the tarball in an empty root, the .deb in a minimal
# Debian, the wheel in a new virtual environment. It installs lintian and mmdebstrap where they are missing, and needs
# Debian, root and the network; what cannot be had is named and left out.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/shared.sh"

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
say() { echo "check.sh: $*"; }
fail() { echo "check.sh: $*" >&2; exit 1; }
# is_picture FILE
is_picture() { [ "$(head -c 4 "$1" | tail -c 3)" = PNG ] || fail "$1 is not a PNG"; }
# needs PROGRAM PACKAGE: whether a program is there, or can be installed.
needs() {
    command -v "$1" > /dev/null && return
    [ "$(id -u)" = 0 ] && DEBIAN_FRONTEND=noninteractive timeout 300 \
        apt-get install -y --no-install-recommends "$2" > "$place/apt.log" 2>&1 && return
    say "SKIPPED: $1 cannot be had"
    return 1
}
# first_picture COMMAND...: the first two commands of README, run by a command that runs commands.
first_picture() {
    "$@" vae-fit --epochs 20 -o /model.safetensors /usr/share/vae-tools/digits.bin
    "$@" vae-sample -m /model.safetensors -n 100 -o /samples.npy
    "$@" vae-png -o /samples.png /samples.npy
}

say "the tarball, in an empty root"
(cd "$out" && sha256sum -c --quiet SHA256SUMS)
mkdir -p "$place/empty/usr"
tar -C "$place/empty/usr" --strip-components=1 -xf "$out"/vae-tools-*.tar.gz
if [ "$(id -u)" = 0 ]; then
    start=$SECONDS
    first_picture env -i PATH=/usr/sbin:/usr/bin chroot "$place/empty"
    is_picture "$place/empty/samples.png"
    say "the first picture took $((SECONDS - start)) s"
    env -i PATH=/usr/sbin chroot "$place/empty" /usr/bin/vae --version
else
    say "SKIPPED: chroot needs root"
fi

say "two builds of the packages have the same bytes"
for kind in tarball.sh deb.sh wheel.py; do
    made=$("$here/$kind")
    again=$(OUT="$place/again" "$here/$kind")
    cmp "$made" "$again" || fail "$kind: another build of $made has other bytes"
done

say "the .deb"
deb=$(echo "$out"/*.deb)
if needs lintian lintian; then
    lintian --fail-on error,warning --suppress-tags initial-upload-closes-no-bugs "$deb" 2> "$place/lintian.log" ||
        { cat "$place/lintian.log" >&2; fail "lintian does not accept $deb"; }
fi
# make_debian FOLDER: a minimal Debian.
make_debian() {
    # shellcheck disable=SC1091
    timeout 300 mmdebstrap --quiet --variant=essential "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$1" 2> "$place/debian.log" &&
        return
    say "SKIPPED: mmdebstrap cannot make a Debian: $(tail -n 1 "$place/debian.log")"
    return 1
}
if [ "$(id -u)" = 0 ] && needs mmdebstrap mmdebstrap && make_debian "$place/debian"; then
    cp "$deb" "$place/debian/vae-tools.deb"
    inside() { env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot "$place/debian" "$@"; }
    inside dpkg -i /vae-tools.deb > /dev/null
    first_picture inside
    is_picture "$place/debian/samples.png"
    inside sh -c 'vae-encode -m /model.safetensors /usr/share/vae-tools/digits.bin | vae decode -m /model.safetensors > /again.npy'
    inside dpkg -r vae-tools > /dev/null
    left=$(inside sh -c 'find / -xdev -name "*vae*" ! -path "/proc/*" ! -name vae-tools.deb ! -path "/var/lib/dpkg/*"')
    [ -z "$left" ] || fail "left after the removal: $left"
fi

say "the wheel, in a new virtual environment"
if ! python3 -m venv "$place/venv" > "$place/venv.log" 2>&1; then
    say "SKIPPED: python3 cannot make a virtual environment: $(tail -n 1 "$place/venv.log")"
elif timeout 300 "$place/venv/bin/pip" install -q "$out"/*.whl scikit-learn 2> "$place/pip.log"; then
    cd "$place"
    PATH=$place/venv/bin:$PATH
    vae-fit --epochs 1 -o model.safetensors "$root/Examples/digits.bin"
    vae sample -n 4 -o samples.npy
    python "$here/check_wheel.py"
    if timeout 300 pip install -q onnx onnxruntime 2> "$place/pip.log"; then
        say "models in ONNX"
        cp "$root/Examples/digits-test.bin" .
        for activation in tanh relu softplus elu silu gelu; do
            vae-fit -q --activation $activation --hidden 16,9 --latent 3 --epochs 2 digits-test.bin > onnx-$activation
        done
        for likelihood in continuous-bernoulli gaussian gaussian-shared gaussian-fixed; do
            vae-fit -q --likelihood $likelihood --hidden 16 --latent 3 --epochs 2 digits-test.bin > onnx-$likelihood
        done
        vae-fit -q --likelihood gaussian --mean unit --hidden none --latent 2 --epochs 2 digits-test.bin > onnx-unit
        vae-fit -q --binarize threshold --hidden 9 --latent 2 --epochs 2 digits-test.bin > onnx-threshold
        python "$here/check_onnx.py" digits-test.bin onnx-*
    else
        say "SKIPPED: pip cannot install onnx and onnxruntime: $(tail -n 1 "$place/pip.log")"
    fi
else
    say "SKIPPED: pip cannot install NumPy and scikit-learn: $(tail -n 1 "$place/pip.log")"
fi
say "done"
