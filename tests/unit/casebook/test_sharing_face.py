"""What sharing builds on: saves go out whole, come in verified, and what can't be trusted waits outside."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer.casebook import Author, Casebook, RecordRow, SaveBundle, soundness
from reviewer.casebook.record import Chain, make_record, make_save
from reviewer.errors import CasebookError
from reviewer.model import Person, Purge, Verdict
from tests.faults.altering import edited
from tests.merged_saves import read_saves

MET = Verdict("kent", "plans", "met", "because")


def bundles(casebook: Casebook) -> list[SaveBundle]:
    return [bundle for _, bundle in casebook.saves()]


def judge(casebook: Casebook, verdict: Verdict = MET) -> SaveBundle:
    with casebook.act() as act:
        act.put(verdict)
    return bundles(casebook)[-1]


def whys(casebook: Casebook) -> list[str]:
    return [
        problem.what.rpartition(": ")[2] for problem in casebook.check() if "not taken in" in problem.what
    ]


def test_a_colleague_joins_and_both_hold_the_same(casebook: Casebook, colleague: Casebook) -> None:
    judge(colleague)
    told = casebook.absorb(bundles(colleague))
    assert (told.new, told.records, told.quarantined) == (2, 2, ())
    assert [person.name for person in told.newcomers] == ["Bob Baker"]
    assert told.good == colleague.packs.save_ids() == casebook.packs.save_ids()
    again = casebook.absorb(bundles(colleague))
    assert (again.new, again.newcomers, set(again.good)) == (0, (), colleague.packs.save_ids())
    assert casebook.current(Verdict) == colleague.current(Verdict)
    assert casebook.check() == colleague.check() == ()


def test_a_signature_is_verified_once_by_who_joins(
    casebook: Casebook, tmp_path: Path, bob: Author, clock: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    verified: list[bytes] = []

    def is_signed(save: bytes, _author: str, _signature: bytes | None) -> bool:
        verified.append(save)
        return True

    sent = [*bundles(casebook), judge(casebook)]
    monkeypatch.setattr(
        soundness, "is_signed", is_signed
    )  # where all is examined again; what arrives is verified elsewhere
    with Casebook.adopt(tmp_path / "bob.casebook", bob, clock, sent, casebook.inspection_id) as joined:
        assert [kept.content for kept in joined.current(Verdict)] == [MET]
    assert verified == []


def spoilt(bundle: SaveBundle) -> dict[str, SaveBundle]:
    (row,) = bundle.records
    head = json.dumps({**json.loads(bundle.head), "time": 5}, separators=(",", ":"), sort_keys=True)
    body = row.body or ""
    return {
        "the save is not what its id says": replace(bundle, head=head),
        "the signature is not its author's": replace(bundle, signature=bytes(64)),
        "its records are not the ones that were signed": replace(bundle, records=()),
        "a record is not what its id says": replace(bundle, records=(replace(row, head=head),)),
        "a record's body is not the one that was signed": replace(
            bundle, records=(replace(row, body=body.replace("met", "gap")),)
        ),
        "the content of a record is missing": replace(bundle, records=(replace(row, body=None),)),
    }


@pytest.mark.parametrize("number", range(6))
def test_a_save_that_was_tampered_with_waits_in_quarantine(
    casebook: Casebook, colleague: Casebook, number: int
) -> None:
    good = judge(colleague)
    why, bad = list(spoilt(good).items())[number]
    casebook.absorb(bundles(colleague)[:-1])
    told = casebook.absorb([bad])
    assert (told.new, [one.why for one in told.quarantined], told.good) == (0, [why], frozenset())
    assert casebook.current(Verdict) == ()
    assert whys(casebook) == [why]
    casebook.absorb([bad])
    assert len(whys(casebook)) == 1, "the same rubbish is kept once"
    assert casebook.absorb([good]).new == 1
    assert len(casebook.current(Verdict)) == 1


def test_a_tampered_copy_of_what_is_held_does_not_count_as_published(casebook: Casebook) -> None:
    good = judge(casebook)
    for bad in spoilt(good).values():
        assert casebook.absorb([bad]).good == frozenset()
    assert casebook.absorb([good]).good == {good.id}


def test_a_save_that_arrives_with_the_very_damage_that_it_has_here_does_not_count_as_published(
    casebook: Casebook,
) -> None:
    good = judge(casebook)
    edited(casebook.folder, "UPDATE record SET body = replace(body, 'because', 'beca0se')")
    (row,) = good.records
    bad = replace(good, records=(replace(row, body=(row.body or "").replace("because", "beca0se")),))
    absorbed = casebook.absorb([bad])
    assert (absorbed.good, [one.save for one in absorbed.quarantined]) == (frozenset(), [good.id])
    assert casebook.absorb([good]).good == {good.id}
    assert [kept.content for kept in casebook.current(Verdict)] == [MET]


def test_json_that_two_readers_could_read_differently_is_refused(casebook: Casebook, ann: Author) -> None:
    row = make_record(MET, "verdict:kent/plans", ann.key, 1, ())
    from reviewer.casebook.canonical import sha256

    head = '{"kind":"category",' + row.head[1:]
    twice = RecordRow(sha256(head), head, row.body)
    save = make_save(ann, Chain(casebook.inspection_id, "ab" * 16, 1, ""), 1, [twice])
    assert [one.why for one in casebook.absorb([save]).quarantined] == ["a record is not what its id says"]


def test_a_record_of_somebody_else_can_not_be_signed_as_ones_own(
    casebook: Casebook, ann: Author, bob: Author
) -> None:
    row = make_record(MET, "verdict:kent/plans", ann.key, 1, ())
    save = make_save(bob, Chain(casebook.inspection_id, "ab" * 16, 1, ""), 1, [row])
    (refused,) = casebook.absorb([save]).quarantined
    assert refused.why == "a record is signed by somebody who did not write it"


def test_a_save_of_another_inspection_is_refused(
    casebook: Casebook, tmp_path: Path, bob: Author, clock: Callable[[], int]
) -> None:
    with Casebook.create(tmp_path / "other.casebook", bob, clock, {"inspection": {}}) as other:
        told = casebook.absorb(bundles(other))
    assert {one.why for one in told.quarantined} == {"it belongs to another inspection"}


def colleague_key(colleague: Casebook) -> str:
    (key,) = (key for key, name in colleague.people().items() if name == "Bob Baker")
    return key


def test_a_stranger_waits_until_introduced(casebook: Casebook, colleague: Casebook) -> None:
    judge(colleague)
    _, introduction, verdict = bundles(colleague)
    told = casebook.absorb([verdict])
    assert (told.new, dict(told.waiting)) == (0, {colleague_key(colleague): 1})
    assert casebook.current(Verdict) == ()
    assert casebook.absorb([introduction]).new == 1
    assert casebook.absorb([verdict]).new == 1
    assert [kept.content for kept in casebook.current(Verdict)] == [MET]
    assert casebook.check() == ()


def test_nobody_is_introduced_by_somebody_else(casebook: Casebook, ann: Author, bob: Author) -> None:
    row = make_record(Person("Bob Baker", bob.key), f"person:{bob.key}", ann.key, 1, ())
    casebook.absorb([make_save(ann, Chain(casebook.inspection_id, "ab" * 16, 1, ""), 1, [row])])
    own = make_record(MET, "verdict:kent/plans", bob.key, 1, ())
    told = casebook.absorb([make_save(bob, Chain(casebook.inspection_id, "cd" * 16, 1, ""), 1, [own])])
    assert (told.new, dict(told.waiting)) == (0, {bob.key: 1})
    assert "Bob Baker" not in casebook.people().values()


def test_a_content_that_is_missing_is_damaged_whatever_a_purge_says(
    casebook: Casebook, colleague: Casebook
) -> None:
    verdict = judge(colleague)
    with colleague.act() as act:
        act.put(Purge(verdict.records[0].id, "court order", "the chief"))
    *before, removed, purge = bundles(colleague)
    stripped = replace(removed, records=(replace(removed.records[0], body=None),))
    for arrived in ([*before, stripped], [purge], [purge, stripped]):
        whys = [one.why for one in casebook.absorb(arrived).quarantined]
        assert whys == ["the content of a record is missing"] * (stripped in arrived)
    assert casebook.current(Verdict) == ()
    assert casebook.absorb([removed]).new == 1
    assert len(casebook.current(Verdict)) == 1
    edited(
        casebook.folder,
        "UPDATE record SET body = NULL WHERE seq = (SELECT seq FROM current WHERE kind = 'verdict')",
    )
    assert [damage.record for damage in casebook.health.damages()] == [removed.records[0].id]
    assert casebook.bundles([removed.id]) == ()
    assert casebook.absorb([stripped]).good == frozenset()
    assert casebook.absorb([removed]).good == {removed.id}
    assert len(casebook.current(Verdict)) == 1


def test_a_copied_folder_does_not_continue_the_others_line(
    casebook: Casebook, tmp_path: Path, ann: Author, clock: Callable[[], int]
) -> None:
    import shutil

    casebook.close()
    copy = tmp_path / "copy.casebook"
    shutil.copytree(casebook.folder, copy)
    with Casebook.open(casebook.folder, ann, clock) as first, Casebook.open(copy, ann, clock) as second:
        judge(first)
        judge(second)
        first.absorb(bundles(second))
        (problem,) = first.check()
        assert "folder was copied" in problem.what
        assert problem.severity == "notice"
        with first.act() as act:
            act.put(Verdict("devon", "plans", "met", ""))
        assert len(first.check()) == 1, "the new save starts a line of its own"
        assert json.loads(bundles(first)[-1].head)["number"] == 1


def test_a_save_that_has_not_arrived_is_noticed(casebook: Casebook, colleague: Casebook) -> None:
    judge(colleague)
    judge(colleague)
    founding, introduction, _, last = bundles(colleague)
    casebook.absorb([founding, introduction, last])
    (problem,) = casebook.check()
    assert problem.what == "1 of 3 saves by Bob Baker have not arrived (the first is number 2)"
    assert problem.severity == "notice"


def test_saves_are_walked_from_a_position_and_fetched_by_id(casebook: Casebook) -> None:
    last = judge(casebook)
    position = casebook.head_position()
    assert [bundle for _, bundle in casebook.saves(position - 1)] == [last]
    assert list(casebook.saves(position)) == []
    wanted = casebook.bundles([last.id, "00" * 32])
    assert wanted == (last,)
    assert [one.id for one in casebook.bundles(casebook.packs.save_ids())] == sorted(
        casebook.packs.save_ids()
    )


def test_the_books_on_packs_and_merged_files(casebook: Casebook) -> None:
    saves = casebook.packs.save_ids()
    casebook.packs.mark_shared("a.pack", 10, saves)
    casebook.packs.mark_shared("b.pack", 20, saves)
    assert casebook.packs.known_packs() == {"a.pack": 10, "b.pack": 20}
    casebook.packs.forget_pack("a.pack")
    assert casebook.packs.shared_saves() == saves
    casebook.packs.forget_pack("b.pack")
    assert casebook.packs.shared_saves() == set()
    casebook.packs.mark_merged("m.sqlite", "ab")
    assert casebook.packs.known_merged() == {"m.sqlite": "ab"}


def test_the_merged_file_stands_alone_and_is_the_same_from_both_casebooks(
    casebook: Casebook, colleague: Casebook, tmp_path: Path
) -> None:
    judge(casebook)
    colleague.absorb(bundles(casebook))
    casebook.absorb(bundles(colleague))
    for number, book in enumerate((casebook, colleague)):
        book.build_merged(tmp_path / f"{number}.sqlite")
    data = (tmp_path / "0.sqlite").read_bytes()
    assert data[18:20] == b"\x01\x01", "a rollback journal, not a write-ahead log (SQLite's format, 1.3.3)"
    assert data == (tmp_path / "1.sqlite").read_bytes()
    assert sorted(path.name for path in tmp_path.glob("0.sqlite*")) == ["0.sqlite"]
    with closing(sqlite3.connect(tmp_path / "0.sqlite")) as tool:
        assert tool.execute("SELECT body, criterion, finding, author FROM verdicts").fetchall() == [
            ("kent", "plans", "met", "Ann Archer")
        ]
        with pytest.raises(sqlite3.IntegrityError):
            tool.execute("DELETE FROM record")
    assert set(read_saves(tmp_path / "0.sqlite")) == set(bundles(casebook))
    with pytest.raises(CasebookError, match="is there already"):
        casebook.build_merged(tmp_path / "0.sqlite")


def test_a_merged_file_that_is_none_is_refused_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "text.sqlite").write_text("not a database, though it is long enough to look at" * 20)
    with closing(sqlite3.connect(tmp_path / "other.sqlite")) as tool:
        tool.execute("CREATE TABLE something(x)")
    with closing(sqlite3.connect(tmp_path / "view.sqlite")) as tool:
        tool.executescript("CREATE VIEW record AS SELECT 1; CREATE VIEW save AS SELECT 1")
    with closing(sqlite3.connect(tmp_path / "columns.sqlite")) as tool:
        tool.executescript("CREATE TABLE record(x); CREATE TABLE save(x)")
    for path in tmp_path.glob("*.sqlite"):
        with pytest.raises(CasebookError):
            read_saves(path)


def test_joining_needs_the_beginning_of_the_inspection(
    casebook: Casebook, tmp_path: Path, bob: Author, clock: Callable[[], int]
) -> None:
    judge(casebook)
    with pytest.raises(CasebookError, match="does not hold the beginning"):
        Casebook.adopt(tmp_path / "b.casebook", bob, clock, bundles(casebook)[1:], casebook.inspection_id)
    assert not list(tmp_path.glob("*b.casebook*"))


def test_saves_in_no_pack_are_counted_from_the_last_count(casebook: Casebook) -> None:
    def agree() -> int:
        assert casebook.packs.unshared() == len(casebook.packs.unshared_saves())
        return casebook.packs.unshared()

    first = judge(casebook).id
    before = agree()
    second = judge(casebook, replace(MET, body="essex")).id
    assert agree() == before + 1
    casebook.packs.mark_shared("one.pack", 10, [first])
    assert agree() == before
    casebook.packs.mark_shared("two.pack", 10, casebook.packs.save_ids())
    assert agree() == 0
    third = judge(casebook, replace(MET, body="wilts")).id
    assert agree() == 1
    casebook.packs.forget_pack("two.pack")
    assert agree() == before + 1
    casebook.packs.mark_shared("three.pack", 10, [second, third])
    assert agree() == before - 1
