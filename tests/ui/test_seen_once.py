"""Another body is seen once it is whole: nothing is painted, or put away and shown again, on the way there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from reviewer.ui import last_picture
from reviewer.ui.document import controller
from tests.ui.person import WorkingPerson

pytestmark = pytest.mark.shares_window

LONG = 60_000  # milliseconds: a busy machine changes nothing
TEXTS = ("penmarsh", "thornwick")


class Seen(QObject):
    """Hears how often a widget is painted, laid out otherwise or hidden, and whether the document was there when it was painted first."""

    def __init__(self, person: WorkingPerson, widget: QWidget) -> None:
        super().__init__(widget)
        self._desk = person.desk
        self.kinds: list[QEvent.Type] = []
        self.whole: list[bool] = []
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        self.kinds.append(event.type())
        if event.type() == QEvent.Type.Paint:
            self.whole.append(not self._desk.document.is_coming)
        return False


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is waited for is here in time, whatever else the machine does."""
    monkeypatch.setattr(last_picture, "HOLD", LONG)
    monkeypatch.setattr(last_picture, "WORDS", LONG)


def to_text(person: WorkingPerson) -> str:
    """Go to a body whose first document is no page, and return another such."""
    person.go_to_body(TEXTS[0])
    person.wait(lambda: not person.desk.document.is_coming)
    person.settle()
    return TEXTS[1]


@pytest.mark.thorough
@pytest.mark.usefixtures("patient")
def test_another_body_is_painted_once_with_the_words_of_its_document(person: WorkingPerson) -> None:
    other = to_text(person)
    first = next(iter(person.desk.checklist.cards.values())).header
    for body in (other, TEXTS[0]):  # one that is looked up, and one that is known by then
        seen = [Seen(person, widget) for widget in (first, person.desk.documents.list.viewport())]
        person.go_to_body(body)
        person.wait(lambda seen=seen: all(each.whole for each in seen))  # type: ignore[misc] # those of this turn
        person.settle()
        assert [each.whole for each in seen] == [[True], [True]]


@pytest.mark.thorough
def test_what_stands_round_a_document_stays_while_the_next_one_is_waited_for(
    person: WorkingPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.go_to_body("harrowdale")
    person.choose_document("Covering note.txt")
    document = person.desk.document
    person.wait(lambda: not document.is_coming)
    monkeypatch.setattr(controller, "CALM", LONG)
    seen = [Seen(person, widget) for widget in (document.hint, document.toolbar)]
    before = person.space.session.document
    person.desk.documents.step(1)
    assert document.is_coming
    assert not document.ability.document, "nothing can be done with it yet"
    person.wait(lambda: not document.is_coming)
    person.settle()
    assert person.space.session.document != before
    assert not any(QEvent.Type.Hide in each.kinds for each in seen)


@pytest.mark.thorough
def test_tools_go_where_the_next_document_is_long_in_coming(person: WorkingPerson) -> None:
    to_text(person)
    document = person.desk.document
    document.clear("", coming=True)
    assert document.hint.isVisible()
    person.wait(lambda: not document.hint.isVisible() and not document.toolbar.isVisible())
