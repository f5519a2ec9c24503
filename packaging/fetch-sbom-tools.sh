#!/usr/bin/env bash
# Makes the environment in which the list of all parts (SBOM) is written, and prints the path of its Python. What it needs is
# locked by hashes (packaging/sbom.lock); the packages that are shipped it looks at where those stand.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

made=build/sbom-tools python=.venv/bin/python
key=$(cat packaging/sbom.lock packaging/fetch-sbom-tools.sh | sha256sum | cut -d' ' -f1)

if [ "$(cat $made/.ready 2>/dev/null)" != "$key" ] || ! $made/bin/python -c 'import cyclonedx' 2>/dev/null; then
    $python -m venv --clear --without-pip $made
    $python -m pip --python $made/bin/python --quiet --disable-pip-version-check install \
        --require-hashes --only-binary :all: --no-deps -r packaging/sbom.lock
    packages=$($python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    echo "$packages" >"$($made/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/shipped.pth"
    echo "$key" >$made/.ready
fi
echo "$PWD/$made/bin/python"
