"""What a casebook remembers, and how it answers."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reviewer.casebook import Author, Casebook, subject
from reviewer.casebook.database import Database, Row
from reviewer.errors import CasebookError, ConflictError, ReadOnlyError
from reviewer.model import (
    Block,
    Evidence,
    Grade,
    Included,
    Letter,
    LetterState,
    Origin,
    Passage,
    Person,
    Purge,
    Receipt,
    Search,
    Seen,
    Stance,
    Transcribed,
    Verdict,
    Withdrawn,
)

MET = Verdict("kent", "plans", "met", "page 4 says so", ("aa",), ("bb",))
GAP = Verdict("kent", "plans", "gap", "page 9 takes it back")
SHA = "ab" * 32

EVERYTHING = [
    Receipt("kent", SHA, "plan.pdf", "mail from kent", date(2017, 5, 30)),
    Included("receipt:00ff", included=True, because="agreed by telephone"),
    Evidence("kent", "plans", Passage(SHA, "p7", 3, 9, "we will", "said ", " by", "pdfium 1"), Stance.CONTRADICTS, "n"),
    Search(
        "kent", "plans", ("plan", "strategy"), ("receipt:00ff",), {SHA: "cd" * 32}, ((SHA, "p1"),), ((SHA, "p2"),),
        12, looked_at=True, pieces=("ef" * 32,), known_hits=((SHA, "p3"),), known_pieces=("01" * 32,),
        marks=(("0a" * 8, "0b" * 8),), known_marks=("0c" * 8,),
    ),
    Seen(SHA, "p2/picture1", "shown", "ef" * 32, "a map"),
    Seen(SHA, "", "locked", note="asked the force"),
    Transcribed(SHA, "p2", "What it says.\nIn two lines."),
    MET,
    Grade("kent", "good", "all met"),
    Block("kent", "letter", "b1", 3, Origin.WRITTEN, "Some *words* – “quoted”.", ("aa",), "asked for"),
    Letter("kent", "letter", LetterState.ISSUED, "cy", SHA, "Ann", ("aa", "bb")),
    Purge("aa", "court order", "the chief"),
]  # fmt: skip


@pytest.mark.parametrize("content", EVERYTHING, ids=lambda content: type(content).__name__)
def test_each_kind_of_content_comes_back_as_it_was_put(casebook: Casebook, content: Any) -> None:
    with casebook.act() as act:
        record = act.put(content)
    (kept,) = casebook.current(type(content))
    assert kept.content == content
    assert (kept.id, kept.at) == (record, casebook.history(kept.subject)[0].at)
    assert casebook.get(record) == kept
    assert casebook.check() == () or isinstance(content, (Receipt, Letter))


def test_the_founding_save_introduces_the_author_and_holds_the_case(
    casebook: Casebook, ann: Author, case_data: dict[str, Any]
) -> None:
    assert casebook.cases.data(casebook.cases.standing().serves) == case_data
    assert casebook.people() == {ann.key: "Ann Archer"}
    assert casebook.current(Person)[0].content == Person("Ann Archer", ann.key)
    ((_, founding),) = casebook.saves()
    assert [json.loads(row.head)["kind"] for row in founding.records] == ["person", "inspection", "framework"]
    assert casebook.check() == ()


def test_a_later_verdict_supersedes_the_earlier_and_both_stay_in_the_history(casebook: Casebook) -> None:
    for verdict in (MET, GAP):
        with casebook.act() as act:
            act.put(verdict)
    assert [kept.content for kept in casebook.current(Verdict, body="kent", criterion="plans")] == [GAP]
    assert [kept.content for kept in casebook.history(subject.verdict("kent", "plans"))] == [MET, GAP]


def test_records_are_found_by_body_criterion_document_and_subject(casebook: Casebook) -> None:
    receipt = Receipt("devon", SHA, "a.pdf", "", date(2017, 5, 1))
    with casebook.act() as act:
        act.put(MET)
        act.put(Verdict("devon", "plans", "met", ""))
        act.put(receipt)
        act.put(Evidence("devon", "plans", Passage(SHA, "p1", 0, 1, "x")))
    assert len(casebook.current(Verdict, criterion="plans")) == 2
    assert len(casebook.current(Verdict, body="devon")) == 1
    assert casebook.current(Receipt, document=SHA)[0].content == receipt
    assert len(casebook.current(Evidence, document=SHA, body="devon")) == 1
    assert len(casebook.current(Verdict, subject="verdict:kent/plans")) == 1
    assert casebook.current(Verdict, body="nowhere") == ()
    with pytest.raises(TypeError, match="found by"):
        casebook.current(Verdict, head="x")


def test_an_act_is_one_save_or_none(casebook: Casebook) -> None:
    before = casebook.head_position()
    act = casebook.act()
    with suppress(RuntimeError), act:
        act.put(MET)
        raise RuntimeError
    assert casebook.current(Verdict) == ()
    with casebook.act() as act:
        pass
    assert act.saved is None
    assert casebook.head_position() == before
    with casebook.act() as act:
        records = (act.put(MET), act.put(Grade("kent", "good")))
    (save,) = casebook.own_saves(limit=1)
    assert act.saved == save.id
    assert tuple(record.id for record in save.records) == records
    assert tuple(record.kind for record in save.records) == ("verdict", "category")
    assert casebook.head_position() == before + 1


def kinds(casebook: Casebook, limit: int) -> list[list[str]]:
    """What its author's last acts recorded, newest first."""
    return [[record.kind for record in save.records] for save in casebook.own_saves(limit=limit)]


