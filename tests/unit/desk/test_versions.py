"""A document that is sent again: offered, confirmed, compared, its passages carried by an act; never silently."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reviewer.desk import Desk, Home
from reviewer.desk.display import DocumentRow
from reviewer.desk.reading import Reading
from reviewer.desk.versions import suggesting
from reviewer.desk.versions.suggesting import folded
from reviewer.desk.versions.values import Fate
from reviewer.desk.words.differences import change_words
from reviewer.errors import ConflictError, TiedError, WrongUseError
from reviewer.model import Difference, DocumentText, Evidence, Version
from reviewer.review.likeness import Likeness, likeness
from tests.colleagues import joined
from tests.said import said
from tests.unit.desk.conftest import PLAN, Clock

FIRST, SECOND = date(2025, 2, 10), date(2025, 2, 25)
CLAUSES = "".join(
    f"Clause {n} of the plan names the {n} officers who answer for district {n}.\n" for n in range(20)
)
KEPT, CHANGED, GONE = (
    "named a contact at the refuge",
    "It has two posts and one vacancy",
    "Systems are audited on request",
)

NEWER = PLAN.replace("two posts", "three posts").replace("Systems are audited on request.\n", "")


@pytest.fixture
def sent(desk: Desk, tmp_path: Path) -> Desk:
    """A plan with three tied passages, and the plan again with changes."""
    for folder, day, text in (("may", FIRST, PLAN), ("june", SECOND, NEWER)):
        (tmp_path / folder).mkdir()
        name = "plan.txt" if folder == "may" else "Plan v2 (final).txt"
        (tmp_path / folder / name).write_text(CLAUSES + text, encoding="utf-8")
        desk.receiving.receive("harrowdale", [tmp_path / folder / name], day)
    desk.judging.evidence("harrowdale", "partners", "plan.txt", KEPT, note="By name.")
    desk.judging.evidence("harrowdale", "unit", "plan.txt", CHANGED)
    desk.judging.evidence("harrowdale", "systems", "plan.txt", GONE)
    return desk


def receipts(desk: Desk) -> tuple[str, str]:
    rows = {row.name: row.receipt for row in desk.reading.documents("harrowdale")}
    return rows["Plan v2 (final).txt"], rows["plan.txt"]


def details(desk: Desk) -> dict[str, tuple[str, str]]:
    return {row.name: (row.version_of, row.replaced_by) for row in desk.reading.documents("harrowdale")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("plan.txt", "Plan v2 (final).docx"),
        ("Gifts_register-2025-01-31.xlsx", "gifts register 28.02.2025.xlsx"),
        ("Policy (1).pdf", "policy.pdf"),
        ("Draft 3 Policy.pdf", "Policy - revised.pdf"),
    ],
)
def test_names_of_versions_are_one_name(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_a_name_of_nothing_but_version_marks_is_itself() -> None:
    assert folded("v2.pdf") != folded("final.pdf")


def test_what_looks_like_a_new_version_is_offered_with_how_much_it_shares(sent: Desk, tmp_path: Path) -> None:
    (maybe,) = sent.versions.suggestions("harrowdale")
    assert (maybe.newer.name, maybe.earlier.name, maybe.same_name) == (
        "Plan v2 (final).txt",
        "plan.txt",
        True,
    )
    assert maybe.share is not None
    assert 0.8 < maybe.share < 1
    (tmp_path / "Answers.txt").write_text(CLAUSES + NEWER + "It is signed by the chief.", encoding="utf-8")
    sent.receiving.receive("harrowdale", [tmp_path / "Answers.txt"], SECOND)
    sent.versions.mark(*receipts(sent))
    (maybe,) = sent.versions.suggestions("harrowdale")
    assert (maybe.newer.name, maybe.earlier.name, maybe.same_name) == (
        "Answers.txt",
        "Plan v2 (final).txt",
        False,
    )


def test_documents_that_come_while_it_looks_are_no_bug(
    sent: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are received beside the window, between one look at the casebook and the next."""
    (tmp_path / "late.txt").write_text("Another paper.", encoding="utf-8")
    as_it_is, coming = Reading.documents, [tmp_path / "late.txt"]

    def documents(reading: Reading, body: str | None = None) -> Sequence[DocumentRow]:
        if coming:
            sent.receiving.receive("harrowdale", [coming.pop()], SECOND)
        return as_it_is(reading, body)

    monkeypatch.setattr(Reading, "documents", documents)
    assert [maybe.newer.name for maybe in sent.versions.suggestions("harrowdale")] == ["Plan v2 (final).txt"]


