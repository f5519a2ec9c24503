"""The guide says of each kind what is read, what is told as unread, and what nobody sees."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reviewer.model.kinds import KINDS

SECTION = re.compile(r"^## (.+)$", re.MULTILINE)


@pytest.fixture
def tables(root: Path) -> dict[str, str]:
    """What the guide says under the heading that names a kind, by the kind."""
    _before, *pieces = SECTION.split((root / "docs/guide/reading.md").read_text("utf-8"))
    found: dict[str, str] = {}
    for said in pieces[1::2]:
        named = re.search(r"^Kinds: (.+)$", said, re.MULTILINE)
        for kind in re.findall(r"`(\w+)`", named[1]) if named else ():
            assert kind not in found, f"{kind} has two tables"
            found[kind] = said
    return found


def test_every_kind_has_its_table_and_no_other_has(tables: dict[str, str]) -> None:
    assert set(tables) == set(KINDS)


def test_every_table_says_what_is_unread(tables: dict[str, str]) -> None:
    for kind, said in tables.items():
        rows = {row.split("|")[1].strip().split(",")[0] for row in said.splitlines() if row.startswith("|")}
        assert "Unread" in rows, kind
        assert kind == "locked" or rows & {"Read", "Documents of their own"}, kind
        assert kind == "locked" or "Seen by nobody" in rows, kind


def test_every_ending_of_a_name_is_in_the_guide(root: Path) -> None:
    guide = "".join((root / f"docs/guide/{name}.md").read_text("utf-8") for name in ("reading", "documents"))
    endings = {ending for kind in KINDS.values() for ending in kind.endings}
    known = {".cpio", ".tgz", ".z"}  # said as "and the like"
    assert (
        sorted(one for one in endings - known if f"{one}" not in guide and f"`{one[1:]}`" not in guide) == []
    )
