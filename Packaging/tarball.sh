#!/bin/sh
# Makes vae-tools-VERSION-SYSTEM.tar.gz: one static executable under the names of all tools, pages, completions, demo data
# and recipes, to be unpacked anywhere; and SHA256SUMS.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/shared.sh"

name=vae-tools-$version-$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m)
stage=$out/tarball
install_tools "$stage" "/$name"
install_examples "$stage/$name/share"
cp "$root/README.md" "$root/CHANGELOG.md" "$root/LICENSE" "$stage/$name"
cp "$here/debian/copyright" "$stage/$name/LICENSES-of-libraries"
settle "$stage"
tar -C "$stage" --sort=name --owner=0 --group=0 --numeric-owner --format=gnu -cf - "$name" | gzip -9n > "$out/$name.tar.gz"
(cd "$out" && sha256sum "$name.tar.gz" > SHA256SUMS)
echo "$out/$name.tar.gz"
