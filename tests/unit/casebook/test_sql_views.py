"""The SQL views say all that is recorded: a field that a record has gained is in its view, and in the guide."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from reviewer.casebook import Author, Casebook
from reviewer.casebook.codec import KINDS
from reviewer.casebook.sql_views import VIEWS
from reviewer.errors import CasebookError
from reviewer.model import Letter, LetterState, Verdict

SHA = "ab" * 32
SIGNED_AT = 1_496_394_000_000_000  # 2 June 2017, 9:00 UTC
LETTER = Letter(
    "kent", "letter", LetterState.SIGNED, "cy", SHA, "cd" * 32, ("aa", "bb"), "ef" * 32, "Put right", "Rowan Ellery", SIGNED_AT,
    "Deputy Director", "Robin Ash",
)  # fmt: skip

KEPT_ELSEWHERE = {
    ("receipt", "on"): "received_on",
    ("evidence", "passage"): "place, quote",
    ("letter", "case"): "case_record",
    ("letter", "rests_on"): "the view rests_on",
    ("verdict", "evidence"): "the view rests_on",
    ("verdict", "searches"): "the view rests_on",
    # What a search covered, in lists that the program compares: no reader could use them without it.
    **{
        ("search", name): ""
        for name in (
            "receipts",
            "texts",
            "pieces",
            "known_hits",
            "known_pieces",
            "seen_pieces",
            "marks",
            "known_marks",
        )
    },
}
VIEW_OF = {
    kind: name for name, sql in VIEWS.items() if name != "inspection" and (found := re.search(r"c\.kind = '(\w+)'", sql))
    for kind in found.groups() if name != "rests_on"
}  # fmt: skip


def columns(casebook: Casebook, view: str) -> list[str]:
    with closing(sqlite3.connect(casebook.folder / "casebook.sqlite")) as tool:
        return [row[1] for row in tool.execute(f"PRAGMA table_info({view})")]


def rows(casebook: Casebook, view: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(casebook.folder / "casebook.sqlite")) as tool:
        tool.row_factory = sqlite3.Row
        return [dict(row) for row in tool.execute(f"SELECT * FROM {view}")]  # noqa: S608 - the name of a view


@pytest.mark.parametrize("kind", sorted(VIEW_OF))
def test_every_field_of_a_record_is_in_its_view(casebook: Casebook, kind: str) -> None:
    there = columns(casebook, VIEW_OF[kind])
    names = [one.name for one in fields(KINDS[kind])]
    assert len(names) > 1
    assert [name for name in names if name not in there and (kind, name) not in KEPT_ELSEWHERE] == []


def test_a_letter_is_told_whole(casebook: Casebook) -> None:
    with casebook.act() as act:
        evidence = act.put(Verdict("kent", "plans", "met", "", ("11" * 32,), ("22" * 32,)))
        record = act.put(LETTER)
    (row,) = rows(casebook, "letters")
    assert (row["author"], row["record"]) == ("Ann Archer", record)
    told = {
        name: row[name]
        for name in ("signed_by", "signed_at", "role", "signed_for", "because", "language", "case_record")
    }
    assert told == {
        "signed_by": "Rowan Ellery", "signed_at": "2017-06-02T09:00:00Z", "role": "Deputy Director", "signed_for": "Robin Ash",
        "because": "Put right", "language": "cy", "case_record": "ef" * 32,
    }  # fmt: skip
    basis = {(row["kind"], row["record"], row["rests_on"]) for row in rows(casebook, "rests_on")}
    assert basis == {
        ("letter", record, "aa"), ("letter", record, "bb"), ("verdict", evidence, "11" * 32), ("verdict", evidence, "22" * 32),
    }  # fmt: skip


def test_a_letter_of_before_has_no_time_of_signing(casebook: Casebook) -> None:
    with casebook.act() as act:
        act.put(Letter("kent", "letter", LetterState.SIGNED, "", SHA))
    (row,) = rows(casebook, "letters")
    assert (row["signed_at"], row["signed_by"]) == (None, "")


def test_a_casebook_of_before_gets_the_view_of_letters_and_keeps_its_own(
    casebook: Casebook, ann: Author, clock: Callable[[], int]
) -> None:
    with casebook.act() as act:
        act.put(LETTER)
    casebook.close()
    with closing(sqlite3.connect(casebook.folder / "casebook.sqlite")) as older:
        older.executescript(
            """DROP VIEW letters; DROP VIEW rests_on;
            CREATE VIEW letters AS SELECT c.body AS body FROM current c WHERE c.kind = 'letter';
            DELETE FROM _sqlite_migrations WHERE name = 'letters_told_whole'"""
        )
    with pytest.raises(CasebookError, match="older version"):
        Casebook.open(casebook.folder, None, clock, writable=False)
    with Casebook.open(casebook.folder, ann, clock) as newer:
        assert newer.notices == (), "nobody has altered anything"
        assert [fault.what for fault in newer.check() if fault.severity == "derived"] == []
        assert [kept.content for kept in newer.current(Letter)] == [LETTER]
    assert [row["signed_by"] for row in rows(casebook, "letters")] == ["Rowan Ellery"]


def test_the_guide_lists_every_view_with_every_column(casebook: Casebook, root: Path) -> None:
    guide = (root / "docs/guide/views.md").read_text("utf-8")
    listed = dict(re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$", guide, re.MULTILINE))
    said = {view: re.findall(r"`(\w+)`", cells) for view, cells in listed.items()}
    assert said == {view: columns(casebook, view) for view in VIEWS}


def test_the_guides_question_can_be_asked(casebook: Casebook, root: Path) -> None:
    guide = (root / "docs/guide/views.md").read_text("utf-8")
    (question,) = re.findall(r"```sql\n(.*?)```", guide, re.DOTALL)
    with casebook.act() as act:
        verdict = act.put(Verdict("kent", "plans", "met", ""))
        act.put(replace(LETTER, rests_on=(verdict,)))
    with closing(sqlite3.connect(casebook.folder / "casebook.sqlite")) as tool:
        assert tool.execute(question).fetchall() == [
            ("kent", "Rowan Ellery", "2017-06-02T09:00:00Z", "plans", "met")
        ]