def test_withdrawing_and_putting_it_back_are_records_too(casebook: Casebook) -> None:
    with casebook.act() as act:
        act.put(MET)
    (kept,) = casebook.current(Verdict)
    with casebook.act() as act:
        act.withdraw(kept, "wrong body")
    assert casebook.current(Verdict) == ()
    assert casebook.current(Withdrawn)[0].content == Withdrawn("wrong body")
    with casebook.act() as act:
        act.put(kept.content)
    assert [one.content for one in casebook.history(kept.subject)] == [MET, Withdrawn("wrong body"), MET]
    assert casebook.current(Withdrawn) == ()
    assert kinds(casebook, 3) == [["verdict"], ["withdrawn"], ["verdict"]]
    assert kinds(casebook, 1) == [["verdict"]]


def test_what_no_longer_stands_can_not_be_superseded_or_withdrawn(casebook: Casebook) -> None:
    with casebook.act() as act:
        first = act.put(MET)
    (kept,) = casebook.current(Verdict)
    with casebook.act() as act:
        act.put(GAP)
    with pytest.raises(CasebookError, match="no longer stands"), casebook.act() as act:
        act.put(MET, supersedes=[first])
    with pytest.raises(CasebookError, match="no longer stands"), casebook.act() as act:
        act.withdraw(kept)
    assert casebook.current(Verdict)[0].content == GAP


def test_a_save_must_present_what_it_last_saw(casebook: Casebook) -> None:
    late = casebook.act()
    late.put(MET)
    with casebook.act() as act:
        act.put(GAP)
    with pytest.raises(CasebookError, match="verdict on kent, plans has changed meanwhile"):
        late.save()
    assert [kept.content for kept in casebook.current(Verdict)] == [GAP]


def test_one_act_may_build_on_itself(casebook: Casebook) -> None:
    with casebook.act() as act:
        first = act.put(MET)
        act.put(GAP)
        act.put(Grade("kent", "good"))
    assert [kept.content for kept in casebook.current(Verdict)] == [GAP]
    assert casebook.get(first) is not None
    assert casebook.check() == ()


def test_two_verdicts_on_one_subject_are_a_conflict_until_an_explicit_act(
    casebook: Casebook, colleague: Casebook
) -> None:
    with casebook.act() as act:
        act.put(MET)
    with colleague.act() as act:
        act.put(GAP)
    casebook.absorb(bundle for _, bundle in colleague.saves())
    ((about, kept),) = casebook.conflicts()
    assert about == "verdict:kent/plans"
    assert [one.content for one in kept] == [MET, GAP]
    assert len(casebook.current(Verdict)) == 2
    with (
        pytest.raises(ConflictError, match="2 decisions stand for the verdict on kent, plans"),
        casebook.act() as act,
    ):
        act.put(GAP)
    with casebook.act() as act:
        act.put(GAP, supersedes=[one.id for one in kept])
    assert casebook.conflicts() == ()
    assert len(casebook.current(Verdict)) == 1


