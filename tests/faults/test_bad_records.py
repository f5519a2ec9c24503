"""What a hostile or broken colleague can sign: whatever stands in a record, nothing breaks and the check names it."""

from __future__ import annotations

import itertools
import json
import secrets
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.casebook import Author, Casebook, codec, subject
from reviewer.casebook.canonical import canonical, sha256
from reviewer.casebook.record import Chain, RecordRow, make_record, make_save
from reviewer.desk import Desk, Home
from reviewer.desk.search import Question
from reviewer.errors import ReviewerError
from reviewer.model import (
    Block,
    Content,
    Evidence,
    Grade,
    Included,
    Letter,
    LetterState,
    Member,
    Origin,
    Passage,
    Person,
    Purge,
    Receipt,
    Retired,
    Role,
    Search,
    Seen,
    Stance,
    Transcribed,
    Verdict,
    Withdrawn,
)
from tests.colleagues import joined
from tests.commands import Run

MALLORY = Author("Mallory", bytes(range(32)))
BODY, CRITERION, SHA = "harrowdale", "policy", "ab" * 32
MADE_ITSELF = "0" * 32
GOOD: tuple[Content, ...] = (
    Person(MALLORY.name, MALLORY.key),
    Member(SHA, "Anna", Role.INSPECTOR, Role.LEAD, (SHA,), heir=True, same_as=SHA, because="new"),
    Retired("ab" * 16, "lost"),
    Receipt(BODY, SHA, "x.pdf", "post", date(2025, 1, 1)),
    Included(f"receipt:{MADE_ITSELF}", included=True, because="late"),
    Evidence(BODY, CRITERION, Passage(SHA, "p1", 2, 5, "its"), Stance.SUPPORTS, "note"),
    Search(
        BODY, CRITERION, ("a",), ("receipt:1",), {SHA: "t"}, ((SHA, "p1"),), ((SHA, "p2"),), 3, looked_at=True
    ),
    Seen(SHA, "p1", "shown", "", "a map"),
    Transcribed(SHA, "p1", "its words", ""),
    Verdict(BODY, CRITERION, "in-place", "because", ("e",), ("s",)),
    Grade(BODY, "good", "because"),
    Block(BODY, "letter", "opening", 1, Origin.WRITTEN, "Words.", ("v",), "because"),
    Letter(BODY, "letter", LetterState.SIGNED, "", SHA, "me", ("v",)),
    Withdrawn("undone"),
    Purge("00" * 32, "law", "judge"),
)

