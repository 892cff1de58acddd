# What the scripts of this folder share. They read this file; it runs nothing by itself.

root=$(cd "$here/.." && pwd)
out=${OUT:-$root/.build-packages}
version=$(sed -n 's/^public let toolsVersion = "\(.*\)"$/\1/p' "$root/Sources/VAETools/Shared/Tool.swift")
# All files get the time of the commit, so that two builds of it have the same bytes.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct 2> /dev/null || echo 1577836800)}
export SOURCE_DATE_EPOCH
umask 022
mkdir -p "$out"

# install_tools FOLDER PREFIX [VARIABLE=VALUE ...]: what `make install` installs, in an empty folder.
install_tools() {
    folder=$1 prefix=$2
    shift 2
    rm -rf "$folder"
    make -s -C "$root" install DESTDIR="$folder" PREFIX="$prefix" "$@"
}

# install_examples SHARE: digits and penguins, and the scripts that work with the tools on PATH.
install_examples() {
    examples=$1/vae-tools
    mkdir -p "$examples"
    cp "$root"/Examples/*.bin "$root"/Examples/*.csv "$root/Examples/DIGITS.md" "$root/Examples/PENGUINS.md" \
        "$root/Examples/demo.sh" "$examples"
    cp -r "$root/Examples/recipes" "$root/Examples/engines" "$root/Examples/reproduce" "$examples"
}

# settle FOLDER: gives everything in a folder the same time.
settle() { find "$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +; }
