#!/usr/bin/env bash
# Fetches EU DSS, which judges signatures as the law on them asks (ETSI EN 319 102-1), through Maven as that is set up here,
# and prints the folder of its jars. tests/dss/CheckLetters.java asks it. It is for the tests: no part of it is shipped.
# A newer one: put its version into tests/dss/pom.xml, run this, and, of what it fetched, `sha256sum *.jar` into dss.sha256.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

jars=build/dss
hashes=$PWD/packaging/dss.sha256
# Nothing else may lie beside them: all that lies there is run.
good() {
    [ -d "$1" ] && (cd "$1" && sha256sum --check --status "$hashes" 2>/dev/null) &&
        [ "$(find "$1" -type f | wc -l)" = "$(wc -l <"$hashes")" ]
}

if ! good "$jars"; then
    command -v mvn >/dev/null || { echo 'dss: Maven (mvn) is not installed; packaging/setup.sh --tests installs it' >&2; exit 1; }
    rm -rf "$jars.fetched"
    # Maven writes elsewhere first: what is half there must not look fetched.
    mvn --quiet --batch-mode --fail-fast --file tests/dss/pom.xml dependency:copy-dependencies -DincludeScope=runtime \
        -DoutputDirectory="$PWD/$jars.fetched" >&2
    good "$jars.fetched" || { echo "dss: the files in $jars.fetched are not those expected (packaging/dss.sha256)" >&2; exit 1; }
    rm -rf "$jars"
    mv "$jars.fetched" "$jars"
fi
echo "$PWD/$jars"
