"""Moving: a document received for the wrong body is put where it belongs, whole, once, and never from under what rests on it."""

from __future__ import annotations

import shutil
import zipfile
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from reviewer.desk import Desk, Home
from reviewer.desk.words.deeds import deed_words
from reviewer.errors import ConflictError, ReadOnlyError, WrongUseError
from tests.colleagues import joined
from tests.unit.desk.conftest import PLAN, Clock
from tests.unit.desk.test_letters import identity, judged
from tests.unit.desk.test_register import BODY

__all__ = ["identity", "judged"]
ON_TIME, LATE = date(2025, 2, 28), date(2025, 3, 1)
BECAUSE = "Penmarsh sent it with the wrong covering letter."


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with a message in it that has an attachment, and a plain file."""
    message = EmailMessage()
    message["Subject"] = "Our plan"
    message.set_content("See the plan attached.")
    message.add_attachment("The vacancy was filled in May.", filename="attached.txt")
    path = tmp_path / "submission.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("policies/plan.txt", PLAN)
        packed.writestr("letter.eml", message.as_bytes())
    return path


def receipt(desk: Desk, body: str, name: str) -> str:
    return next(row.receipt for row in desk.reading.documents(body) if row.name == name)


def names(desk: Desk, body: str) -> list[str]:
    return [row.name for row in desk.reading.documents(body)]


def tie(desk: Desk, body: str) -> None:
    desk.judging.evidence(body, desk.case.framework.criteria[0].key, "plan.txt", "named a contact")


def test_a_moved_document_is_the_same_for_the_other_body_and_gone_from_the_first(
    desk: Desk, plan: Path
) -> None:
    (before,) = desk.receiving.receive("harrowdale", [plan], LATE)
    saves = desk.position
    (row,) = desk.receiving.move([before.receipt], "penmarsh", BECAUSE)
    assert (row.body, row.sha256, row.name, row.on, row.origin) == (
        "penmarsh", before.sha256, before.name, LATE, before.origin,
    )  # fmt: skip
    assert names(desk, "harrowdale") == []
    assert names(desk, "penmarsh") == ["plan.txt"]
    assert desk.position == saves + 1  # one save: no moment in which it is nowhere, or twice
    tie(desk, "penmarsh")  # its text is known there
    with pytest.raises(WrongUseError):
        tie(desk, "harrowdale")


def test_one_undo_brings_it_back_and_names_the_move(desk: Desk, plan: Path) -> None:
    (before,) = desk.receiving.receive("harrowdale", [plan], LATE)
    desk.receiving.include("harrowdale", "plan.txt", "Agreed by telephone.")
    desk.receiving.move([before.receipt], "penmarsh", BECAUSE)
    assert not desk.reading.documents("penmarsh")[0].included  # what was agreed was agreed with another
    name = desk.body("penmarsh").name
    assert desk.history.can_undo() == f"plan.txt moved to {name}"
    turned = desk.history.undo()
    assert turned is not None
    assert turned.sentence == f"plan.txt moved to {name}"
    (again,) = desk.reading.documents("harrowdale")
    assert (again.receipt, again.included) == (before.receipt, True)
    assert names(desk, "penmarsh") == []
    desk.history.redo()
    assert (names(desk, "harrowdale"), names(desk, "penmarsh")) == ([], ["plan.txt"])


def test_what_came_in_it_moves_with_it_and_several_move_at_once(
    desk: Desk, archive: Path, tmp_path: Path
) -> None:
    (other,) = (tmp_path / "other.txt",)
    other.write_text("Something else.", encoding="utf-8")
    third = Path(shutil.copy(other, tmp_path / "third.txt"))
    desk.receiving.receive("harrowdale", [archive, other, third], ON_TIME)
    before = {row.name: row for row in desk.reading.documents("harrowdale")}
    assert {"submission.zip", "plan.txt", "letter.eml", "attached.txt"} <= before.keys()
    moved = desk.receiving.move(
        [before["submission.zip"].receipt, before["other.txt"].receipt], "penmarsh", BECAUSE
    )
    assert names(desk, "harrowdale") == ["third.txt"]
    assert {row.name: (row.sha256, row.origin, row.inside) for row in moved} == {
        name: (row.sha256, row.origin, row.inside) for name, row in before.items() if name != "third.txt"
    }
    assert desk.history.can_undo() == f"{len(moved)} documents moved to {desk.body('penmarsh').name}"
    desk.history.undo()
    assert {row.name: row.receipt for row in desk.reading.documents("harrowdale")} == {
        name: row.receipt for name, row in before.items()
    }


def test_a_message_inside_an_archive_takes_its_attachments_and_leaves_the_rest(
    desk: Desk, archive: Path
) -> None:
    desk.receiving.receive("harrowdale", [archive], ON_TIME)
    desk.receiving.move([receipt(desk, "harrowdale", "letter.eml")], "penmarsh", BECAUSE)
    assert sorted(names(desk, "penmarsh")) == ["attached.txt", "letter.eml"]
    assert sorted(names(desk, "harrowdale")) == ["plan.txt", "submission.zip"]


def test_in_which_of_two_archives_of_one_name_something_came_is_not_guessed(
    desk: Desk, archive: Path, tmp_path: Path
) -> None:
    desk.receiving.receive("harrowdale", [archive], ON_TIME)
    folder = tmp_path / "again"
    folder.mkdir()
    with zipfile.ZipFile(folder / "submission.zip", "w") as packed:
        packed.writestr("minutes.txt", "Minutes of May.")
    desk.receiving.receive("harrowdale", [folder / "submission.zip"], ON_TIME)
    first = receipt(desk, "harrowdale", "submission.zip")
    saves = desk.position
    with pytest.raises(WrongUseError, match=r"submission\.zip"):
        desk.receiving.move([first], "penmarsh", BECAUSE)
    assert desk.position == saves


def test_what_a_passage_rests_on_stays_and_the_refusal_names_it(desk: Desk, plan: Path) -> None:
    (row,) = desk.receiving.receive("harrowdale", [plan], ON_TIME)
    tie(desk, "harrowdale")
    title = desk.case.framework.criteria[0].title
    with pytest.raises(WrongUseError) as refused:
        desk.receiving.move([row.receipt], "penmarsh", BECAUSE)
    assert f"1 passage tied to “{title}”" in refused.value.what
    assert desk.body("harrowdale").name in refused.value.what
    assert "“plan.txt”" in refused.value.what
    assert "Untie" in refused.value.remedy
    assert names(desk, "harrowdale") == ["plan.txt"]
    (kept,) = desk.session.slice("harrowdale").evidence
    desk.history.withdraw(kept.id)
    assert desk.receiving.move([row.receipt], "penmarsh", BECAUSE)


def test_a_second_copy_that_was_received_from_the_body_carries_its_passages(desk: Desk, plan: Path) -> None:
    (row,) = desk.receiving.receive("harrowdale", [plan], ON_TIME)
    late = shutil.copy(plan, plan.with_name("late.txt"))
    desk.receiving.receive("harrowdale", [Path(late)], LATE)
    tie(desk, "harrowdale")
    with pytest.raises(WrongUseError, match="passage"):  # the other one came late: it is not in the review
        desk.receiving.move([row.receipt], "penmarsh", BECAUSE)
    desk.receiving.receive("harrowdale", [plan], date(2025, 2, 27))
    assert desk.receiving.move([row.receipt], "penmarsh", BECAUSE)


def test_a_search_for_an_absence_holds_what_it_looked_through_until_there_is_a_newer_one(
    desk: Desk, plan: Path
) -> None:
    (row,) = desk.receiving.receive("harrowdale", [plan], ON_TIME)
    criterion = next(each for each in desk.case.framework.criteria if each.search)
    desk.judging.absence("harrowdale", criterion.key)
    with pytest.raises(WrongUseError) as refused:
        desk.receiving.move([row.receipt], "penmarsh", BECAUSE)
    assert criterion.title in refused.value.what
    assert "search" in refused.value.remedy
    desk.receiving.include("harrowdale", "plan.txt", "It is another body's.", included=False)
    desk.judging.absence("harrowdale", criterion.key)
    assert desk.receiving.move([row.receipt], "penmarsh", BECAUSE)


def test_a_signed_letter_holds_what_it_was_signed_on(judged: Desk, identity: Path, tmp_path: Path) -> None:
    judged.letters.write(BODY, tmp_path / "letter.pdf", identity, "secret")
    held = judged.session.slice(BODY)
    for kept in held.evidence:
        judged.history.withdraw(kept.id)  # that it was signed on them stays
    receipts = [kept.subject for kept in held.receipts]
    with pytest.raises(WrongUseError, match="1 signed letter") as refused:
        judged.receiving.move(receipts, "penmarsh", BECAUSE)
    assert "Withdraw the letter" in refused.value.remedy


def test_a_version_of_another_document_stays_until_it_is_none(desk: Desk, plan: Path) -> None:
    newer = plan.with_name("plan v2.txt")
    newer.write_text(PLAN + "One more line.\n", encoding="utf-8")
    (old,) = desk.receiving.receive("harrowdale", [plan], date(2025, 2, 27))
    (new,) = desk.receiving.receive("harrowdale", [newer], ON_TIME)
    desk.versions.mark(new.receipt, old.receipt)
    for each in (old, new):
        with pytest.raises(WrongUseError, match=r"plan v2\.txt.*new version of.*plan\.txt"):
            desk.receiving.move([each.receipt], "penmarsh", BECAUSE)
    desk.versions.unmark(new.receipt, old.receipt)
    assert desk.receiving.move([new.receipt], "penmarsh", BECAUSE)


@pytest.mark.parametrize(
    ("body", "because", "named"),
    [("harrowdale", BECAUSE, "already"), ("penmarsh", "  ", "reason"), ("nowhere", BECAUSE, "nowhere")],
)
def test_a_move_that_can_mean_nothing_changes_nothing(
    desk: Desk, plan: Path, body: str, because: str, named: str
) -> None:
    (row,) = desk.receiving.receive("harrowdale", [plan], ON_TIME)
    saves = desk.position
    with pytest.raises(WrongUseError, match=named):
        desk.receiving.move([row.receipt], body, because)
    assert (desk.position, names(desk, "harrowdale")) == (saves, ["plan.txt"])


def test_documents_of_two_bodies_and_what_was_taken_back_are_refused(desk: Desk, plan: Path) -> None:
    (one,) = desk.receiving.receive("harrowdale", [plan], ON_TIME)
    (two,) = desk.receiving.receive("penmarsh", [plan], ON_TIME)
    third = desk.case.bodies[2].code
    with pytest.raises(WrongUseError, match="harrowdale, penmarsh"):
        desk.receiving.move([one.receipt, two.receipt], third, BECAUSE)
    desk.history.undo()
    with pytest.raises(WrongUseError, match="no receipt"):
        desk.receiving.move([two.receipt], third, BECAUSE)


def test_nothing_is_moved_where_nothing_can_be_written(desk: Desk, plan: Path, home: Home) -> None:
    (row,) = desk.receiving.receive("harrowdale", [plan], ON_TIME)
    folder = desk.folder
    desk.close()
    with Desk.open(folder, home, writable=False) as reader, pytest.raises(ReadOnlyError):
        reader.receiving.move([row.receipt], "penmarsh", BECAUSE)


def test_colleagues_see_the_move_and_what_they_tied_meanwhile_is_told(
    desk: Desk, plan: Path, tmp_path: Path, colleague: Home, clock: Clock
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    (row,) = desk.receiving.receive("harrowdale", [plan], ON_TIME)
    desk.sharing.sync(share)
    with joined(desk, share, tmp_path / "theirs.casebook", colleague, clock) as theirs:
        criterion = desk.case.framework.criteria[0]
        tie(theirs, "harrowdale")
        theirs.judging.verdict("harrowdale", criterion.key, criterion.findings[0], "It names one.")
        desk.receiving.move([row.receipt], "penmarsh", BECAUSE)
        desk.sharing.sync(share)
        theirs.sharing.sync(share)
        desk.sharing.sync(share)
        for copy in (desk, theirs):
            assert (names(copy, "harrowdale"), names(copy, "penmarsh")) == ([], ["plan.txt"])
            assert len(copy.session.slice("harrowdale").evidence) == 1  # nothing of a colleague's is gone
            left = copy.standing.standing_of("harrowdale").blocks_signing
            assert any(
                each.code.value == "outside-review" and each.criterion == criterion.key for each in left
            )
        told = [deed_words(entry.deed) for entry in theirs.chronicle.of("harrowdale")]
        here, there = desk.body("harrowdale").name, desk.body("penmarsh").name
        assert f"plan.txt moved from {here} to {there}" in told
        assert any(entry.because == BECAUSE for entry in theirs.chronicle.of("harrowdale"))


def told_of(desk: Desk, body: str) -> list[tuple[str, str]]:
    return [(deed_words(entry.deed), entry.because) for entry in desk.chronicle.of(body)]


def test_the_history_of_both_bodies_says_from_where_to_where_and_why(desk: Desk, plan: Path) -> None:
    names_of = {code: desk.body(code).name for code in ("harrowdale", "penmarsh", desk.case.bodies[2].code)}
    third = desk.case.bodies[2].code
    (row,) = desk.receiving.receive("harrowdale", [plan], ON_TIME)
    received = ("plan.txt received", "")
    assert told_of(desk, "harrowdale") == [received]
    (row,) = desk.receiving.move([row.receipt], "penmarsh", BECAUSE)
    there = (f"plan.txt moved from {names_of['harrowdale']} to {names_of['penmarsh']}", BECAUSE)
    assert told_of(desk, "harrowdale") == [received, there]
    assert told_of(desk, "penmarsh") == [there]
    desk.receiving.move([row.receipt], third, "It is theirs.")
    on = (f"plan.txt moved from {names_of['penmarsh']} to {names_of[third]}", "It is theirs.")
    assert told_of(desk, "penmarsh") == [there, on]
    assert told_of(desk, third) == [on]
    desk.history.undo()
    back = f"plan.txt moved from {names_of[third]} to {names_of['penmarsh']}"
    assert [words for words, _because in told_of(desk, third)] == [on[0], back]
    assert [words for words, _because in told_of(desk, "penmarsh")] == [there[0], on[0], back]


def test_a_receipt_that_is_taken_back_is_no_move(desk: Desk, plan: Path) -> None:
    desk.receiving.receive("harrowdale", [plan], ON_TIME)
    desk.receiving.receive("penmarsh", [plan], ON_TIME)
    desk.history.undo()
    assert told_of(desk, "penmarsh") == [
        ("plan.txt received", ""),
        ("Receipt of plan.txt taken back", "undone"),
    ]
    assert told_of(desk, "harrowdale") == [("plan.txt received", "")]


def test_two_people_who_move_the_same_document_have_it_twice_and_nothing_is_lost(
    desk: Desk, plan: Path, tmp_path: Path, colleague: Home, clock: Clock
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    (row,) = desk.receiving.receive("harrowdale", [plan], ON_TIME)
    desk.sharing.sync(share)
    third = desk.case.bodies[2].code
    with joined(desk, share, tmp_path / "theirs.casebook", colleague, clock) as theirs:
        theirs.receiving.move([row.receipt], third, "It is theirs.")
        desk.receiving.move([row.receipt], "penmarsh", BECAUSE)
        for copy in (desk, theirs, desk):
            copy.sharing.sync(share)
        for copy in (desk, theirs):
            assert [names(copy, body) for body in ("harrowdale", "penmarsh", third)] == [
                [],
                ["plan.txt"],
                ["plan.txt"],
            ]
            assert copy.reading.documents(third)[0].also_from == (desk.body("penmarsh").name,)
            assert copy.session.casebook.conflicts() == ()


def test_a_receipt_that_one_took_back_and_another_did_not_is_not_moved(
    desk: Desk, plan: Path, tmp_path: Path, colleague: Home, clock: Clock
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    (row,) = desk.receiving.receive("harrowdale", [plan], ON_TIME)
    desk.sharing.sync(share)
    with joined(desk, share, tmp_path / "theirs.casebook", colleague, clock) as theirs:
        desk.receiving.move([row.receipt], "penmarsh", BECAUSE)
        desk.history.undo()
        theirs.receiving.move([row.receipt], "penmarsh", BECAUSE)
        for copy in (desk, theirs, desk):
            copy.sharing.sync(share)
        with pytest.raises(ConflictError, match=r"plan\.txt"):
            desk.receiving.move([row.receipt], "penmarsh", BECAUSE)
