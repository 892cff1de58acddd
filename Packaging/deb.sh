#!/bin/sh
# Makes vae-tools_VERSION-1_ARCHITECTURE.deb, whose executable needs no other package. It needs dpkg-deb.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/shared.sh"

architecture=$(dpkg --print-architecture)
maintainer="The vae-tools authors <vae-tools@packages.invalid>"
stage=$out/deb
install_tools "$stage" /usr ZSH_COMPLETIONS="$stage/usr/share/zsh/vendor-completions"
install_examples "$stage/usr/share"

# Links are what Debian's packages have; hard links would be copies for some tools of backup.
for tool in "$stage"/usr/bin/vae-*; do ln -sf vae "$tool"; done
gzip -9n "$stage"/usr/share/man/*/*
sed -i '1{/^#!/d}' "$stage"/usr/share/bash-completion/completions/*
doc=$stage/usr/share/doc/vae-tools
mkdir -p "$doc" "$stage/DEBIAN" "$stage/usr/share/lintian/overrides"
cp "$here/debian/copyright" "$root/README.md" "$doc"
cp "$here/debian/lintian-overrides" "$stage/usr/share/lintian/overrides/vae-tools"
gzip -9nc "$root/CHANGELOG.md" > "$doc/changelog.gz"
gzip -9nc > "$doc/changelog.Debian.gz" <<CHANGES
vae-tools ($version-1) unstable; urgency=medium

  * Version $version; see changelog.gz.

 -- $maintainer  $(date -R -u -d "@$SOURCE_DATE_EPOCH")
CHANGES
cat > "$stage/DEBIAN/control" <<CONTROL
Package: vae-tools
Version: $version-1
Section: science
Priority: optional
Architecture: $architecture
Installed-Size: $(du -ks --exclude=DEBIAN "$stage" | cut -f 1)
Maintainer: $maintainer
Description: variational auto-encoders from the shell
 Small programs train a variational auto-encoder, encode, decode, sample, score
 and draw, and read and write NumPy arrays on standard input and output. They
 implement "Auto-Encoding Variational Bayes" (Kingma and Welling, 2014).
CONTROL
(cd "$stage" && find usr -type f | LC_ALL=C sort | xargs md5sum > DEBIAN/md5sums)
settle "$stage"
dpkg-deb --root-owner-group -Zxz --build "$stage" "$out/vae-tools_$version-1_$architecture.deb" > /dev/null
echo "$out/vae-tools_$version-1_$architecture.deb"
