#!/usr/bin/env bash
# Renews the lock files from pyproject.toml: `make lock` keeps the versions that still fit,
# `make lock UPGRADE=1` takes the newest. uv resolves once for every platform and Python that the project allows,
# and lives in a virtual environment of its own, so that the locked one holds only what is locked.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

[ -x build/uv/bin/uv ] || { .venv/bin/python -m venv build/uv && build/uv/bin/pip install --quiet uv; }

lock() {
    build/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
        --no-emit-index-url --no-emit-find-links ${UPGRADE:+--upgrade} "$@"
}
lock pyproject.toml --group dev --output-file packaging/requirements.lock
# Constrained by the first, since both go into one environment.
lock --group pyproject.toml:bench --constraints packaging/requirements.lock --output-file packaging/bench.lock
