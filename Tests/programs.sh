#!/bin/sh
# Installs small programs that some tests compare with, where that needs no questions. Tests that miss one are skipped.
set -u
missing=

# need PACKAGE ANSWER COMMAND...: the package is missing unless the command, with nothing to read, prints the answer.
need() {
    package=$1 answer=$2
    shift 2
    case $("$@" < /dev/null 2>&1) in *"$answer"*) return ;; esac
    # Where it is installed, another program of that name comes first.
    dpkg -s "$package" > /dev/null 2>&1 || missing="$missing $package"
}
need bsdextrautils util-linux column --version
need curl 'curl ' curl --version
need datamash 'GNU datamash' datamash --version
need gnuplot-nox 'gnuplot ' gnuplot --version
need netpbm 'Netpbm Version' pnmtopng --version
need parallel 'GNU parallel' parallel --version
need pngcheck 'PNGcheck, version' pngcheck -h
need sqlite3 '3.' sqlite3 --version
case $(magick -version 2>&1) in
*'Version: ImageMagick'*) ;;
*) need imagemagick 'Version: ImageMagick' convert -version ;;
esac

if [ -n "$missing" ] && command -v apt-get > /dev/null; then
    if [ "$(id -u)" = 0 ]; then sudo=; else sudo='sudo -n'; fi
    # shellcheck disable=SC2086
    { $sudo apt-get -q update && $sudo apt-get -q install -y --no-install-recommends $missing; } \
        > /dev/null 2>&1 < /dev/null || echo "Not installed, so that tests are skipped:$missing"
fi