def test_other_documents_and_the_same_bytes_are_not_offered(desk: Desk, tmp_path: Path) -> None:
    for folder, text in (
        ("a", PLAN),
        ("b", PLAN),
        ("c", "The ferry is painted green, and the museum opens at ten."),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "plan.txt").write_text(text)
        desk.receiving.receive("harrowdale", [tmp_path / folder / "plan.txt"], FIRST, again=True)
    assert desk.versions.suggestions("harrowdale") == ()


def test_of_hundreds_of_one_name_each_is_held_against_the_last_ones_only(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for at in range(12):
        words = " ".join(f"word{at}x{n}" for n in range(60))
        (tmp_path / f"scan ({at}).txt").write_text(words, encoding="utf-8")
    desk.receiving.receive("harrowdale", [tmp_path / f"scan ({at}).txt" for at in range(12)])
    held: list[tuple[str, str]] = []

    def counting(*pair: Any) -> Likeness:
        held.append((pair[0], pair[2]))
        return likeness(*pair)

    monkeypatch.setattr(suggesting, "MOST_OF_ONE_NAME", 3)
    monkeypatch.setattr(suggesting, "likeness", counting)
    desk.versions.suggestions("harrowdale")
    assert 12 < len(held) <= 12 * 3


def test_versions_are_offered_in_the_order_in_which_the_newer_ones_came(desk: Desk, tmp_path: Path) -> None:
    for at, (name, number) in enumerate((("a", 1), ("b", 1), ("b", 2), ("a", 2))):
        (tmp_path / str(at)).mkdir()
        path = tmp_path / str(at) / f"{name}.txt"
        path.write_text(" ".join(f"{name}{word}" for word in range(100)) + f" edition {number}")
        desk.receiving.receive("harrowdale", [path], FIRST)
    found = [(each.newer.name, each.earlier.name) for each in desk.versions.suggestions("harrowdale")]
    assert found == [("b.txt", "b.txt"), ("a.txt", "a.txt")]


def test_a_version_is_recorded_listed_undone_and_declined(sent: Desk) -> None:
    newer, earlier = receipts(sent)
    kept = sent.versions.mark(newer, earlier)
    assert kept.subject == newer.replace("receipt:", "version:")
    assert details(sent) == {"plan.txt": ("", "Plan v2 (final).txt"), "Plan v2 (final).txt": ("plan.txt", "")}
    assert sent.versions.suggestions("harrowdale") == ()
    assert said(sent.history.undo()) == "Plan v2 (final).txt is a new version of plan.txt"
    assert details(sent)["plan.txt"] == ("", "")
    assert len(sent.versions.suggestions("harrowdale")) == 1
    sent.versions.unmark(newer, earlier)
    assert sent.versions.suggestions("harrowdale") == ()
    sent.versions.mark(newer, earlier)
    sent.versions.unmark(newer, earlier)
    assert details(sent)["plan.txt"] == ("", "")


def test_rings_other_bodies_and_the_document_itself_are_refused(sent: Desk, tmp_path: Path) -> None:
    newer, earlier = receipts(sent)
    sent.versions.mark(newer, earlier)
    with pytest.raises(WrongUseError, match=r"plan.txt already|final\).txt is a version of plan.txt already"):
        sent.versions.mark(earlier, newer)
    with pytest.raises(WrongUseError, match="byte for byte"):
        sent.versions.mark(newer, newer)
    (tmp_path / "theirs.txt").write_text("Another plan.")
    (row,) = sent.receiving.receive("penmarsh", [tmp_path / "theirs.txt"], FIRST)
    with pytest.raises(WrongUseError, match="two different"):
        sent.versions.mark(row.receipt, earlier)
    with pytest.raises(WrongUseError, match="no receipt"):
        sent.versions.mark("receipt:" + "0" * 32, earlier)
    assert len(sent.session.casebook.current(Version)) == 1


def test_each_passage_is_kept_changed_or_gone_beside_what_changed(sent: Desk) -> None:
    sent.versions.mark(*receipts(sent))
    (pair,) = sent.versions.pairs("harrowdale")
    fates = {each.record.content.criterion: each.fate for each in pair.passages}
    assert fates == {"partners": "kept", "unit": "changed", "systems": "gone"}
    changed = next(each for each in pair.passages if each.fate == "changed")
    assert changed.new is not None
    assert changed.new.quote == "It has three posts and one vacancy"
    assert changed.difference == Difference(1, 7, 0)
    beside = sent.versions.compare(*receipts(sent))
    assert [change.kind for change in beside.comparison.changes] == ["changed", "gone"]
    assert "“two” became “three”." in change_words(beside.comparison.changes[0])
    assert beside.pair.passages == pair.passages


def test_kept_passages_are_carried_in_one_act_and_nothing_is_lost(sent: Desk) -> None:
    sent.judging.verdict("harrowdale", "partners", "in-place", "A contact is named.")
    newer, earlier = receipts(sent)
    sent.versions.mark(newer, earlier)
    (before,) = sent.standing.state("harrowdale").criteria["partners"].evidence
    assert before.replaced_by == "Plan v2 (final).txt"
    position = sent.position
    (made,) = sent.versions.carry(newer, earlier)
    assert sent.position == position + 1
    (view,) = sent.standing.state("harrowdale").criteria["partners"].evidence
    assert (view.name, view.state, view.replaced_by, view.record.content.note) == (
        "Plan v2 (final).txt",
        "exact",
        "",
        "By name.",
    )
    assert (view.record.id, view.record.subject) == (made.id, before.record.subject)
    (verdict,) = sent.standing.state("harrowdale").criteria["partners"].verdicts
    named = sent.session.casebook.get(verdict.content.evidence[0])
    assert named is not None
    assert named.content == before.record.content, "what the verdict named is there still, word for word"
    (pair,) = sent.versions.pairs("harrowdale")
    assert (pair.count(Fate.KEPT), pair.count(Fate.CHANGED), pair.count(Fate.GONE), pair.carried) == (
        0,
        1,
        1,
        1,
    )
    with pytest.raises(WrongUseError, match="word for word"):
        sent.versions.carry(newer, earlier)
    assert said(sent.history.undo()) == "1 passage tied to Plan v2 (final).txt"
    (view,) = sent.standing.state("harrowdale").criteria["partners"].evidence
    assert view.record.content == before.record.content


@pytest.mark.parametrize("by_hand", [KEPT, f"{KEPT}. It has", "The unit has " + KEPT])
def test_what_is_tied_there_by_hand_already_is_not_tied_twice_and_it_is_said(
    sent: Desk, by_hand: str
) -> None:
    """The passage stood on the card twice: as it was tied by hand, and as it was carried."""
    newer, earlier = receipts(sent)
    own = sent.judging.evidence("harrowdale", "partners", "Plan v2 (final).txt", by_hand)
    sent.versions.mark(newer, earlier)
    (pair,) = sent.versions.pairs("harrowdale")
    assert (pair.count(Fate.KEPT), pair.count(Fate.TIED)) == (0, 1)
    (tied,) = [each for each in pair.passages if each.fate is Fate.TIED]
    assert tied.tied == own.id
    with pytest.raises(WrongUseError, match="1 passage tied there already"):
        sent.versions.carry(newer, earlier)
    with pytest.raises(TiedError, match=f"as {own.id[:12]}"):
        sent.versions.carry(newer, earlier, [tied.record.id])
    names = [view.name for view in sent.standing.state("harrowdale").criteria["partners"].evidence]
    assert sorted(names) == ["Plan v2 (final).txt", "plan.txt"]


def test_what_is_tied_to_another_criterion_or_elsewhere_is_carried(sent: Desk) -> None:
    newer, earlier = receipts(sent)
    sent.judging.evidence("harrowdale", "unit", "Plan v2 (final).txt", KEPT)
    sent.judging.evidence("harrowdale", "partners", "Plan v2 (final).txt", "It has three posts")
    assert len(sent.versions.carry(newer, earlier)) == 1


def test_a_passage_that_was_tied_before_its_text_moved_is_known_as_the_same(
    sent: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newer version's text came to stand elsewhere since: a newer reader put lines before it."""
    newer, earlier = receipts(sent)
    sent.judging.evidence("harrowdale", "partners", "Plan v2 (final).txt", KEPT)
    read = sent.reading.text_by_now

    def moved(document: str) -> DocumentText | None:
        text = read(document)
        if text is None or "three posts" not in text.parts[0].text:
            return text
        (part, *others) = text.parts
        return replace(text, parts=(replace(part, text=f"A line that is new.\n{part.text}"), *others))

    monkeypatch.setattr(sent.reading, "text_by_now", moved)
    sent.versions.mark(newer, earlier)
    (pair,) = sent.versions.pairs("harrowdale")
    assert (pair.count(Fate.KEPT), pair.count(Fate.TIED)) == (0, 1)


def test_two_passages_that_became_one_are_tied_once(desk: Desk, tmp_path: Path) -> None:
    """The earlier version says the same in two places, and the newer one in one."""
    for folder, day, name, words in (
        ("may", FIRST, "plan.txt", CLAUSES + PLAN + f"Once more: it has {KEPT} too.\n"),
        ("june", SECOND, "Plan v2 (final).txt", CLAUSES + NEWER),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(words, encoding="utf-8")
        desk.receiving.receive("harrowdale", [tmp_path / folder / name], day)
    newer, earlier = receipts(desk)
    text = desk.reading.text(
        next(row.sha256 for row in desk.reading.documents("harrowdale") if row.name == "plan.txt")
    )
    (part,) = text.parts
    for start in (part.text.index(KEPT), part.text.rindex(KEPT)):
        desk.judging.tie("harrowdale", "partners", text.document, part.place, start, start + len(KEPT))
    records = [kept.id for kept in desk.session.casebook.current(Evidence)]
    assert len(records) == 2
    (made,) = desk.versions.carry(newer, earlier, records)
    assert made.content.passage.quote == KEPT


@pytest.mark.thorough
def test_a_changed_passage_is_carried_when_it_is_named_and_a_gone_one_never(sent: Desk) -> None:
    newer, earlier = receipts(sent)
    by_criterion = {kept.content.criterion: kept.id for kept in sent.session.casebook.current(Evidence)}
    (made,) = sent.versions.carry(newer, earlier, [by_criterion["unit"]])
    assert made.content.passage.quote == "It has three posts and one vacancy"
    with pytest.raises(WrongUseError, match="is not in Plan v2"):
        sent.versions.carry(newer, earlier, [by_criterion["systems"]])
    with pytest.raises(WrongUseError, match=r"not tied to plan\.txt"):
        sent.versions.carry(newer, earlier, ["00" * 32])
    (view,) = sent.standing.state("harrowdale").criteria["systems"].evidence
    assert (view.name, view.record.content.passage.quote) == ("plan.txt", GONE)


def test_resting_on_a_replaced_version_is_pointed_out_and_blocks_nothing(sent: Desk) -> None:
    sent.judging.verdict("harrowdale", "partners", "in-place", "A contact is named.")
    before = [(b.code, b.criterion) for b in sent.standing.state("harrowdale").blocks_signing]
    sent.versions.mark(*receipts(sent))
    assert [(b.code, b.criterion) for b in sent.standing.state("harrowdale").blocks_signing] == before


def test_colleagues_see_versions_and_what_was_carried(
    sent: Desk, colleague: Home, tmp_path: Path, clock: Clock
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    newer, earlier = receipts(sent)
    sent.versions.mark(newer, earlier)
    sent.versions.carry(newer, earlier)
    sent.sharing.sync(share)
    with joined(sent, share, tmp_path / "theirs.casebook", colleague, clock) as theirs:
        theirs.reading.catch_up()
        assert details(theirs) == details(sent)
        assert [pair.carried for pair in theirs.versions.pairs("harrowdale")] == [1]
        (view,) = theirs.standing.state("harrowdale").criteria["partners"].evidence
        assert (view.name, view.state) == ("Plan v2 (final).txt", "exact")
        assert theirs.sharing.check() == ()
    merged = max((share / "merged").glob("*.sqlite"))
    for file in (merged, tmp_path / "theirs.casebook/casebook.sqlite"):
        with closing(sqlite3.connect(file)) as database:
            assert database.execute("SELECT body, receipt, earlier FROM versions").fetchall() == [
                ("harrowdale", newer, earlier)
            ]


def test_two_colleagues_who_name_different_earlier_versions_are_not_settled_in_passing(
    sent: Desk, colleague: Home, tmp_path: Path, clock: Clock
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    (tmp_path / "Answers.txt").write_text("Answers to your questions of May.", encoding="utf-8")
    (answers,) = sent.receiving.receive("harrowdale", [tmp_path / "Answers.txt"], FIRST)
    newer, earlier = receipts(sent)
    sent.sharing.sync(share)
    with joined(sent, share, tmp_path / "theirs.casebook", colleague, clock) as theirs:
        theirs.versions.mark(newer, answers.receipt)
        sent.versions.mark(newer, earlier)
        for each in (theirs, sent):
            each.sharing.sync(share)
    assert len(sent.session.casebook.conflicts()) == 1
    before = sent.session.casebook.head_position()
    with pytest.raises(ConflictError, match="decided this differently"):
        sent.versions.mark(newer, earlier)
    assert sent.session.casebook.head_position() == before
    (line,) = sent.settling.lines()
    contest = sent.settling.contest(line.place.subject)
    sent.settling.settle(contest, contest.ways[0], "That is what it replaces.")
    assert not sent.session.casebook.conflicts()
    assert [kept.because for kept in sent.settling.settled()] == ["That is what it replaces."]


def test_an_older_casebook_gets_the_view_and_loses_nothing(sent: Desk, home: Home, clock: Clock) -> None:
    folder, rows = sent.folder, sent.reading.documents()
    sent.close()
    with closing(sqlite3.connect(folder / "casebook.sqlite")) as older:
        older.execute("DELETE FROM _sqlite_migrations WHERE name = 'versions_of_documents'")
        older.execute("DROP VIEW versions")
        older.commit()
    with Desk.open(folder, home, clock) as again:
        assert again.reading.documents() == rows
        assert again.notice == ""
        again.versions.mark(*receipts(again))
    with closing(sqlite3.connect(folder / "casebook.sqlite")) as newer:
        assert newer.execute("SELECT count(*) FROM versions").fetchone() == (1,)