anything = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=12)
    | st.sampled_from(["", "not a hash", SHA, BODY, CRITERION, "2025-13-45", "x" * 70_000, "\0", "\x1b[2J", "../.."]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@st.composite
def records(draw: st.DrawFn) -> tuple[str, str, Any, int, int]:
    """Kind, subject, fields, version and time of a record: of anything, or good but for a field or two."""
    content = draw(st.sampled_from(GOOD))
    kind = codec.kind_of(type(content))
    fields: Any = codec.encode(content)
    for name in draw(st.lists(st.sampled_from(sorted(fields)), max_size=2)):
        fields[name] = draw(anything)
    if isinstance(passage := fields.get("passage"), dict) and passage and draw(st.booleans()):
        passage[draw(st.sampled_from(sorted(passage)))] = draw(anything)
    if draw(st.integers(0, 4)) == 0:
        fields = draw(anything)
    own = subject.itself(kind) if isinstance(content, Withdrawn) else subject.of(content)
    kind = draw(st.sampled_from([kind] * 6 + ["inspection", "framework", "opinion", ""]))
    about = draw(
        st.sampled_from([own] * 6 + ["", "verdict:", f"person:{MALLORY.key}", "category:harrowdale"])
    )
    version = draw(st.sampled_from([1, 1, 1, 1, 0, -5, 2, 2**53 - 1]))
    return kind, about, fields, version, draw(st.integers(-(2**53) + 1, 2**53 - 1))


def signed(kind: str, about: str, fields: Any, version: int = 1, time: int = 9, **more: Any) -> RecordRow:
    body = canonical({"fields": fields, "salt": "00" * 16})
    head = canonical(
        {
            "version": version, "kind": kind, "subject": about, "author": MALLORY.key, "time": time,
            "parents": [], "body": sha256(body), **more,
        }
    )  # fmt: skip
    return RecordRow(sha256(head), head, body)


class Hostile:
    """A lead whose saves are all well signed."""

    def __init__(self, casebook: Casebook) -> None:
        self.casebook = casebook
        if not casebook.read_only:
            casebook.team.admit(MALLORY.key, MALLORY.name, Role.LEAD)
        self._numbers, self._copy = itertools.count(1), secrets.token_hex(16)
        person = Person(MALLORY.name, MALLORY.key)
        self.send(make_record(person, subject.of(person), MALLORY.key, 1, ()))

    def send(self, *rows: RecordRow, number: int = 0) -> int:
        chain = Chain(self.casebook.inspection_id, self._copy, number or next(self._numbers), "")
        return self.casebook.absorb([make_save(MALLORY, chain, 9, rows)]).new


@pytest.fixture
def desk(fresh: Path, home: Home) -> Iterator[Desk]:
    with Desk.open(fresh, home) as opened:
        yield opened


def go_through(desk: Desk, share: Path) -> None:
    """All that reads records; a ReviewerError would be a clear line, but reading must not even refuse."""
    desk.reading.documents()
    desk.standing.body_lines()
    desk.overview.figures()
    desk.standing.progress()
    for body in desk.case.bodies:
        desk.standing.state(body.code)
        with suppress(ReviewerError):
            desk.drafts.draft(body.code)
    desk.people()
    desk.search.search(Question("words"))
    assert not [told for told in desk.sharing.check() if told.severity == "derived"]
    assert not desk.sharing.sync(share).state.startswith("on this laptop")


@pytest.mark.thorough
@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(given=st.lists(records(), min_size=1, max_size=6))
def test_records_of_any_content_break_nothing(
    desk: Desk, tmp_path: Path, given: list[tuple[str, str, Any, int, int]]
) -> None:
    share = tmp_path / "share"
    share.mkdir(exist_ok=True)
    hostile = Hostile(desk.session.casebook)
    assert hostile.send(*{row.id: row for row in (signed(*one) for one in given)}.values()) == 1
    go_through(desk, share)
    kept = desk.judging.verdict(BODY, CRITERION, "in-place", "It is dated.", resolve=True)
    assert [one.id for one in desk.standing.state(BODY).criteria[CRITERION].verdicts] == [kept.id]


def test_a_malformed_record_is_carried_and_named(desk: Desk, tmp_path: Path) -> None:
    bad = signed(
        "verdict", subject.verdict(BODY, CRITERION), {"body": BODY, "criterion": CRITERION, "finding": 7}
    )
    strange = make_record(
        Verdict(BODY, CRITERION, "no-such-finding", "?"), subject.verdict(BODY, CRITERION), MALLORY.key, 2, ()
    )
    assert Hostile(desk.session.casebook).send(bad, strange) == 1
    told = {
        record.id[:8]: [p for p in desk.sharing.check() if record.id[:8] in p.what]
        for record in (bad, strange)
    }
    assert [(len(found), found[0].severity) for found in told.values()] == [(1, "notice"), (1, "notice")]
    assert desk.session.casebook.conflicts() == ()
    assert desk.standing.state(BODY).criteria[CRITERION].verdicts == ()
    (tmp_path / "share").mkdir()
    desk.sharing.sync(tmp_path / "share")
    theirs = Home(tmp_path / "them", desk.session.home.resources, tmp_path / "them")
    with joined(desk, tmp_path / "share", tmp_path / "theirs.casebook", theirs) as other:
        assert bad in {row for _, save in other.session.casebook.saves() for row in save.records}


@pytest.mark.parametrize("target", [["a"], {"a": 1}, 3, None], ids=str)
def test_a_purge_of_what_is_no_record_breaks_no_check(desk: Desk, target: object) -> None:
    purge = signed(
        "purge", subject.itself("purge"), {"target": target, "because": "law", "authoriser": "judge"}
    )
    assert Hostile(desk.session.casebook).send(purge) == 1
    assert not [told for told in desk.sharing.check() if told.severity == "derived"]


def test_nobody_can_take_away_what_another_is_known_by(desk: Desk) -> None:
    about, key = subject.person(desk.me.key), desk.me.key
    (mine,) = desk.session.casebook.history(about)
    hostile = Hostile(desk.session.casebook)
    hostile.send(signed("person", about, {"name": "Nobody", "key": key}, parents=[mine.id]))
    assert desk.people()[key] == desk.me.name


@pytest.mark.parametrize(
    "head",
    [
        {"time": 2**60}, {"version": True}, {"subject": "a\0b"}, {"witness": "\ud800"}, {"parents": [1]},
    ],
    ids=str,
)  # fmt: skip
def test_heads_that_sqlite_or_other_readers_would_see_otherwise_are_set_aside(desk: Desk, head: Any) -> None:
    row = signed("verdict", subject.verdict(BODY, CRITERION), {})
    text = json.dumps(
        {**json.loads(row.head), **head}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    assert Hostile(desk.session.casebook).send(RecordRow(sha256(text), text, row.body)) == 0
    assert [told.severity for told in desk.sharing.check()] == ["notice"]


def test_depth_is_refused_before_any_reader_of_json_differs_about_it(desk: Desk) -> None:
    deep: Any = "x"
    for _ in range(500):
        deep = [deep]
    assert Hostile(desk.session.casebook).send(signed("purge", "purge:1", deep)) == 0


def test_a_save_with_the_greatest_number_is_no_work_for_the_check(desk: Desk) -> None:
    Hostile(desk.session.casebook).send(number=2**53 - 1)
    (told,) = desk.sharing.check()
    assert "have not arrived" in told.what


@pytest.mark.thorough
def test_a_receipt_that_names_no_document_breaks_nothing(reviewer: Run, fresh: Path, desk: Desk) -> None:
    with desk.session.casebook.act() as act:
        act.put(Receipt("aberwen", "not a hash", "x.pdf", "", date(2025, 1, 1)), subject.itself("receipt"))
    desk.close()
    (row,) = reviewer("documents", fresh, "--json").rows
    assert "names no document" in row["problem"]
    done = reviewer("check", fresh, "--json", code=1)
    (told,) = [one for one in done.rows if one["severity"] == "damage"]
    assert "x.pdf" in told["what"]
    for command in (
        ("status", fresh),
        ("search", fresh, "words"),
        ("overview", fresh, "-o", fresh.parent / "o.csv"),
    ):
        reviewer(*command)
