"""Members and share: who takes part, a code that is compared by ear, removal after a look, and whether a laptop may be wiped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from reviewer.desk import Desk, Home
from reviewer.desk.members import RequestRow
from reviewer.model import Role
from reviewer.ui.members.controller import MembersController
from reviewer.ui.members.dialogs import DecideDialog, RoleDialog, StrangersDialog
from reviewer.ui.members.requests import HIDDEN
from reviewer.ui.members.screen import MembersScreen
from reviewer.ui.members.view import MembersView
from tests.ui.person import Sits, WorkingPerson
from tests.ui.test_acts import sync_with

BODY, CRITERION = "thornwick", "policy"
REASON = "Two pages are not enough."


@pytest.fixture
def share(tmp_path: Path) -> Path:
    (tmp_path / "share").mkdir()
    return tmp_path / "share"


@pytest.fixture
def ask(
    person: WorkingPerson, sample_home: Home, share: Path, tmp_path: Path
) -> Iterator[Callable[[str], Desk]]:
    """Have somebody join the share, judge something, and ask to take part."""
    made: list[Desk] = []
    sync_with(person, share)

    def join(name: str) -> Desk:
        home = Home(tmp_path / name, sample_home.resources, tmp_path)
        home.choose_name(name)
        theirs = Desk.join(share, tmp_path / f"{name}.casebook", home)
        theirs.judging.verdict(BODY, CRITERION, "falls-short", REASON)
        theirs.sharing.sync(share)
        made.append(theirs)
        sync(person)
        return theirs

    yield join
    for desk in made:
        desk.close()


def sync(person: WorkingPerson) -> None:
    person.window.messages.clear()
    person.press("Ctrl+Shift+Y")
    person.wait(lambda: person.message.startswith("Synced"))
    person.settle()


def screen(person: WorkingPerson) -> MembersController:
    person.press("Ctrl+7")
    controller = person.screen(MembersScreen, "members").controller
    rested(person)
    return controller


def rested(person: WorkingPerson) -> None:
    controller = person.screen(MembersScreen, "members").controller
    person.settle()
    person.wait(
        lambda: controller.shown is not None and not controller.pending and not person.window.work.busy
    )


def test_what_a_colleague_holds_and_the_share_lacks_is_said_after_a_sync(
    person: WorkingPerson, ask: Callable[[str], Desk], share: Path
) -> None:
    theirs = ask("Mae Quill")
    person.space.session.desk.members.admit(theirs.members.own_code, Role.INSPECTOR)
    sync(person)
    before = {*(share / "packs").iterdir()}
    theirs.judging.verdict(BODY, "unit", "falls-short", REASON)
    theirs.sharing.sync(share)
    for path in {*(share / "packs").iterdir()} - before:
        path.unlink()
    sync(person)
    assert (
        "Not all of it has arrived: 1 save of members. Sync again once your colleagues have."
        in person.message
    )


def table(view: MembersView) -> list[tuple[str, ...]]:
    return view.table.rows()


def test_one_who_works_alone_is_told_how_to_invite(person: WorkingPerson) -> None:
    view = screen(person).view
    assert view.alone.isVisible()
    assert view.alone.text().startswith("Nobody else works on this yet")
    assert not view.table.isVisible()
    assert not view.requests.isVisible()
    assert not view.opened.isVisible(), "a new inspection begins closed"
    assert view.wipe.text() == "Is this laptop safe to wipe? Not yet."
    assert not view.retire.isEnabled()
    assert view.why_not_retire.text() == "Not now: first a colleague must hold all of it."


def test_the_state_in_the_bar_leads_to_it(person: WorkingPerson) -> None:
    person.click(person.space.bar.share)
    assert person.space.shown == "members"


def test_a_sync_says_that_somebody_asks_and_only_the_code_that_is_heard_admits_them(
    person: WorkingPerson, ask: Callable[[str], Desk]
) -> None:
    theirs = ask("Grace Adeyemi")
    assert "1 person asks to take part: see Members and share." in person.message
    way = person.window.message_bar.way
    assert way is not None
    person.click(way)
    assert person.space.shown == "members", "the message leads there"
    controller = screen(person)
    pane = controller.view.requests
    code = theirs.members.own_code
    assert pane.isVisible()
    assert pane.code.text() == code
    assert pane.inspection.text() == theirs.members.inspection_code
    assert not pane.admit.isEnabled()
    person.focus(pane.field)
    assert pane.code.text() == HIDDEN
    assert pane.code.accessibleName() == "hidden until all twelve digits agree"
    person.type(code.replace(" ", "")[:11])
    assert (pane.field.text(), pane.told.text()) == (code[:13], "1 digit to go")
    assert pane.code.text() == HIDDEN
    person.press("Ctrl+Return")
    assert person.space.session.desk.standing.state(BODY).criteria[CRITERION].verdicts == ()
    person.type(code[-1])
    assert pane.code.text() == code
    assert pane.told.text() == "✓ All twelve agree"
    assert pane.admit.isEnabled()
    person.press("Ctrl+Return")
    person.wait(lambda: "takes part as inspector" in person.message)
    rested(person)
    assert not pane.isVisible()
    assert [row[:2] for row in table(controller.view)][1] == ("Grace Adeyemi", "inspector")
    sync(person)
    because = [
        each.content.because
        for each in person.space.session.desk.standing.state(BODY).criteria[CRITERION].verdicts
    ]
    assert because == [REASON], "what waited counts now"


def test_other_digits_admit_nobody_and_the_code_stays_hidden(
    person: WorkingPerson, ask: Callable[[str], Desk]
) -> None:
    code = ask("Grace Adeyemi").members.own_code
    pane = screen(person).view.requests
    person.focus(pane.field)
    other = str((int(code[-1]) + 1) % 10)
    person.type(code.replace(" ", "")[:-1] + other)
    assert pane.told.text().startswith("These are not the digits of this laptop.")
    assert pane.code.text() == HIDDEN, "who reads it off the screen has compared nothing"
    assert not pane.agrees
    assert "not those of this laptop" in pane.why_not_admit
    person.press("Ctrl+Return")
    person.press("Tab")
    assert pane.code.text() == HIDDEN
    person.focus(pane.field)
    person.press("End")
    person.press("Backspace")
    person.type(code[-1])
    assert pane.agrees


def test_a_code_cannot_be_pasted_dropped_or_set_by_a_program(
    person: WorkingPerson, ask: Callable[[str], Desk]
) -> None:
    code = ask("Grace Adeyemi").members.own_code
    pane = screen(person).view.requests
    data = QMimeData()
    data.setText(code)
    QApplication.clipboard().setMimeData(data)
    person.focus(pane.field)
    person.press("Ctrl+V")
    assert (pane.field.text(), "Pasting is refused" in pane.told.text()) == ("", True)
    person.press("Shift+Insert")
    pane.field.paste()
    assert pane.field.text() == ""
    assert not pane.field.acceptDrops()
    QApplication.clipboard().setText(code, QApplication.clipboard().Mode.Clipboard)
    pane.field.insert(code)  # as assistive technology would
    assert pane.field.text() == ""


def test_two_who_have_one_code_are_both_shown_and_neither_can_be_admitted(
    person: WorkingPerson, ask: Callable[[str], Desk]
) -> None:
    ask("Grace Adeyemi")
    controller = screen(person)
    shown, view = controller.shown, controller.view
    assert shown is not None
    (one,) = shown.requests
    twin = RequestRow("ab" * 32, "Grace Adeyemi", one.code, 1, one.since)
    view.show_all(replace(shown, requests=(one, twin)))
    assert view.requests.list.isVisible()
    assert view.requests.list.count() == 2
    for row in range(2):
        view.requests.list.setCurrentRow(row)
        person.focus(view.requests.field)
        person.type(one.code.replace(" ", ""))
        assert view.requests.agrees
        assert "neither can be admitted" in view.requests.told.text()
        assert "neither can be admitted" in controller.why_not_admit()


def test_nobody_is_refused_or_removed_before_their_code_is_worked_out(
    person: WorkingPerson, ask: Callable[[str], Desk]
) -> None:
    ask("Grace Adeyemi")
    controller = screen(person)
    shown, view = controller.shown, controller.view
    assert shown is not None
    (one,) = shown.requests
    (me,) = shown.rows
    other = replace(me, key="ab" * 32, name="Ben Okafor", is_me=False, is_founder=False, code="")
    view.show_all(replace(shown, requests=(replace(one, code=""),), rows=(me, other)))
    view.table.go_to(other.key)
    for why in (controller.why_not_refuse(), controller.why_not_remove(), controller.why_not_change()):
        assert "being worked out" in why
    view.show_all(replace(shown, rows=(me, replace(other, code="1234 5678 9012"))))
    assert (controller.why_not_refuse(), controller.why_not_remove()) == ("", "")


def test_who_is_refused_is_a_stranger_of_whom_nothing_counts_and_can_be_admitted_later(
    person: WorkingPerson, ask: Callable[[str], Desk]
) -> None:
    theirs = ask("Grace Adeyemi")
    view = screen(person).view
    assert view.strangers.text().startswith("Strangers: 1 person, 1 act, ")
    person.click(view.requests.refuse)
    dialog = person.dialog(DecideDialog)
    person.type("Nobody knows her.")
    person.click(dialog.buttons.button(dialog.buttons.StandardButton.Ok))
    person.wait(lambda: "is refused" in person.message)
    rested(person)
    assert not view.requests.isVisible()
    assert ("Grace Adeyemi", "refused") in [row[:2] for row in table(view)]
    sync(person)
    rested(person)
    person.click(view.look_at)
    rows = person.dialog(StrangersDialog).table.rows()
    ((who, why, what),) = rows
    assert (who, why) == (f"Grace Adeyemi, {theirs.members.own_code}", "refused")
    assert what.startswith("1 act, ")
    assert " kB, since " in what
    person.press("Escape")
    person.focus(view.table)
    person.press("Down")
    person.press("R")
    person.dialog(RoleDialog)
    person.press("Return")
    person.wait(lambda: "takes part as inspector" in person.message)
    assert (
        person.space.session.desk.session.casebook.team.membership().role_of(theirs.me.key) is Role.INSPECTOR
    )


def test_a_member_gets_another_role_and_is_removed_after_a_look_at_what_changes(
    person: WorkingPerson, ask: Callable[[str], Desk]
) -> None:
    theirs = ask("Grace Adeyemi")
    person.space.session.desk.members.admit(theirs.members.own_code)
    sync(person)
    theirs.sharing.sync(person.space.session.snapshot.share.share or Path())
    sync(person)
    view = screen(person).view
    person.focus(view.table)
    assert (
        "Nobody decides about themselves" in view.member.buttons[0].toolTip()
        or not view.member.buttons[0].isEnabled()
    )
    person.press("Down")
    assert view.table.current is not None
    assert view.table.current.name == "Grace Adeyemi"
    assert view.member.name.text() == "Grace Adeyemi"
    assert "Role: inspector" in view.member.said
    person.press("R")
    dialog = person.dialog(RoleDialog)
    dialog.role.setCurrentIndex(dialog.role.findData(Role.OBSERVER.value))
    person.click(dialog.buttons.button(dialog.buttons.StandardButton.Ok))
    person.wait(lambda: "takes part as observer" in person.message)
    rested(person)
    assert table(view)[1][1] == "observer"
    assert view.table.current.name == "Grace Adeyemi", "one stays at the same member"
    person.focus(view.table)
    person.press("Delete")
    ask_first = person.dialog(DecideDialog)
    assert any("goes on counting" in line for line in ask_first.lines)
    assert "Nothing that stands now changes." in ask_first.lines
    person.click(ask_first.buttons.button(ask_first.buttons.StandardButton.Ok))
    assert ask_first.complaint.startswith("A reason is needed")
    person.type("Left the team.")
    person.click(ask_first.buttons.button(ask_first.buttons.StandardButton.Ok))
    person.wait(lambda: "is removed" in person.message)
    rested(person)
    assert table(view)[1][1] == "removed"
    assert "Reason: Left the team." in view.member.said


def test_an_heir_is_named_and_shown(person: WorkingPerson, ask: Callable[[str], Desk]) -> None:
    person.space.session.desk.members.admit(ask("Grace Adeyemi").members.own_code)
    view = screen(person).view
    person.focus(view.table)
    person.press("Down")
    person.press("H")
    dialog = person.dialog(DecideDialog)
    person.type("I am away.")
    person.click(dialog.buttons.button(dialog.buttons.StandardButton.Ok))
    person.wait(lambda: "may take your place" in person.message)
    rested(person)
    assert (table(view)[1][1], "Reason: I am away." in view.member.said) == ("inspector, heir", True)


def test_a_laptop_is_wiped_only_once_a_colleague_holds_all_and_knows_that_it_goes(
    person: WorkingPerson, ask: Callable[[str], Desk], share: Path
) -> None:
    theirs = ask("Grace Adeyemi")
    person.space.session.desk.members.admit(theirs.members.own_code)
    sync(person)
    controller = screen(person)
    view = controller.view
    assert view.wipe.text() == "Is this laptop safe to wipe? Not yet."
    theirs.sharing.sync(share)
    sync(person)
    rested(person)
    assert view.wipe.text() == "Is this laptop safe to wipe? Almost."
    assert table(view)[1][5] == "all"
    assert view.places[2].head.property("role") == "held"
    assert view.places[2].number.text() == view.places[0].number.text()
    person.click(view.retire)
    dialog = person.dialog(DecideDialog)
    person.type("A new laptop.")
    person.click(dialog.buttons.button(dialog.buttons.StandardButton.Ok))
    person.wait(lambda: "has said that it goes" in person.message)
    rested(person)
    assert view.wipe.text() == "Is this laptop safe to wipe? Not yet."
    sync(person)
    theirs.sharing.sync(share)
    sync(person)
    rested(person)
    assert view.wipe.text() == "Is this laptop safe to wipe? Yes."


def test_who_was_not_admitted_is_told_the_codes_to_read_out_and_to_compare(
    person: WorkingPerson, ask: Callable[[str], Desk], open_window: Sits, tmp_path: Path, root: Path
) -> None:
    theirs = ask("Grace Adeyemi")
    own, inspection = theirs.members.own_code, theirs.members.inspection_code
    home = theirs.session.home
    theirs.close()
    other = open_window(home)
    other.window.opening.open(tmp_path / "Grace Adeyemi.casebook")
    other.wait(lambda: other.window.workspace is not None and other.window.workspace.furnished)
    other.settle()
    view = screen(other).view
    assert view.waits.isVisible()
    assert own in view.waits_lines[0].text()
    assert inspection in view.waits_lines[1].text()
    assert "load the key" in view.waits_lines[2].text()
    assert "Only a lead decides" in view.requests.admit.toolTip() or not view.requests.isVisible()
    assert "Only a signatory or a lead" in _why(other, "letter.withdraw")
    assert "Only a lead may amend" in _why(other, "case.amend")
    assert _why(other, "documents.receive") == "", "they work on; what they do waits"


def _why(person: WorkingPerson, name: str) -> str:
    return person.window.action_list.why_not(name)


def test_an_observer_is_told_why_nothing_can_be_recorded_and_syncs_all_the_same(
    person: WorkingPerson, ask: Callable[[str], Desk], open_window: Sits, tmp_path: Path, share: Path
) -> None:
    theirs = ask("Grace Adeyemi")
    person.space.session.desk.members.admit(theirs.members.own_code, Role.OBSERVER)
    sync(person)
    theirs.sharing.sync(share)
    home = theirs.session.home
    theirs.close()
    other = open_window(home)
    other.window.opening.open(tmp_path / "Grace Adeyemi.casebook")
    other.wait(lambda: other.window.workspace is not None and other.window.workspace.furnished)
    other.settle()
    for name in ("documents.receive", "documents.receive_many", "act.list"):
        assert "as an observer" in _why(other, name), name
    view = screen(other).view
    assert view.waits_lines[0].isVisible()
    assert view.waits_lines[0].text().startswith("1 act of yours is more than you take part for, as observer")
    assert _why(other, "share.sync") == ""


def test_the_table_is_read_cell_by_cell_with_its_columns(
    person: WorkingPerson, ask: Callable[[str], Desk]
) -> None:
    theirs = ask("Grace Adeyemi")
    person.space.session.desk.members.admit(theirs.members.own_code)
    view = screen(person).view
    interface = QAccessible.queryAccessibleInterface(view.table)
    assert interface.role() == QAccessible.Role.Table
    item = view.table.item(1, 1)
    assert item is not None
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == "Role: inspector"
