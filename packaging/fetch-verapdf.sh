#!/usr/bin/env bash
# Fetches veraPDF, which judges whether a PDF is accessible (PDF/UA) and archivable (PDF/A), through Maven as that is
# set up here, and prints the path of its jar. Run it: java -cp JAR org.verapdf.apps.GreenfieldCliWrapper --flavour ua1 FILE
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

version=1.28.2
jar=build/verapdf/greenfield-apps-$version.jar
sha256=687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6
good() { [ -f "$1" ] && echo "$sha256  $1" | sha256sum --check --status; }

if ! good "$jar"; then
    command -v mvn >/dev/null || { echo 'verapdf: Maven (mvn) is not installed; packaging/setup.sh --tests installs it' >&2; exit 1; }
    mkdir -p build/verapdf
    # The wrapper's own dependencies are inside the jar. Maven writes elsewhere first: a half-written jar must not look fetched.
    mvn --quiet --batch-mode --fail-fast dependency:copy -Dartifact="org.verapdf.apps:greenfield-apps:$version" \
        -DoutputDirectory="$PWD/build/verapdf/fetched" >&2
    good "build/verapdf/fetched/${jar##*/}" || { echo "verapdf: ${jar##*/} is not the file expected (SHA-256 differs)" >&2; exit 1; }
    mv "build/verapdf/fetched/${jar##*/}" "$jar"
    rmdir build/verapdf/fetched
fi
echo "$PWD/$jar"
