"""Tests of one group (`xdist_group`) go to one worker.

pytest-xdist says the group at the end of a test's id. Since 9.2 pytest keeps that in another place than xdist writes it to, and whoever
belongs together would be dealt out like all others.
"""

from __future__ import annotations

import pytest
from _pytest.nodeid import coerce_node_id


@pytest.hookimpl(tryfirst=True)
def pytest_collection_finish(session: pytest.Session) -> None:
    """Before a worker says what it has collected."""
    if not getattr(session.config.option, "loadgroup", False):
        return
    for item in session.items:
        groups = "_".join(sorted({str(mark.args[0]) for mark in item.iter_markers("xdist_group")}))
        if groups and not item.nodeid.endswith(f"@{groups}"):
            item._id = coerce_node_id(f"{item.nodeid}@{groups}")  # noqa: SLF001 - no other way says it to xdist