def test_two_withdrawals_of_one_thing_agree(casebook: Casebook, colleague: Casebook) -> None:
    with casebook.act() as act:
        act.put(MET)
    colleague.absorb(bundle for _, bundle in casebook.saves())
    for book in (casebook, colleague):
        with book.act() as act:
            act.withdraw(book.current(Verdict)[0])
    casebook.absorb(bundle for _, bundle in colleague.saves())
    assert casebook.conflicts() == ()
    with casebook.act() as act:
        act.put(GAP)
    assert casebook.current(Withdrawn) == ()


def test_a_content_can_only_be_about_its_own_kind_of_subject(casebook: Casebook) -> None:
    with pytest.raises(ValueError, match="can't be about"), casebook.act() as act:
        act.put(MET, subject="category:kent")
    with pytest.raises(TypeError, match="withdrawn"), casebook.act() as act:
        act.put(Withdrawn())


def test_unknown_records_are_none_and_the_reader_without_a_pen_says_so(
    casebook: Casebook, clock: Callable[[], int]
) -> None:
    assert casebook.get("ff" * 32) is None
    assert casebook.get("no hex") is None
    casebook.close()
    with Casebook.open(casebook.folder, None, clock, writable=False) as reading:
        with pytest.raises(ReadOnlyError, match="open for reading only"):
            reading.act()
        with pytest.raises(ReadOnlyError):
            reading.files.put(b"x")


def test_another_author_of_the_same_casebook_is_introduced_with_the_first_act(
    casebook: Casebook, bob: Author, clock: Callable[[], int]
) -> None:
    casebook.close()
    with Casebook.open(casebook.folder, bob, clock) as his:
        with his.act() as act:
            act.put(MET)
        assert set(his.people().values()) == {"Ann Archer", "Bob Baker"}
        assert kinds(his, 1) == [["verdict"]]
        assert his.check() == ()


def test_threads_may_share_a_casebook(casebook: Casebook) -> None:
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for criterion in range(10):
                with casebook.act() as act:
                    act.put(Verdict(f"body-{number}", f"c-{criterion}", "met", ""))
                assert len(casebook.current(Verdict, body=f"body-{number}")) == criterion + 1
        except BaseException as error:  # noqa: BLE001 - told to the test's own thread
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(casebook.current(Verdict)) == 40
    assert casebook.check() == ()


def test_opening_an_existing_casebook_does_not_import_what_only_making_one_needs(
    casebook: Casebook, root: Path
) -> None:
    import subprocess
    import sys

    casebook.close()
    script = (
        "import sys; from pathlib import Path; from reviewer.casebook import Casebook\n"
        f"with Casebook.open(Path({str(casebook.folder)!r}), None, lambda: 0) as c: c.cases.data(c.inspection_id)\n"
        "heavy = {'sqlite_utils', 'filelock', 'rfc8785', 'pydantic'} & set(sys.modules)\n"
        "sys.exit(repr(heavy) if heavy else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_what_changed_is_found_from_the_saves_and_not_by_looking_through_all_records(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is asked after every act, also of a casebook with hundreds of thousands of records."""
    before = casebook.head_position()
    with casebook.act() as act:
        act.put(Verdict("kent", "plans", "met", ""))
    asked: list[str] = []
    rows = Database.rows

    def note(database: Database, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> list[Row]:
        asked.append(sql)
        return rows(database, sql, values)

    monkeypatch.setattr(Database, "rows", note)
    assert casebook.changed_since(before) == ("verdict:kent/plans",)
    assert casebook.changed_since(casebook.head_position()) == ()
    plan = [line[3] for line in rows(casebook._database, f"EXPLAIN QUERY PLAN {asked[0]}", (before,))]  # noqa: SLF001  # the plan and the steps of SQLite, of this connection
    assert not [step for step in plan if step.startswith("SCAN")], plan
