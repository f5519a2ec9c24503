"""A check looks at each record by itself too: what is spelt otherwise than canonically is told, whatever its hashes and signatures say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from reviewer.casebook import Author, Beyond, Casebook, RecordRow, record_walk
from reviewer.casebook.canonical import sha256
from reviewer.casebook.database import Database
from reviewer.casebook.kept_records import content_of
from reviewer.casebook.record import make_record, make_save
from reviewer.casebook.save_writing import insert, next_in_chain
from reviewer.casebook.seal import Seal
from reviewer.model import Evidence, Passage, Receipt, Stance, Verdict

Clock = Callable[[], int]
VERDICT = Verdict("kent", "plans", "met", "because")
SPACED = '"because": '


def signed(casebook: Casebook, ann: Author, row: RecordRow) -> None:
    """Put a record into a closed casebook, in a save that its author has signed."""
    database = Database(casebook.folder / "casebook.sqlite", "made", writable=True)
    with database.write():
        chain = next_in_chain(database, ann)
        insert(database, make_save(ann, chain, 1, [row]), Seal(ann.seal_key))
    database.close()


def spaced_body(row: RecordRow) -> RecordRow:
    body = (row.body or "").replace('"because":', SPACED)
    head = row.head.replace(sha256(row.body or ""), sha256(body))
    return RecordRow(sha256(head), head, body)


def spaced_head(row: RecordRow) -> RecordRow:
    head = row.head.replace('"kind":', '"kind": ')
    return RecordRow(sha256(head), head, row.body)


def twice_said(row: RecordRow) -> RecordRow:
    body = (row.body or "").replace('"finding":"met"', '"finding":"gap","finding":"met"')
    head = row.head.replace(sha256(row.body or ""), sha256(body))
    return RecordRow(sha256(head), head, body)


@pytest.mark.parametrize(
    ("respelt", "found"),
    [
        (spaced_body, "a record's body is not the one that was signed"),
        (twice_said, "a record's body is not the one that was signed"),
        (spaced_head, "a record is not what its id says"),
    ],
)
def test_a_spelling_that_is_not_canonical_is_told(
    casebook: Casebook,
    ann: Author,
    clock: Clock,
    respelt: Callable[[RecordRow], RecordRow],
    found: str,
) -> None:
    casebook.close()
    row = respelt(make_record(VERDICT, "verdict:kent/plans", ann.key, 1, ()))
    signed(casebook, ann, row)
    with Casebook.open(casebook.folder, None, clock, writable=False) as reading:
        assert found in "".join(fault.what for fault in reading.check() if fault.record == row.id)


def test_what_is_spelt_with_escapes_is_as_good(casebook: Casebook) -> None:
    with casebook.act() as act:
        act.put(Verdict('"kent"', "plans", "met", 'They say "yes"\nand \\ no.\x01'))
    assert casebook.check() == ()


def test_only_what_is_beyond_some_bodies_and_cites_some_documents_is_read(casebook: Casebook) -> None:
    def cited(body: str, document: str) -> Evidence:
        return Evidence(body, "plans", Passage(document, "p1", 0, 4, "this"), Stance.SUPPORTS)

    here, away = "a" * 64, "b" * 64
    for evidence in (cited("kent", here), cited("kent", away), cited("dover", away), cited("kent\0", away)):
        with casebook.act() as act:
            act.put(evidence, f"evidence:{evidence.body}{evidence.passage.document}")

    def bodies(beyond: Beyond | None) -> list[str]:
        return [kept.content.body for kept in casebook.each_current(Evidence, beyond)]

    assert bodies(None) == ["kent", "kent", "dover", "kent\0"]
    assert bodies(Beyond({"kent"}, {here})) == ["kent", "dover", "kent\0"]
    assert bodies(Beyond({"kent", "dover"})) == ["kent\0"]
    assert list(casebook.each_current(Receipt, Beyond(()))) == []


def test_passages_are_told_by_their_form_and_decoded_by_nobody(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their bodies are most of a casebook: what is parsed for a check must not grow with them."""
    with casebook.act() as act:
        act.put(VERDICT)
        for number in range(30):
            quote = f'the {number}th "plan"'
            act.put(Evidence("kent", "plans", Passage("ab" * 32, "p1", number, number + 9, quote), note="é"))
    read: list[str] = []

    def counted(kind: str, *rest: Any) -> object:
        read.append(kind)
        return content_of(kind, *rest)

    monkeypatch.setattr(record_walk, "content_of", counted)
    assert casebook.check() == ()
    assert sorted(read) == ["framework", "inspection", "person", "verdict"]


@pytest.mark.parametrize(("begin", "end"), [(9, 4), (-3, 4)])
def test_a_passage_that_ends_before_it_begins_is_no_passage(
    casebook: Casebook, ann: Author, clock: Clock, begin: int, end: int
) -> None:
    casebook.close()
    passage = Evidence("kent", "plans", Passage("ab" * 32, "p1", begin, end, "this"))
    signed(casebook, ann, make_record(passage, "evidence:1", ann.key, 1, ()))
    with Casebook.open(casebook.folder, ann, clock) as reopened:
        (fault,) = reopened.check()
    assert "is malformed: what it holds is no evidence" in fault.what


def test_a_passage_under_anothers_subject_is_no_passage(
    casebook: Casebook, ann: Author, clock: Clock
) -> None:
    casebook.close()
    passage = Evidence("kent", "plans", Passage("ab" * 32, "p1", 1, 4, "this"))
    signed(casebook, ann, make_record(passage, "verdict:kent/plans", ann.key, 1, ()))
    with Casebook.open(casebook.folder, ann, clock) as reopened:
        (fault,) = reopened.check()
    assert "is malformed: what it holds is no evidence" in fault.what
