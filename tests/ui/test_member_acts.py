"""What one member did, shown from their row: what counts, what does not, and the way there and back; and what of theirs is not here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from reviewer.desk import Desk
from reviewer.model import Role
from reviewer.ui.members.acts import MemberActsDialog
from tests.ui.person import WorkingPerson
from tests.ui.test_members import BODY, CRITERION, REASON, ask, rested, screen, share, sync

__all__ = ["ask", "share"]


@pytest.mark.thorough
def test_what_a_member_did_is_shown_with_what_does_not_count_and_leads_to_where_it_was_done(
    person: WorkingPerson, ask: Callable[[str], Desk], share: Path
) -> None:
    theirs = ask("Grace Adeyemi")
    desk = person.space.session.desk
    desk.members.admit(theirs.members.own_code)
    sync(person)
    theirs.sharing.sync(share)
    desk.members.admit(theirs.members.own_code, Role.OBSERVER)
    theirs.judging.verdict(BODY, "unit", "falls-short", "One post.")
    theirs.sharing.sync(share)
    sync(person)
    view = screen(person).view
    person.focus(view.table)
    person.press("Down")
    assert "members.acts" in person.window.action_list
    assert person.window.action_list.words("members.acts") == "Show acts of Grace Adeyemi…"
    person.press("A")
    rested(person)
    dialog = person.dialog(MemberActsDialog)
    rows = dialog.table.rows()
    title = desk.criterion(CRITERION).title
    assert [row[1:] for row in rows if "Verdict" in row[1]] == [
        (f"{desk.body(BODY).name} · Verdict on {title}", REASON, "counts")
    ]
    said = dialog.accessibleDescription()
    assert "does not count: it is more than their role is for" in said, (
        "the observer's act waits in the folder"
    )
    item = dialog.table.item(0, 3)
    assert item is not None
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == "Counts: counts"
    dialog.table.setCurrentCell(["Verdict" in row[1] for row in rows].index(True), 0)
    person.press("Return")
    person.wait(lambda: person.space.shown == "desk")
    assert person.space.session.body == BODY
    person.press("Ctrl+[")
    person.wait(lambda: person.space.shown == "members")
    rested(person)
    current = screen(person).view.table.current
    assert current is not None
    assert current.name == "Grace Adeyemi", "the way back leads to the same row"


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
