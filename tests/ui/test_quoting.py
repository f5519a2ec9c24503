"""A passage is copied with where it comes from, from the document and from a card."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from reviewer.ui.checklist.quotes import QuoteRow
from reviewer.ui.quoting import print_quoted
from tests.ui.person import WorkingPerson

pytestmark = pytest.mark.shares_window


def clipboard() -> tuple[str, str]:
    data = QGuiApplication.clipboard().mimeData()
    return data.text(), data.html()


@pytest.mark.thorough
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
    assert plain.startswith(f"“{found.record.content.passage.quote}”\n— {found.name}, ")
    assert f"received from {person.view.body.name} on " in plain


def test_a_passage_is_printed_as_a_page_that_says_where_it_comes_from(
    person: WorkingPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Path] = []

    def show(url: QUrl) -> bool:
        shown.append(Path(url.toLocalFile()))
        return len(shown) < 2

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    person.go_to_body("harrowdale")
    key, found = next((key, card.evidence[0]) for key, card in person.view.criteria.items() if card.evidence)
    person.desk.checklist.open_card(key)
    person.settle()
    for _ in range(2):
        person.focus(person.inside.quotes.findChildren(QuoteRow)[0])
        person.press("P")
        person.wait(lambda: person.message)
    person.wait(lambda: len(shown) == 2)
    assert shown[0] == shown[1]
    pdf = pdfium.PdfDocument(shown[0])
    text = " ".join(pdf[0].get_textpage().get_text_bounded().split())
    pdf.close()
    assert " ".join(found.record.content.passage.quote.split()[:4]) in text
    assert f"{found.name}, " in text
    assert f"received from {person.view.body.name} on " in text
    person.wait(lambda: "No program here opens it" in person.message)


@pytest.mark.thorough
def test_what_no_font_here_can_print_is_refused_in_words(person: WorkingPerson) -> None:
    person.go_to_body("harrowdale")
    row = person.view.documents[0]
    person.press("Ctrl+P")
    assert "Select the passage" in person.message
    print_quoted(person.space.session, row.body, row.sha256, "p1", "A word: \u05d0\u05d1.")
    person.wait(lambda: "right to left" in person.message)
