#!/usr/bin/env bash
# Fetches what judges HTML in the tests (html-validate, axe-core), through npm as that is set up here, and prints the
# path of the folder they are in. The lock names each package by version and hash; no script of a package is run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

lock=tests/tools/package-lock.json
made=build/html-tools
key=$(sha256sum <"$lock" | cut -d' ' -f1)

if [ "$(cat "$made/.ready" 2>/dev/null)" != "$key" ]; then
    command -v npm >/dev/null || { echo 'html-tools: npm is not installed; packaging/setup.sh --tests installs it' >&2; exit 1; }
    # Elsewhere first: a half-filled folder must not look fetched.
    rm -rf "$made" "$made.part"
    mkdir -p "$made.part"
    cp tests/tools/package.json "$lock" "$made.part"
    npm ci --prefix "$made.part" --ignore-scripts --no-audit --no-fund --loglevel=error >&2
    echo "$key" >"$made.part/.ready"
    mv "$made.part" "$made"
fi
echo "$PWD/$made"
