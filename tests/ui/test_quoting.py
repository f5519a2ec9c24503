"""A passage is copied with where it comes from, from the document and from a card."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from reviewer.ui.checklist.quotes import QuoteRow
from tests.ui.person import WorkingPerson


def clipboard() -> tuple[str, str]:
    data = QGuiApplication.clipboard().mimeData()
    return data.text(), data.html()


def test_a_selection_is_copied_with_name_place_force_and_day(person: WorkingPerson) -> None:
    person.go_to_body("harrowdale")
    row = next(row for row in person.view.documents if row.kind == "pdf")
    person.choose_document(row.name)
    person.wait(lambda: person.desk.document.state.text is not None)
    person.find_and_select("the")
    person.press("Shift+Right")
    selected = person.desk.document.selection()
    assert selected is not None
    person.press("Ctrl+Shift+K")
    source = f"{row.name}, page 1; received from {person.view.body.name} on {row.on.day} {row.on:%B %Y}"
    plain, html = clipboard()
    assert plain == f"“{selected.quote}”\n— {source}"
    assert "<blockquote><p>" in html
    assert source in html
    assert person.message == f"Copied with its source: {source}."


def test_a_tied_passage_is_copied_from_its_card(person: WorkingPerson) -> None:
    person.go_to_body("harrowdale")
    key, found = next((key, card.evidence[0]) for key, card in person.view.criteria.items() if card.evidence)
    person.desk.checklist.open_card(key)
    person.settle()
    person.focus(person.inside.quotes.findChildren(QuoteRow)[0])
    assert person.desk.checklist.passage == found
    person.press("Ctrl+C")
    plain, _html = clipboard()
    assert plain.startswith(f"“{found.kept.content.passage.quote}”\n— {found.name}, ")
    assert f"received from {person.view.body.name} on " in plain
