"""Passages whose words read differently now: shown, confirmed by a person, undone; and those that are lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reviewer.casebook import PageBoxes
from reviewer.desk import Desk, Home
from reviewer.desk.display import EvidenceView
from reviewer.desk.words.blockers import blocker_remedy, blocker_words
from reviewer.errors import CasebookError, WrongUseError
from reviewer.model import DocumentText, Evidence, NoText, Part
from reviewer.model.doubts import Doubt, DoubtedPage
from tests.colleagues import joined
from tests.said import said
from tests.unit.desk.conftest import PLAN, Clock

DUE = date(2025, 2, 28)
QUOTE = "It has two posts and one vacancy"


@pytest.fixture
def tied(desk: Desk, plan: Path) -> Desk:
    desk.receiving.receive("harrowdale", [plan], DUE)
    desk.judging.evidence("harrowdale", "unit", "plan.txt", QUOTE, note="One is vacant.")
    desk.judging.verdict("harrowdale", "unit", "falls-short", "A vacancy.")
    return desk


def read_as(desk: Desk, words: str) -> None:
    """A newer extractor, or a recognition, gives the document other words."""
    text = desk.reading.text(desk.reading.documents()[0].sha256)
    parts = (replace(text.parts[0], text=words),)
    desk.session.casebook.index.put(replace(text, extractor="newer/2", parts=parts))


def shown(desk: Desk) -> EvidenceView:
    (view,) = desk.standing.state("harrowdale").criteria["unit"].evidence
    return view


def blockers(desk: Desk) -> list[tuple[str, str, str]]:
    found = desk.standing.state("harrowdale").blocks_signing
    return [
        (each.code, blocker_words(each), blocker_remedy(each)) for each in found if each.criterion == "unit"
    ]


def test_words_that_differ_a_little_are_shown_and_block_until_they_are_confirmed(tied: Desk) -> None:
    assert blockers(tied) == []
    read_as(tied, PLAN.replace("two posts", "tvvo p0sts"))
    view = shown(tied)
    assert (view.state, view.place) == ("near", "text")
    assert (
        PLAN.replace("two posts", "tvvo p0sts")[view.start : view.end] == "It has tvvo p0sts and one vacancy"
    )
    ((kind, sentence, remedy),) = blockers(tied)
    assert kind == "near-passage"
    assert "reads differently now: 2 of 7 words differ" in sentence
    assert "confirm it, or untie it" in remedy


def test_confirming_ties_the_new_words_and_keeps_the_old_ones(tied: Desk) -> None:
    first = shown(tied).record
    read_as(tied, "A cover.\n" + PLAN.replace("two posts", "three posts"))
    kept = tied.passages.confirm(first.id)
    assert kept.content.passage.quote == "It has three posts and one vacancy"
    assert kept.content.passage.extractor == "newer/2"
    assert (kept.subject, kept.content.note) == (first.subject, "One is vacant.")
    assert shown(tied).state == "exact"
    assert blockers(tied) == []
    history = [each.content for each in tied.session.casebook.history(first.subject)]
    assert [each.passage.quote for each in history if isinstance(each, Evidence)] == [
        QUOTE,
        kept.content.passage.quote,
    ]
    assert said(tied.history.undo()) == "Passage confirmed"
    assert (shown(tied).state, shown(tied).record.content) == ("near", first.content)
    assert said(tied.history.redo()) == "Passage confirmed"
    assert shown(tied).state == "exact"


def test_what_is_there_word_for_word_or_not_at_all_cannot_be_confirmed(tied: Desk) -> None:
    record = shown(tied).record.id
    with pytest.raises(WrongUseError, match="word for word"):
        tied.passages.confirm(record[:12])
    read_as(tied, "Nothing of the sort is said any more.")
    with pytest.raises(WrongUseError, match="Nothing like that passage"):
        tied.passages.confirm(record)
    with pytest.raises(WrongUseError, match="no tied passage"):
        tied.passages.confirm("00" * 32)
    with pytest.raises(WrongUseError, match="no tied passage"):
        tied.passages.confirm(record[:3])
    assert shown(tied).record.id == record


def test_lost_words_stay_on_the_card_with_what_to_do(tied: Desk) -> None:
    read_as(tied, "Nothing of the sort is said any more.")
    view = shown(tied)
    assert (view.state, view.name, view.record.content.passage.quote) == ("lost", "plan.txt", QUOTE)
    lost = next(each for each in blockers(tied) if each[0] == "lost-passage")
    assert lost[2] == "Tie it again, or untie it."


def test_a_page_that_is_not_read_here_has_lost_nothing(tied: Desk) -> None:
    text = tied.reading.text(tied.reading.documents()[0].sha256)
    tied.session.casebook.index.put(
        replace(text, parts=(replace(text.parts[0], text="", no_text=NoText.PICTURE),))
    )
    assert shown(tied).state == "unread"
    assert blockers(tied) == []


def test_a_page_that_is_not_compared_here_yet_has_lost_nothing(tied: Desk) -> None:
    words = "The refuge has a standing contact."
    index, sha = tied.session.casebook.index, tied.reading.documents()[0].sha256
    liar = DocumentText(sha, "pdf", "x", (Part("p1", "page 1", f"{PLAN} Uif sfgvhf"),))
    index.put(liar)
    index.compared.put(sha, (DoubtedPage(0, (Doubt.OTHER_LETTERS,), 1.0),), "x")
    read = Part("p1/recognised", "page 1", words, recognised=True, confidence=90)
    index.pages.put(sha, read, PageBoxes(bytes(16 * len(words)), 595, 842), "tesseract-5/1")
    kept = tied.judging.evidence("harrowdale", "unit", sha, words)
    assert kept.content.passage.place == "p1/recognised"
    index.put(liar)  # as a colleague's laptop has it

    def of_the_page() -> EvidenceView:
        views = tied.standing.state("harrowdale").criteria["unit"].evidence
        return next(view for view in views if view.record == kept)

    assert of_the_page().state == "unread"
    assert blockers(tied) == []
    assert tied.sharing.check() == ()
    index.compared.put(sha, (), "x")
    assert of_the_page().state == "lost", "its text is what it shows, and does not have the words"
    assert [code for code, _words, _remedy in blockers(tied)] == ["lost-passage"]


def test_the_check_tells_near_and_lost_passages_apart(tied: Desk) -> None:
    assert tied.sharing.check() == ()
    read_as(tied, PLAN.replace("two posts", "three posts"))
    (near,) = tied.sharing.check()
    assert near.severity == "near"
    assert "1 of 7 words differs" in near.what
    assert f"confirm CASEBOOK {shown(tied).record.id[:12]}" in near.remedy
    read_as(tied, "Nothing of the sort is said any more.")
    (lost,) = tied.sharing.check()
    assert (lost.severity, "is lost" in lost.what) == ("lost", True)


def test_a_passage_is_looked_for_once_for_each_text(tied: Desk) -> None:
    read_as(tied, PLAN.replace("two posts", "three posts"))
    first = tied.passages.now(shown(tied).record.content.passage)
    assert tied.passages.now(shown(tied).record.content.passage) is first


def never(*_: object) -> None:
    raise AssertionError("it was looked for again")


@pytest.mark.parametrize(
    "words", [PLAN.replace("two posts", "three posts"), "Nothing of the sort.", f"A cover. {PLAN}"]
)
def test_the_next_sitting_knows_what_was_found_and_looks_again_when_the_text_is_another(
    tied: Desk, home: Home, clock: Clock, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    read_as(tied, words)
    found, told = shown(tied), blockers(tied)
    folder = tied.folder
    tied.close()
    with Desk.open(folder, home, clock) as desk:
        with monkeypatch.context() as patched:
            patched.setattr("reviewer.documents.anchors.resolve", never)
            assert (shown(desk), blockers(desk)) == (found, told)
        read_as(desk, PLAN)
        assert shown(desk).state == "exact"


@pytest.mark.parametrize("kept", ["", "nonsense", "[1]", "{}", '{"anchor": {}, "pieces": [7]}'])
def test_what_was_kept_and_cannot_be_read_is_looked_for_again(
    tied: Desk, home: Home, clock: Clock, kept: str
) -> None:
    read_as(tied, PLAN.replace("two posts", "three posts"))
    found, folder = shown(tied), tied.folder
    tied.close()
    with closing(sqlite3.connect(folder / "cache" / "index.sqlite")) as db, db:
        assert db.execute("UPDATE refound SET found = ?", (kept,)).rowcount == 1
    with Desk.open(folder, home, clock) as desk:
        assert shown(desk) == found


def test_a_disk_that_is_full_keeps_nobody_from_seeing_a_passage(
    tied: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise CasebookError("The disk is full", "Make room.")

    monkeypatch.setattr(tied.session.casebook.index, "keep_relocated", full)
    read_as(tied, PLAN.replace("two posts", "three posts"))
    assert shown(tied).state == "near"
    tied.passages.keep()
    assert shown(tied).state == "near"


def test_what_is_looked_for_while_its_text_is_put_anew_is_not_remembered(
    tied: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = tied.reading.text(tied.reading.documents()[0].sha256)
    summaries = tied.session.casebook.index.summary([text.document])
    read_as(tied, "Half of it.")
    with monkeypatch.context() as patched:  # as it is told a moment before the text is changed
        patched.setattr(tied.session.casebook.index, "summary", lambda _documents: summaries)
        assert shown(tied).state == "lost"
        tied.session.casebook.index.put(text)
        assert shown(tied).state == "exact"


def test_two_people_who_confirm_apart_are_settled_by_a_third_look(
    tied: Desk, colleague: Home, tmp_path: Path, clock: Clock
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    tied.sharing.sync(share)
    with joined(tied, share, tmp_path / "theirs.casebook", colleague, clock) as theirs:
        theirs.reading.catch_up()
        for each in (tied, theirs):
            read_as(each, PLAN.replace("two posts", "three posts"))
            each.passages.confirm(shown(each).record.id)
            each.sharing.sync(share)
        tied.sharing.sync(share)
        views = tied.standing.state("harrowdale").criteria["unit"].evidence
        assert [view.state for view in views] == ["exact", "exact"]
        read_as(tied, PLAN.replace("two posts", "four posts"))
        tied.passages.confirm(tied.standing.state("harrowdale").criteria["unit"].evidence[0].record.id)
        assert shown(tied).record.content.passage.quote == "It has four posts and one vacancy"
        assert not tied.session.casebook.conflicts()
