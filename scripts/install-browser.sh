#!/bin/sh
# Installs Debian's Chromium for the browser tests, when no Chromium is there yet. Needs root or sudo.
set -eu

for name in chromium chromium-browser; do
    if path=$(command -v "$name"); then
        echo "Chromium is there: $path"
        exit 0
    fi
done

if ! command -v apt-get >/dev/null 2>&1; then
    echo "install-browser.sh: no apt-get here. Install Chromium with your system's packages, then run the tests again." >&2
    exit 1
fi

as_root=""
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "install-browser.sh: installing Chromium needs root, and there is no sudo. Run this script as root." >&2
        exit 1
    fi
    as_root="sudo -n"
fi

# An index that is out of date names versions that the mirror no longer holds.
$as_root apt-get update
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends chromium
echo "Chromium is there: $(command -v chromium)"
