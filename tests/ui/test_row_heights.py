"""Lists of a thousand rows: what rows say is measured once, and stands whole in the row, however wide and large."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from reviewer.desk import Home
from reviewer.desk.display import DocumentRow
from reviewer.desk.members import Stranger, StrangerRow
from reviewer.ui.bodies import BodiesPane
from reviewer.ui.body_delegate import BodyDelegate
from reviewer.ui.desk import document_list
from reviewer.ui.desk.document_list import DETAIL, INSET, TAG, DocumentDelegate, DocumentsPane, Index
from reviewer.ui.look import SMALL
from reviewer.ui.members.dialogs import StrangersDialog
from reviewer.ui.words import breakable
from tests.scale import grid
from tests.ui.person import Sits, WorkingPerson

pytestmark = pytest.mark.shares_window

MANY = 300
LONG = "correspondence with the force's own vetting unit, its chief officers and the panel/annexes"


def many(row: DocumentRow) -> tuple[DocumentRow, ...]:
    """The row, and those that came in as many messages: every third says more than a line of the list has room for."""
    return row, *(
        replace(row, receipt=f"r{at}", name=f"{at}.txt", inside=f"{'' if at % 3 else LONG} {at}.eml")
        for at in range(MANY)
    )


def show(person: WorkingPerson) -> DocumentsPane:
    """Show those of the body's first document."""
    pane, session = person.desk.documents, person.space.session
    session.choose_document(person.view.documents[0])
    view = replace(person.view, documents=many(person.view.documents[0]))
    pane.refresh(replace(session.snapshot, views={session.body: view}))
    person.settle()
    return pane


def counting(monkeypatch: pytest.MonkeyPatch, kind: type[QStyledItemDelegate]) -> Counter[int]:
    """Count from now on how often a list's layouts and pictures ask such a delegate for the size of each row.

    Before the window is made: Qt's bridge keeps the method that it called once.
    """
    asked = Counter[int]()
    owner = next(base for base in kind.__mro__ if "sizeHint" in vars(base))
    hint = owner.sizeHint  # type: ignore[attr-defined]

    def size_hint(delegate: QStyledItemDelegate, option: QStyleOptionViewItem, index: Index) -> object:
        if isinstance(delegate, kind):
            asked[index.row()] += 1
        return hint(delegate, option, index)

    monkeypatch.setattr(owner, "sizeHint", size_hint)
    return asked


def unseen(pane: DocumentsPane) -> list[int]:
    """The rows below those that are seen."""
    model, area = pane.list.model(), pane.list.viewport().rect()
    return [at for at in range(MANY) if pane.list.visualRect(model.index(at, 0)).top() > area.bottom()]


def test_a_thousand_documents_are_measured_once_when_their_body_is_shown(
    sit_down: Sits, sample_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured, asked = Counter[str](), counting(monkeypatch, DocumentDelegate)

    def broken(words: str) -> str:
        measured[words] += 1
        return breakable(words)

    monkeypatch.setattr(document_list, "breakable", broken)
    person = sit_down(sample_home)
    asked.clear()
    pane = show(person)
    counted, laid_out = measured.copy(), asked.copy()  # what follows asks again for single rows
    assert pane.list.verticalScrollBar().isVisible()
    below = unseen(pane)
    assert len(below) > MANY / 2
    details = [str(pane.list.model().index(row, 0).data(DETAIL)) for row in below]
    assert {counted[detail] for detail in details} == {1}
    assert {laid_out[row] for row in below} == {1}, "not once more when the scroll bar comes"


@pytest.mark.thorough
@pytest.mark.parametrize("percent", grid([100, 200], ordinary=[200]))
@pytest.mark.parametrize("width", [900, 1366])
def test_what_a_document_says_is_whole_in_its_row(person: WorkingPerson, percent: int, width: int) -> None:
    person.window.look.choose(percent=percent)
    person.window.resize(width, 768)
    pane, px = show(person), person.window.look.px
    name = QFontMetrics(person.window.look.font(bold=True)).height()
    small = QFontMetrics(person.window.look.font(SMALL))
    highs = set[int]()
    for at in range(12):
        index = pane.list.model().index(at, 0)
        row = pane.list.visualRect(index)
        assert row.width() == pane.list.viewport().width()
        beside = row.width() - 2 * px(INSET) - px(TAG + 8) - 2  # of the focus' frame
        words = breakable(str(index.data(DETAIL)))
        needed = small.boundingRect(QRect(0, 0, beside, 10_000), Qt.TextFlag.TextWordWrap, words).height()
        assert px(4) + name + needed + 2 <= row.height(), words
        highs.add(row.height())
    assert len(highs) > 1


@pytest.mark.thorough
def test_bodies_are_not_measured_at_each_act(
    sit_down: Sits, sample_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = counting(monkeypatch, BodyDelegate)
    person = sit_down(sample_home)
    pane, session = person.space.bodies, person.space.session
    first = session.lines[0]
    lines = tuple(replace(first, code=f"b{at}", name=f"Force {at}") for at in range(MANY))
    show_lines(person, pane, lines)
    show_lines(person, pane, (replace(lines[0], late=1), *lines[1:]))
    assert 0 < len(asked) < MANY / 10, "all are of one height"
    # Where some take two rows, each is asked for its own, which was worked out with the others'.
    drawn = pane.list.itemDelegate()
    assert isinstance(drawn, BodyDelegate)
    person.window.look.choose(percent=200)
    person.settle()
    wide = tuple(replace(line, tones=("gap",) * (20 if at % 2 else 1)) for at, line in enumerate(lines))
    show_lines(person, pane, wide)
    assert not drawn.alike
    high, low = (pane.list.visualRect(pane.list.model().index(row, 0)).height() for row in (1, 0))
    assert high > low


def show_lines(person: WorkingPerson, pane: BodiesPane, lines: tuple[object, ...]) -> None:
    pane.refresh(replace(person.space.session.snapshot, lines=lines))  # type: ignore[arg-type]
    person.settle()


@pytest.mark.thorough
@pytest.mark.parametrize("percent", [100, 200])
def test_a_table_in_a_dialog_is_as_high_as_its_words_are_in_the_width_that_it_has(
    person: WorkingPerson, percent: int
) -> None:
    person.window.look.choose(person.window.look.theme, percent)
    rows = [
        StrangerRow("aa" * 32, "Mae Quill", f"1234 5678 90{at}", 212, 1_100_000, 1_740_000_000_000_000, Stranger.ASKS)
        for at in range(10, 13)
    ]  # fmt: skip
    dialog = StrangersDialog(person.window.look, rows, person.window)
    dialog.show()
    person.settle()
    table = dialog.table
    had = [table.rowHeight(row) for row in range(table.rowCount())]
    table.resizeRowsToContents()
    assert had == [table.rowHeight(row) for row in range(table.rowCount())]
    dialog.close()
