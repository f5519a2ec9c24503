"""A folder of many bodies' submissions: proposed, received, stopped and gone on with, decided, chased."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from reviewer.desk import Desk
from reviewer.desk.display import Progress
from reviewer.desk.triage.values import ASIDE, NOTED, Item, Matter, Sort, Unfit
from reviewer.errors import CancelledError, NotReadyError, WrongUseError
from reviewer.review.assigning import Sureness
from tests.unit.desk.conftest import Clock

DUE = date(2025, 2, 28)
BOILERPLATE = " ".join(f"The unit keeps paper number {n} in its own drawer." for n in range(30))
MESSAGE = "From: Pat <pat@{}>\nTo: us@here.example\nSubject: Plan\nDate: Tue, 4 Feb 2025 10:00:00 +0000\n\nOur plan.\n"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def dropped(desk: Desk, tmp_path: Path) -> Path:
    """A folder for every body of the case by its name, and one that names nobody."""
    folder = tmp_path / "dropped"
    for number, body in enumerate(desk.case.bodies):
        write(
            folder / body.name / "plan.txt",
            f"{BOILERPLATE} {body.name} says {number} and nothing else at all.",
        )
        write(folder / body.name / "more" / "own.txt", f"Only {body.name}.")
    write(folder / "misc" / "note.txt", "Whose is this?")
    (folder / ".DS_Store").write_bytes(b"litter")
    return folder


def item(desk: Desk, name: str) -> Item:
    assert desk.triage.plan is not None
    return next(each for each in desk.triage.plan.items if each.name == name)


def of_sort(desk: Desk, sort: Sort) -> list[Matter]:
    return [matter for matter in desk.triage.matters() if matter.sort is sort]


class Stopping:
    """A person who stops it when so many files are told of."""

    def __init__(self, count: int) -> None:
        self.count = count

    def report(self, _progress: Progress) -> None:
        self.count -= 1

    def stopped(self) -> bool:
        return self.count <= 0


# --- whose is it ---------------------------------------------------------------------------------------


def test_each_entry_gets_a_body_or_is_asked_and_nothing_is_received(desk: Desk, dropped: Path) -> None:
    plan = desk.triage.look([dropped])

    assert len(plan.items) == len(desk.case.bodies) + 1
    assert {each.chosen for each in plan.items} == {body.code for body in desk.case.bodies} | {""}
    assert [each.name for each in plan.unassigned] == ["misc"]
    assert item(desk, desk.case.bodies[0].name).files == 2
    assert desk.reading.documents() == ()


def test_a_message_that_disagrees_with_its_folder_is_asked(desk: Desk, tmp_path: Path) -> None:
    one, other = desk.case.bodies[0], desk.case.bodies[1]
    domain = "".join(character for character in other.code if character.isalpha())
    write(tmp_path / "in" / one.name / "mail.eml", MESSAGE.format(f"{domain}.example"))
    plan = desk.triage.look([tmp_path / "in"])

    assert plan.items[0].chosen == ""
    assert set(plan.items[0].proposal.candidates) == {one.code, other.code}


def test_a_sender_who_wrote_before_is_offered(desk: Desk, tmp_path: Path) -> None:
    body = desk.case.bodies[2]
    desk.receiving.receive(body.code, [write(tmp_path / "first.eml", MESSAGE.format("mail.gov.example"))])
    plan = desk.triage.look([write(tmp_path / "second.eml", MESSAGE.format("mail.gov.example"))])

    assert (plan.items[0].proposal.body, plan.items[0].proposal.sureness) == (body.code, Sureness.LIKELY)
    assert "wrote from there before" in plan.items[0].proposal.because
    assert plan.items[0].chosen == ""


def test_a_first_page_that_names_a_body_is_offered(desk: Desk, tmp_path: Path) -> None:
    body = desk.case.bodies[1]
    plan = desk.triage.look(
        [write(tmp_path / "x" / "scan1" / "a.txt", f"The plan of {body.name}").parents[1]]
    )

    assert plan.items[0].proposal.body == body.code
    assert plan.items[0].proposal.because == f"its first page names {body.name}"


def test_a_choice_is_kept_for_the_next_look(desk: Desk, dropped: Path) -> None:
    desk.triage.look([dropped])
    code = desk.case.bodies[1].code
    desk.triage.choose(dropped / "misc", code)
    assert item(desk, "misc").chosen == code
    desk.triage.look([dropped])
    assert item(desk, "misc").chosen == code
    desk.triage.choose(dropped / "misc", "")
    desk.triage.look([dropped])
    assert item(desk, "misc").chosen == ""


def test_what_is_not_there_or_lies_in_the_casebook_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(WrongUseError, match="does not exist"):
        desk.triage.look([tmp_path / "gone"])
    for place in (desk.folder, desk.folder / "documents"):
        with pytest.raises(WrongUseError, match="lies in this casebook"):
            desk.triage.look([place])


def test_a_casebook_that_lies_among_them_is_left_alone_with_a_word(desk: Desk, tmp_path: Path) -> None:
    plan = desk.triage.look([desk.folder.parent])
    own = next(each for each in plan.items if each.path.resolve() == desk.folder.resolve())

    assert own.unfit is Unfit.INSIDE
    assert not own.waits


def test_looking_can_be_stopped(desk: Desk, dropped: Path) -> None:
    who = Stopping(2)
    with pytest.raises(CancelledError, match="nothing was received"):
        desk.triage.look([dropped], who.report, who.stopped)


def test_an_empty_folder_says_so(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "in" / desk.case.bodies[0].name).mkdir(parents=True)

    assert desk.triage.look([tmp_path / "in"]).items[0].unfit is Unfit.EMPTY


# --- receiving -----------------------------------------------------------------------------------------


def test_what_is_sure_is_received_and_the_rest_stays_listed(desk: Desk, dropped: Path) -> None:
    desk.triage.look([dropped])
    outcome = desk.triage.receive(DUE)

    assert outcome.documents == 2 * len(desk.case.bodies)
    assert {row.body for row in desk.reading.documents()} == {body.code for body in desk.case.bodies}
    assert [each.name for each in desk.triage.plan.unassigned] == ["misc"] if desk.triage.plan else False
    assert [matter.name for matter in of_sort(desk, Sort.UNASSIGNED)] == ["misc"]


def test_the_same_folder_again_is_known_and_received_twice_only_if_asked(desk: Desk, dropped: Path) -> None:
    desk.triage.look([dropped])
    desk.triage.receive(DUE)
    before = len(desk.reading.documents())
    plan = desk.triage.look([dropped])
    assert sum(each.done is not None for each in plan.items) == len(desk.case.bodies)
    assert desk.triage.receive(DUE).taken == ()
    assert len(desk.reading.documents()) == before

    desk.triage.receive(DUE, again=True)
    assert len(desk.reading.documents()) == 2 * before


def test_stopping_keeps_what_is_done_and_going_on_takes_up_there(desk: Desk, dropped: Path) -> None:
    desk.triage.look([dropped])
    who = Stopping(5)
    outcome = desk.triage.receive(DUE, who.report, who.stopped)
    kept = len(desk.reading.documents())
    assert outcome.stopped
    assert 0 < kept < 2 * len(desk.case.bodies)

    rest = desk.triage.receive(DUE)

    assert not rest.stopped
    assert len(desk.reading.documents()) == 2 * len(desk.case.bodies)
    receipts = [(row.body, row.sha256, row.on) for row in desk.reading.documents()]
    assert len(receipts) == len(set(receipts))
    assert sum(each.known for each in rest.taken) + rest.documents + kept >= 2 * len(desk.case.bodies)


def test_a_copy_of_the_folder_elsewhere_is_known_by_its_bytes(
    desk: Desk, dropped: Path, tmp_path: Path
) -> None:
    desk.triage.look([dropped])
    desk.triage.receive(DUE)
    before = len(desk.reading.documents())
    shutil.copytree(dropped, tmp_path / "copy")
    plan = desk.triage.look([tmp_path / "copy"])
    assert all(each.done is None for each in plan.items)
    outcome = desk.triage.receive(DUE)

    assert (outcome.documents, len(desk.reading.documents())) == (0, before)
    assert sum(each.known for each in outcome.taken) == before


def test_a_message_stopped_half_way_gets_the_rest_of_its_attachments(
    desk: Desk, tmp_path: Path, root: Path
) -> None:
    import zipfile

    folder = tmp_path / "in" / desk.case.bodies[0].name
    folder.mkdir(parents=True)
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        for number in range(4):
            archive.writestr(f"paper{number}.txt", f"paper {number}")
    desk.triage.look([tmp_path / "in"])
    who = Stopping(3)
    desk.triage.receive(DUE, who.report, who.stopped)
    half = len(desk.reading.documents())
    assert 1 < half < 5
    desk.triage.receive(DUE)

    assert sorted(row.name for row in desk.reading.documents()) == [
        "all.zip",
        *(f"paper{n}.txt" for n in range(4)),
    ]


def test_a_folder_that_vanished_is_told_and_the_others_go_on(desk: Desk, dropped: Path) -> None:
    desk.triage.look([dropped])
    shutil.rmtree(dropped / desk.case.bodies[0].name)
    outcome = desk.triage.receive(DUE)

    assert [isinstance(each.error, WrongUseError) for each in outcome.taken].count(True) == 1
    assert outcome.documents == 2 * (len(desk.case.bodies) - 1)
    assert item(desk, desk.case.bodies[0].name).waits


# --- what waits for a decision -------------------------------------------------------------------------


def test_what_is_wrong_with_what_came_is_listed_once_each(desk: Desk, tmp_path: Path, root: Path) -> None:
    one, other = desk.case.bodies[0].code, desk.case.bodies[1].code
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    same = write(tmp_path / "same.txt", "The very same.")
    desk.receiving.receive(one, [empty, same], DUE)
    desk.receiving.receive(one, [same], DUE)
    desk.receiving.receive(other, [same], date(2025, 3, 3))

    assert [matter.name for matter in of_sort(desk, Sort.UNREADABLE)] == ["empty.pdf"]
    assert [(m.body, len(m.rows)) for m in of_sort(desk, Sort.TWICE)] == [(one, 2)]
    assert [{row.body for row in m.rows} for m in of_sort(desk, Sort.ELSEWHERE)] == [{one, other}]
    assert [(m.body, m.decided) for m in of_sort(desk, Sort.LATE)] == [(other, "")]
    assert {m.body for m in of_sort(desk, Sort.NOTHING)} == {b.code for b in desk.case.bodies[2:]}


def test_a_late_one_is_decided_by_a_record_that_undo_takes_back(desk: Desk, tmp_path: Path) -> None:
    code = desk.case.bodies[0].code
    (row,) = desk.receiving.receive(code, [write(tmp_path / "late.txt", "Late.")], date(2025, 3, 3))
    desk.receiving.include(code, row.sha256, "It answers a question of ours.")
    assert of_sort(desk, Sort.LATE)[0].decided == "included"
    desk.history.undo()
    assert of_sort(desk, Sort.LATE)[0].decided == ""


def test_a_decision_without_a_record_outlives_the_sitting(desk: Desk, tmp_path: Path) -> None:
    (matter, *_) = of_sort(desk, Sort.NOTHING)
    desk.triage.decide(matter.key, NOTED)
    folder, home = desk.folder, desk.session.home
    desk.close()
    with Desk.open(folder, home, writable=False) as again:
        assert of_sort(again, Sort.NOTHING)[0].decided == NOTED
        again.triage.decide(matter.key, "")
        assert of_sort(again, Sort.NOTHING)[0].decided == ""


def test_who_shares_text_is_one_matter_with_exact_shares(desk: Desk, dropped: Path) -> None:
    desk.triage.look([dropped])
    desk.triage.receive(DUE)
    assert desk.triage.compare() == 1
    (matter,) = of_sort(desk, Sort.ALIKE)
    count = len(desk.case.bodies)

    assert {row.name for row in matter.rows} == {"plan.txt"}
    assert (len(matter.rows), len(matter.pairs)) == (count, count * (count - 1) // 2)
    assert all(pair.share_of_one > 0.9 for pair in matter.pairs)
    assert desk.triage.compare(None, lambda: True) == 0


# --- chasing -------------------------------------------------------------------------------------------


def test_a_note_lists_what_is_missing_and_why_and_when_it_was_made(desk: Desk, tmp_path: Path) -> None:
    body = desk.case.bodies[0]
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    desk.receiving.receive(body.code, [empty], DUE)
    desk.receiving.receive(body.code, [write(tmp_path / "late.txt", "Late.")], date(2025, 3, 3))
    (note,) = desk.triage.notes(body.code)

    assert note.text.startswith("20 March 2025\n\n")
    assert "- empty.pdf: The file is empty (0 bytes)" in note.text
    assert "- late.txt, received on 3 March 2025" in note.text
    assert "Ask the sender" not in note.text
    assert "password" not in note.text
    assert "no record of anything" not in note.text


def test_what_is_set_aside_or_included_is_not_chased(desk: Desk, tmp_path: Path) -> None:
    body = desk.case.bodies[0]
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    desk.receiving.receive(body.code, [empty], DUE)
    (late,) = desk.receiving.receive(body.code, [write(tmp_path / "late.txt", "Late.")], date(2025, 3, 3))
    desk.receiving.include(body.code, late.sha256, "We asked for it.")
    desk.triage.decide(of_sort(desk, Sort.UNREADABLE)[0].key, ASIDE)

    with pytest.raises(NotReadyError, match=f"Nothing is missing from {body.name}"):
        desk.triage.notes(body.code)


def test_before_the_closing_date_nothing_is_called_overdue(desk: Desk, clock: Clock) -> None:
    clock.at = int(datetime(2025, 2, 20, tzinfo=UTC).timestamp() * 1_000_000)
    text = desk.triage.notes(desk.case.bodies[0].code)[0].text

    assert "no record of anything from you so far" in text
    assert "tell us that there are none" not in text


def test_notes_are_written_as_text_or_as_a_draft(desk: Desk, tmp_path: Path) -> None:
    notes = desk.triage.notes()
    assert len(notes) == len(desk.case.bodies)
    desk.triage.save_notes(notes, tmp_path / "all.txt")
    assert (tmp_path / "all.txt").read_text("utf-8").count("\f") == len(notes) - 1
    desk.triage.save_notes(notes[:1], tmp_path / "one.eml")
    draft = message_from_bytes((tmp_path / "one.eml").read_bytes(), policy=policy.default)
    assert draft["Subject"] == notes[0].subject
    assert draft.get_content().replace("\r\n", "\n") == notes[0].text
    assert draft["Reply-To"] == desk.case.inspection.enquiries.email
    for name, kept in (("all.eml", notes), ("all.pdf", notes[:1])):
        with pytest.raises(WrongUseError):
            desk.triage.save_notes(kept, tmp_path / name)
        assert not (tmp_path / name).exists()
