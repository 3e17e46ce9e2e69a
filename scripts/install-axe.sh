#!/bin/sh
# Fetches axe-core from npm for the tests of what the case file is to those who do not see it. Needs npm.
set -eu
cd "$(dirname "$0")/../web-src"
if [ -f node_modules/axe-core/axe.min.js ]; then
    echo "axe-core is there"
    exit 0
fi
if ! command -v npm >/dev/null 2>&1; then
    echo "install-axe.sh: no npm here. Install Node.js 20 or newer, then run the tests again." >&2
    exit 1
fi
npm ci --no-audit --no-fund
