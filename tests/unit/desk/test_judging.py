"""Judging: evidence, verdicts, absences; undo; and what is left."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reviewer.casebook import Every, index_waiting, text_hash
from reviewer.desk import Desk, Home
from reviewer.desk.display import Progress
from reviewer.desk.words.cells import cell_words
from reviewer.errors import CasebookBusyError, ConflictError, TiedError, WrongUseError
from reviewer.model import PassageError, Search, Stance
from tests.colleagues import joined
from tests.needles import sheet_writing
from tests.said import said
from tests.unit.desk.conftest import Clock

DUE = date(2025, 2, 28)


@pytest.fixture
def read(desk: Desk, plan: Path) -> Desk:
    desk.receiving.receive("harrowdale", [plan], DUE)
    return desk


def kinds(desk: Desk, body: str = "harrowdale") -> list[tuple[str, str | None]]:
    return [(str(blocker.code), blocker.criterion) for blocker in desk.standing.state(body).blocks_signing]


def test_a_quote_becomes_evidence_at_its_place(read: Desk) -> None:
    kept = read.judging.evidence("harrowdale", "partners", "plan.txt", "named a  contact at the refuge")
    passage = kept.content.passage
    assert passage.quote == "named a contact at the refuge"
    (view,) = read.standing.state("harrowdale").criteria["partners"].evidence
    assert (view.state, view.name, view.record.content.stance) == ("exact", "plan.txt", Stance.SUPPORTS)


def test_a_selection_becomes_evidence(read: Desk) -> None:
    document = read.reading.documents()[0].sha256
    text = read.reading.text(document).parts[0]
    start = text.text.index("two posts")
    words = ("harrowdale", "unit", document, text.place, start, start + 9)
    kept = read.judging.tie(*words, note="one vacancy", stance=Stance.CONTRADICTS)
    assert (kept.content.passage.quote, kept.content.note) == ("two posts", "one vacancy")


def test_cells_become_evidence_with_the_address_of_each(read: Desk, tmp_path: Path) -> None:
    rows = "".join(
        sheet_writing.row("".join(f'<c r="{name}" t="str"><v>{text}</v></c>' for name, text in line.items()))
        for line in (
            {"A2": "Rank", "B2": "Posts", "C2": "Vacant"},
            {"A3": "Sergeant", "B3": "6", "C3": "two"},
            {"A4": "Constable", "B4": "14", "C4": "three"},
        )
    )
    book = tmp_path / "posts.xlsx"
    book.write_bytes(sheet_writing.workbook(rows))
    read.receiving.receive("harrowdale", [book], DUE)
    place = "sheet:Sheet1!A3:B4"
    kept = read.judging.evidence("harrowdale", "unit", "posts.xlsx", "Sergeant 6 Constable 14", place)
    passage = kept.content.passage
    assert (passage.place, passage.quote) == (place, "Sergeant\t6\nConstable\t14")
    (view,) = read.standing.state("harrowdale").criteria["unit"].evidence
    assert (view.state, view.place, view.where) == ("exact", place, "sheet Sheet1, A3:B4")
    assert cell_words(passage.place, passage.quote) == "A3 “Sergeant”, B3 “6”, A4 “Constable”, B4 “14”"
    assert cell_words("sheet:Sheet1!A3", "Sergeant") == cell_words("p1", "a\tb") == ""
    again = read.judging.tie("harrowdale", "partners", passage.document, "sheet:Sheet1!C3:C4", 0, 0)
    assert again.content.passage.quote == "two\nthree"


def test_words_that_are_not_there_or_not_alone_are_refused(read: Desk, tmp_path: Path) -> None:
    with pytest.raises(PassageError, match="quote-absent"):
        read.judging.evidence("harrowdale", "partners", "plan.txt", "three contacts")
    (tmp_path / "twice.txt").write_text("It is so. And again: It is so.")
    read.receiving.receive("harrowdale", [tmp_path / "twice.txt"], DUE)
    with pytest.raises(PassageError, match=r"quote-twice-at .*times=2"):
        read.judging.evidence("harrowdale", "partners", "twice.txt", "It is so")
    with pytest.raises(WrongUseError, match="no page 9"):
        read.judging.evidence("harrowdale", "partners", "plan.txt", "two posts", page=9)
    assert read.standing.state("harrowdale").criteria["partners"].evidence == ()


def test_evidence_comes_only_from_what_the_body_sent(read: Desk) -> None:
    with pytest.raises(WrongUseError, match="no document"):
        read.judging.evidence("penmarsh", "partners", "plan.txt", "two posts")
    document = read.reading.documents()[0].sha256
    with pytest.raises(WrongUseError, match="not received from Penmarsh"):
        read.judging.tie("penmarsh", "partners", document, "text", 0, 8)


def test_a_verdict_rests_on_what_stands_then(read: Desk) -> None:
    tied = read.judging.evidence("harrowdale", "partners", "plan.txt", "named a contact at the refuge")
    kept = read.judging.verdict("harrowdale", "partners", "under-way", "A contact is named.")
    assert kept.content.evidence == (tied.id,)
    with pytest.raises(WrongUseError, match=r"splendid.*in-place"):
        read.judging.verdict("harrowdale", "partners", "splendid", "Because.")
    with pytest.raises(WrongUseError, match="reason"):
        read.judging.verdict("harrowdale", "partners", "in-place", " ")
    with pytest.raises(WrongUseError, match=r"no criterion “partner”.*partners"):
        read.judging.verdict("harrowdale", "partner", "in-place", "Because.")


def test_undo_and_redo_are_records_too(read: Desk) -> None:
    read.judging.verdict("harrowdale", "partners", "under-way", "A contact is named.")
    read.judging.verdict("harrowdale", "partners", "in-place", "Two contacts are named.")
    before = read.position
    assert said(read.history.undo()) == "Verdict on " + read.criterion("partners").title
    (standing,) = read.standing.state("harrowdale").criteria["partners"].verdicts
    assert standing.content.finding == "under-way"
    assert read.history.undo()
    assert read.standing.state("harrowdale").criteria["partners"].verdicts == ()
    assert read.history.redo()
    assert read.history.redo()
    assert read.history.redo() is None
    (standing,) = read.standing.state("harrowdale").criteria["partners"].verdicts
    assert standing.content.finding == "in-place"
    assert read.position == before + 4
    assert read.sharing.check() == ()


def test_a_new_act_ends_what_could_be_redone(read: Desk) -> None:
    read.judging.verdict("harrowdale", "partners", "under-way", "A contact is named.")
    read.history.undo()
    read.judging.verdict("harrowdale", "unit", "falls-short", "A vacancy.")
    assert read.history.can_redo() is None
    assert read.history.redo() is None


def test_a_passage_can_be_untied_and_tied_again(read: Desk) -> None:
    kept = read.judging.evidence("harrowdale", "partners", "plan.txt", "named a contact at the refuge")
    read.history.withdraw(kept.id, "the wrong criterion")
    assert read.standing.state("harrowdale").criteria["partners"].evidence == ()
    assert read.history.undo()
    assert len(read.standing.state("harrowdale").criteria["partners"].evidence) == 1
    with pytest.raises(WrongUseError, match="no record"):
        read.history.withdraw("00" * 32)


def test_a_note_is_one_act_and_one_undo(read: Desk) -> None:
    kept = read.judging.evidence("harrowdale", "partners", "plan.txt", "named a contact at the refuge")
    noted = read.judging.note(kept.id, " The refuge is in the north. ", Stance.CONTRADICTS)
    assert (noted.subject, noted.content.note) == (kept.subject, "The refuge is in the north.")
    (view,) = read.standing.state("harrowdale").criteria["partners"].evidence
    assert view.record.content.stance is Stance.CONTRADICTS
    assert said(read.history.undo()) == "Note on a passage"
    (view,) = read.standing.state("harrowdale").criteria["partners"].evidence
    assert (view.record.content.note, view.record.content.stance) == ("", Stance.SUPPORTS)
    with pytest.raises(WrongUseError, match="no tied passage"):
        read.judging.note("00" * 32, "x")


def test_an_absence_waits_until_the_hits_are_looked_at(read: Desk) -> None:
    report = read.judging.absence("harrowdale", "partners")
    search = report.search.content
    assert search.terms == read.criterion("partners").search
    assert search.pages == 1
    assert bool(report.hits) != search.looked_at
    looked = read.judging.absence("harrowdale", "partners", looked_at=True)
    assert looked.search.content.looked_at
    assert looked.search.subject == report.search.subject


@pytest.mark.thorough
def test_a_search_for_an_absence_misses_nothing_that_it_counts_while_receiving_goes_on(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_waiting, "_SOON", 0.02)
    term = desk.criterion("partners").search[0]
    for number in range(20):
        (tmp_path / f"{number:02}.txt").write_text(f"File {number} speaks of {term}.")
    seen: list[tuple[int, int]] = []

    def ask(_progress: Progress) -> None:
        report = desk.judging.absence("harrowdale", "partners")
        seen.append((len(report.search.content.receipts), len(report.hits)))
        time.sleep(0.01)

    desk.receiving.receive("harrowdale", sorted(tmp_path.glob("*.txt")), DUE, progress=ask)
    assert all(receipts == hits for receipts, hits in seen), seen
    assert len(set(seen)) > 2


def test_a_text_that_changes_during_a_search_for_an_absence_is_searched_again(
    read: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = read.session.casebook.index
    (row,) = read.reading.documents()
    text = index.text(row.sha256)
    assert text is not None
    terms, every = read.criterion("partners").search, index.every
    others = [replace(text, parts=(replace(text.parts[0], text=f"Text {n}: {terms[0]}."),)) for n in range(9)]

    def changing(queries: Sequence[str], documents: Collection[str]) -> Every:
        if others:
            index.put(others.pop())
        return every(queries, documents)

    monkeypatch.setattr(index, "every", changing)
    with pytest.raises(CasebookBusyError, match=r"being read just now\. Search again"):
        read.judging.absence("harrowdale", "partners")
    assert read.session.casebook.current(Search) == ()
    del others[1:]
    report = read.judging.absence("harrowdale", "partners")
    now = index.text(row.sha256)
    assert now is not None
    assert now.parts[0].text.startswith("Text 0")
    assert report.search.content.texts == {row.sha256: text_hash(now)}
    assert [hit.hit.place for hit in report.hits] == [now.parts[0].place]


def test_a_document_that_comes_later_makes_a_search_stale(read: Desk, tmp_path: Path) -> None:
    read.judging.verdict("harrowdale", "partners", "not-shown", "Nothing says so.")
    assert ("no-search", "partners") in kinds(read)
    read.judging.absence("harrowdale", "partners", looked_at=True)
    assert not [kind for kind in kinds(read) if kind[1] == "partners"]
    (tmp_path / "more.txt").write_text("More about partners.")
    read.receiving.receive("harrowdale", [tmp_path / "more.txt"], DUE)
    assert ("search-stale", "partners") in kinds(read)
    assert read.standing.state("harrowdale").criteria["partners"].search_stale


def test_two_people_who_differ_are_a_conflict_until_somebody_settles_it(
    read: Desk, colleague: Home, tmp_path: Path, clock: Clock
) -> None:
    (tmp_path / "share").mkdir()
    read.sharing.sync(tmp_path / "share")
    with joined(read, tmp_path / "share", tmp_path / "theirs.casebook", colleague, clock) as theirs:
        theirs.judging.verdict("harrowdale", "unit", "in-place", "Two posts.")
        theirs.sharing.sync(tmp_path / "share")
        read.judging.verdict("harrowdale", "unit", "falls-short", "One vacancy.")
        read.sharing.sync(tmp_path / "share")
        theirs.sharing.sync(tmp_path / "share")
        for each in (read, theirs):
            assert len(each.standing.state("harrowdale").criteria["unit"].verdicts) == 2
            assert ("verdicts-differ", "unit") in kinds(each)
            with pytest.raises(ConflictError, match="differently"):
                each.judging.verdict("harrowdale", "unit", "under-way", "A third view.")
        read.judging.verdict("harrowdale", "unit", "under-way", "We agreed on this.", resolve=True)
        read.sharing.sync(tmp_path / "share")
        theirs.sharing.sync(tmp_path / "share")
        (settled,) = theirs.standing.state("harrowdale").criteria["unit"].verdicts
        assert settled.content.because == "We agreed on this."


def test_a_verdict_taken_back_here_and_changed_there_is_a_conflict(
    read: Desk, colleague: Home, tmp_path: Path, clock: Clock
) -> None:
    (tmp_path / "share").mkdir()
    first = read.judging.verdict("harrowdale", "unit", "in-place", "Two posts.")
    read.sharing.sync(tmp_path / "share")
    with joined(read, tmp_path / "share", tmp_path / "theirs.casebook", colleague, clock) as theirs:
        theirs.judging.verdict("harrowdale", "unit", "falls-short", "One vacancy.")
        theirs.sharing.sync(tmp_path / "share")
        read.history.withdraw(first.id, "Too early.")
        read.sharing.sync(tmp_path / "share")
        assert read.standing.state("harrowdale").criteria["unit"].conflict
        assert ("verdict-contested", "unit") in kinds(read)
        read.judging.verdict("harrowdale", "unit", "under-way", "Settled.", resolve=True)
        assert not read.standing.state("harrowdale").criteria["unit"].conflict


def test_the_category_is_the_inspectors_and_the_rules_only_suggest(read: Desk) -> None:
    for criterion in read.case.framework.criteria:
        read.judging.verdict("harrowdale", criterion.key, criterion.findings[0], "Because.")
    assert read.standing.suggested("harrowdale") in {known.key for known in read.case.framework.categories}
    assert read.standing.state("harrowdale").category is None
    other = read.case.framework.categories[-1].key
    read.judging.category("harrowdale", other, "Against the rules' advice.")
    assert read.standing.state("harrowdale").category is not None
    with pytest.raises(WrongUseError, match="no category"):
        read.judging.category("harrowdale", "best")


def test_the_list_of_bodies_shows_tones_and_lateness(read: Desk, plan: Path) -> None:
    read.judging.verdict("harrowdale", "policy", "in-place", "Because.")
    read.receiving.receive("penmarsh", [plan], date(2025, 3, 4))
    lines = {line.code: line for line in read.standing.body_lines()}
    assert lines["harrowdale"].tones == ("met", "", "", "", "")
    assert lines["penmarsh"].late == 1
    assert read.standing.progress() == (6, 0, 0)


def test_what_is_tied_already_is_told_and_not_doubled(read: Desk) -> None:
    words = ("harrowdale", "partners", "plan.txt", "two posts")
    kept = read.judging.evidence(*words)
    before = read.position
    with pytest.raises(TiedError, match=kept.id[:12]):
        read.judging.evidence(*words, note="Another note.", stance=Stance.CONTRADICTS)
    passage = kept.content.passage
    with pytest.raises(TiedError):
        read.judging.tie(*words[:2], passage.document, passage.place, passage.start, passage.end)
    assert read.position == before
    read.judging.evidence("harrowdale", "unit", *words[2:])
    read.history.withdraw(kept.id, "untied")
    assert read.judging.evidence(*words).id != kept.id
