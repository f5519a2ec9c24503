"""Members at twice the text size on a small screen: what the table has no room for is said of the row that one is at."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible

from reviewer.desk.words.days import short_moment_words
from reviewer.desk.words.members import since_words
from reviewer.ui.members.screen import MembersScreen
from reviewer.ui.members.table import CODE, SINCE
from tests.ui.laid_out import cut_items, out_of_place
from tests.ui.person import WorkingPerson

FURTHER = 30
"""How often Tab may be pressed from the table to what is said of its row."""


@pytest.mark.parametrize("percent", [200])
def test_code_and_since_of_every_member_are_reached_by_keys_and_heard(
    in_company: WorkingPerson, percent: int
) -> None:
    person = in_company
    assert person.window.look.percent == percent
    person.window.resize(1366, 768)
    person.space.go("members")
    members = person.screen(MembersScreen, "members").controller
    person.wait(lambda: members.shown is not None and not members.pending and not person.window.work.busy)
    person.settle()
    table, pane = members.view.table, members.view.member
    assert table.isColumnHidden(CODE)
    assert table.isColumnHidden(SINCE)
    assert members.shown is not None
    for at, row in enumerate(members.shown.rows):
        person.focus(table)
        person.press("Down" if at else "Home")
        assert table.current == row
        for _ in range(FURTHER):
            person.press("Tab")
            if person.at() is pane.told:
                break
        assert person.at() is pane.told
        seen = pane.told.visibleRegion().boundingRect()
        assert seen.size() == pane.told.size(), "all of it is in view"
        heard = QAccessible.queryAccessibleInterface(pane.told).text(QAccessible.Text.Name)
        assert row.code
        assert row.code in heard
        assert (short_moment_words(row.since) if row.by else since_words(row)) in heard
    assert list(cut_items(table)) == []
    assert list(out_of_place(person.window)) == []
