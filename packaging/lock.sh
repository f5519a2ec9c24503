#!/usr/bin/env bash
# Renews the lock files from pyproject.toml: `make lock` keeps the versions that still fit,
# `make lock UPGRADE=1` takes the newest. uv resolves once for every platform and Python that the project allows,
# and lives in a virtual environment of its own, so that the locked one holds only what is locked.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Set-up fails where the lock lacks a package, which is what is mended here; what it made by then is enough.
[ -x .venv/bin/python ] || packaging/setup.sh || true
[ -x build/uv/bin/uv ] || { .venv/bin/python -m venv build/uv && build/uv/bin/pip install --quiet uv; }

lock() {
    build/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
        --no-emit-index-url --no-emit-find-links ${UPGRADE:+--upgrade} "$@"
}
lock pyproject.toml --group dev --output-file packaging/requirements.lock
# Constrained by the first, since both go into one environment.
lock --group pyproject.toml:bench --constraints packaging/requirements.lock --output-file packaging/bench.lock
# What makes the bundle stands in an environment of its own, but looks at the packages of the first.
lock --group pyproject.toml:bundle --constraints packaging/requirements.lock --output-file packaging/bundle.lock
# What lists all parts looks at them too.
lock --group pyproject.toml:sbom --constraints packaging/requirements.lock --output-file packaging/sbom.lock
# What judges HTML in the tests; without where it comes from, and without whom its makers ask money for.
if command -v npm >/dev/null; then
    (cd tests/tools && npm install --package-lock-only --omit-lockfile-registry-resolved=true --ignore-scripts \
        --no-audit --no-fund --loglevel=error)
    .venv/bin/python -c 'import json, pathlib
path = pathlib.Path("tests/tools/package-lock.json")
lock = json.loads(path.read_text())
for entry in lock["packages"].values():
    entry.pop("funding", None)
path.write_text(json.dumps(lock, indent=2) + "\n")'
fi
