#!/usr/bin/env bash
# Makes the bundle: a folder with the program and all that it needs, the list of its parts (SBOM), and of it a .tar.gz and a .deb
# (decisions 0076, 0082).
#   packaging/bundle.sh [FOLDER]      into build/bundle, or another folder
# The build tools are locked by hashes (packaging/bundle.lock) and stand in an environment of their own; what is shipped comes
# from .venv, as the tests ran on it. The same source and SOURCE_DATE_EPOCH (else the last commit's time) give the same bytes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
made=$(realpath -m "${1:-build/bundle}") tools=build/bundle-tools
python=.venv/bin/python

for program in cc ld objdump strip xz dpkg-deb; do
    command -v "$program" >/dev/null || {
        echo "bundle: $program is not installed. As an administrator, run: apt-get install gcc binutils xz-utils dpkg" >&2
        exit 1
    }
done

# Reads nothing that a person set for Python, and orders nothing by chance.
export PYTHONHASHSEED=0 PYTHONDONTWRITEBYTECODE=1 LC_ALL=C.UTF-8 TZ=UTC PYINSTALLER_CONFIG_DIR=$made/work/cache
unset PYTHONPATH PYTHONSTARTUP
umask 022
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 315532800)}

key=$(sha256sum <packaging/bundle.lock)
if [ "$(cat $tools/.ready 2>/dev/null)" != "$key" ] || ! $tools/bin/python -c 'import PyInstaller' 2>/dev/null; then
    $python -m venv --clear --without-pip $tools
    $python -m pip --python $tools/bin/python --quiet --disable-pip-version-check install \
        --require-hashes --only-binary :all: --no-deps -r packaging/bundle.lock
    echo "$key" >$tools/.ready
fi
# The tools look at the packages that are shipped where those stand.
packages=$($python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
echo "$packages" >"$($tools/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/shipped.pth"

rm -rf "$made/work" "$made/reviewer"
mkdir -p "$made/work"
cc -shared -fPIC -Os -s -nostdlib -Wl,--build-id=none -o "$made/work/libjbig.so" packaging/nothing-of-jbig.c
STAND_IN_FOR_JBIG=$made/work/libjbig.so $tools/bin/python -m PyInstaller --log-level ERROR --noconfirm --distpath "$made" \
    --workpath "$made/work" packaging/reviewer.spec
# What only a debugger and a linker read is a sixth of all.
find "$made/reviewer" -name '*.so*' -type f -exec strip --strip-unneeded {} +
"$(packaging/fetch-sbom-tools.sh)" -m bundling "$made"
