"""The letter's real pages in the window: what would be printed, by keys, heard, and still written in."""

from __future__ import annotations

import hashlib
import os
import signal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from reviewer.ui.document.pages import PageView
from reviewer.ui.letter.paragraph_editor import ParagraphDialog
from reviewer.ui.letter.view import LetterView
from reviewer.ui.theme import ThemeName, contrast
from tests.scale import grid
from tests.ui.person import WorkingPerson

HEBREW = "We wrote to \u05d0\u05d1 there."


@pytest.fixture
def letter(person: WorkingPerson) -> LetterView:
    """The letter of a body that is wholly judged, with the focus on its pages."""
    person.go_to_body("harrowdale")
    person.press("Ctrl+2")
    view = person.letter
    person.wait(lambda: drawn(view.paper.pages.view))
    person.focus(view.paper.pages.view)
    return view


def drawn(pages: PageView) -> bool:
    """Whether the newest state of each page in view is drawn."""
    return pages.tiles.is_sharp


def seen(pages: PageView) -> QImage:
    return pages.viewport().grab().toImage()


def write(person: WorkingPerson, letter: LetterView, key: str, markdown: str) -> None:
    """Write a paragraph as in the editor, and wait until the pages have it."""
    before = letter.paper.pages.shown_as
    desk = person.space.session.desk
    order = next(block.order for block in desk.drafts.draft("harrowdale").blocks if block.key == key)
    desk.drafts.edit("harrowdale", key, order, markdown, "", (), "Courtesy")
    person.space.session.refresh()
    person.wait(lambda: letter.paper.pages.shown_as != before)


@pytest.mark.thorough
def test_the_pages_are_what_would_be_printed(person: WorkingPerson, letter: LetterView) -> None:
    desk = person.space.session.desk
    pdf = desk.letters.rendered("harrowdale", ".pdf")
    pages = letter.paper.pages
    assert pages.view.isVisible()
    assert pages.shown_as.startswith(hashlib.sha256(pdf).hexdigest())
    assert desk.pages.proofs.path(pages.shown_as).read_bytes() == pdf
    person.wait(lambda: pages.view.content.shown.letters(0) is not None)
    own = pages.view.content.shown.letters(0)
    assert own is not None
    assert "DRAFT" in own.text
    assert "Dear" in own.text


@pytest.mark.thorough
def test_the_pages_of_a_letter_that_stands_signed_are_no_draft(
    person: WorkingPerson, letter: LetterView, tmp_path: Path
) -> None:
    desk, pages = person.space.session.desk, letter.paper.pages
    name, identity = desk.case.inspection.signatory.name, tmp_path / "me.p12"
    desk.letters.identity_new(identity, name, "pw")
    out = tmp_path / "signed.pdf"
    draft = pages.shown_as
    desk.letters.write("harrowdale", out, identity, "pw")
    person.space.session.refresh()
    person.wait(lambda: pages.shown_as != draft)
    person.wait(lambda: pages.view.content.shown.letters(0) is not None)
    texts = [part.text for part in desk.session.reader.read(out, out.name, "", None).text.parts]
    shown = desk.pages.proofs.path(pages.shown_as)
    said = [part.text for part in desk.session.reader.read(shown, "shown.pdf", "", None).text.parts]
    assert "DRAFT" not in " ".join(said)
    assert said == texts, "each page says what the signed one says"
    assert pages.paragraphs
    desk.drafts.edit("harrowdale", "own-1", 150, "One more.", because="Courtesy")
    signed = pages.shown_as
    person.space.session.refresh()
    person.wait(lambda: pages.shown_as != signed)
    again = desk.pages.proofs.path(pages.shown_as)
    told = desk.session.reader.read(again, "again.pdf", "", None).text.parts[0].text
    assert "DRAFT" in told, "what is changed since is a draft again"


@pytest.mark.thorough
def test_a_paragraph_is_chosen_heard_and_written_on_the_pages(
    person: WorkingPerson, letter: LetterView
) -> None:
    pages = letter.paper.pages
    person.press("Down")
    person.press("Down")
    assert pages.chosen == pages.paragraphs[1]
    twin = person.space.session.desk.letters.rendered("harrowdale", ".txt").decode()
    said = pages.view.accessibleDescription()
    assert said.startswith("Paragraph 2 of ")
    heard = said.split(": ", 1)[1].split(" Up and Down")[0]
    assert heard in " ".join(twin.split())
    person.press("F2")
    dialog = person.dialog(ParagraphDialog)
    person.press("Ctrl+A")
    person.type("Quite other words.")
    person.focus(dialog.because)
    person.type("Courtesy")
    before = pages.shown_as
    person.press("Return")
    person.wait(lambda: pages.shown_as != before)
    assert pages.view.accessibleDescription().startswith("Paragraph 2 of ")
    assert "edited: Quite other words." in pages.view.accessibleDescription()
    person.focus(pages.view)
    person.press("Up")
    assert pages.chosen == pages.paragraphs[0]
    person.press("Return")
    assert person.dialog(ParagraphDialog).written.key == pages.paragraphs[0]


@pytest.mark.thorough
def test_nothing_flickers_or_moves_while_an_edit_is_drawn(person: WorkingPerson, letter: LetterView) -> None:
    pages = letter.paper.pages
    key = pages.paragraphs[0]
    write(person, letter, key, "\n\n".join(f"Paragraph {number} of many." for number in range(150)))
    person.wait(lambda: pages.view.pages > 3 and drawn(pages.view))
    pages.view.verticalScrollBar().setValue(1900)
    person.wait(lambda: drawn(pages.view))
    before = seen(pages.view)
    write(person, letter, key, "\n\n".join(f"Paragraph {number} of many!" for number in range(150)))
    assert pages.view.verticalScrollBar().value() == 1900
    shown = seen(pages.view)  # nothing of the new state can be drawn yet, or all of it is
    person.wait(lambda: drawn(pages.view))
    assert shown in (before, seen(pages.view))
    assert pages.view.verticalScrollBar().value() == 1900


@pytest.mark.thorough
def test_pages_are_leafed_through_and_enlarged_by_keys(person: WorkingPerson, letter: LetterView) -> None:
    pages = letter.paper.pages
    write(person, letter, pages.paragraphs[0], "\n\n".join("Many words." for _ in range(150)))
    person.wait(lambda: pages.view.pages > 3)
    person.press("PgDown")
    assert pages.view.place() == "p2"
    assert "Page 2 of" in pages.view.accessibleDescription()
    person.press("PgUp")
    assert pages.view.place() == "p1"
    person.press("End")
    assert pages.view.place() == f"p{pages.view.pages}"
    before = pages.view.zoom
    person.press("Ctrl++")
    assert pages.view.zoom > before
    person.press("Ctrl+-")
    person.press("Ctrl+0")
    assert pages.view.zoom == pytest.approx(before)
    person.press("Ctrl+9")
    assert pages.view.zoom < before


@pytest.mark.thorough
def test_tab_goes_from_finding_to_finding_and_enter_opens_its_criterion(
    person: WorkingPerson, letter: LetterView
) -> None:
    pages = letter.paper.pages
    person.press("Tab")
    assert pages.view.accessibleDescription().startswith("Finding, met: We saw good evidence")
    person.press("Tab")
    assert pages.view.accessibleDescription().startswith("Finding, partly met: Work has begun")
    person.press("Shift+Tab")
    assert "We saw good evidence" in pages.view.accessibleDescription()
    person.press("Tab")
    person.press("Return")
    assert person.space.shown == "desk"
    assert person.card.key == "partners"


@pytest.mark.thorough
def test_past_the_last_finding_tab_leaves_the_pages(person: WorkingPerson, letter: LetterView) -> None:
    pages = letter.paper.pages
    for _ in range(3):
        person.press("Tab")
    assert person.at() is not pages.view


@pytest.mark.thorough
def test_the_mouse_opens_findings_and_paragraphs(person: WorkingPerson, letter: LetterView) -> None:
    pages = letter.paper.pages
    assert pages.proof is not None
    paragraph = pages.proof.paragraphs[0]
    spot = paragraph.spots[0]
    pages.choose(paragraph.key)
    frame = pages.view.placement.frame_of(spot.page)
    at = frame.rect.topLeft() + QPoint(round((spot.left + 30) * frame.zoom), 0)
    at.setY(frame.rect.top() + (spot.top + 6) * frame.zoom)
    QTest.mouseDClick(pages.view.viewport(), Qt.MouseButton.LeftButton, pos=at.toPoint())
    dialog = person.dialog(ParagraphDialog)
    assert dialog.written.key == paragraph.key
    dialog.reject()
    finding = pages.proof.findings[1]
    pages.choose(finding.key)
    spot = finding.spots[0]
    frame = pages.view.placement.frame_of(spot.page)
    QTest.mouseClick(
        pages.view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=QPoint(
            round(frame.rect.left() + (spot.left + 20) * frame.zoom),
            round(frame.rect.top() + (spot.top + 6) * frame.zoom),
        ),
    )
    assert person.space.shown == "desk"
    assert person.card.key == finding.criterion


@pytest.mark.thorough
def test_what_cannot_be_printed_says_why_and_can_be_written_again(
    person: WorkingPerson, letter: LetterView
) -> None:
    pages, paper = letter.paper.pages, letter.paper
    write_key = pages.paragraphs[0]
    desk = person.space.session.desk
    desk.drafts.edit("harrowdale", write_key, 100, HEBREW, "", (), "Courtesy")
    person.space.session.refresh()
    person.wait(paper.unprintable.isVisible)
    (reason,) = paper.unprintable.reasons
    assert "right to left" in reason
    assert "Write it with Latin letters." in reason
    assert not pages.view.isVisible()
    assert paper.unprintable.isAncestorOf(person.at())
    assert reason in person.at().accessibleName()
    person.press("Space")
    assert letter.preview.isVisible()
    assert person.at() is letter.preview
    assert "there." in letter.preview.toPlainText()
    desk.drafts.restore("harrowdale", write_key)
    person.space.session.refresh()
    person.wait(lambda: not paper.unprintable.reasons)
    person.press("Ctrl+T")
    assert pages.view.isVisible()
    person.wait(lambda: drawn(pages.view))


@pytest.mark.thorough
def test_the_menu_of_the_pages_has_the_letters_acts(person: WorkingPerson, letter: LetterView) -> None:
    view = letter.paper.pages.view
    at = view.viewport().rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    (menu,) = [menu for menu in letter.findChildren(QMenu) if menu.isVisible()]
    assert "Edit the paragraph…" in [line.text().replace("&", "") for line in menu.actions()]
    menu.close()
    person.settle()


@pytest.mark.thorough
def test_text_and_pages_are_at_the_same_paragraph(person: WorkingPerson, letter: LetterView) -> None:
    person.press("Down")
    person.press("Down")
    person.press("Ctrl+T")
    assert letter.as_text.text() == "Show the pages"
    assert person.at() is letter.preview
    assert letter.preview.chosen == letter.preview.paragraphs[1]
    person.press("Down")
    person.press("Ctrl+T")
    assert person.at() is letter.paper.pages.view
    assert letter.paper.pages.chosen == letter.preview.paragraphs[2]


@pytest.mark.thorough
def test_nothing_of_another_bodys_letter_is_shown(person: WorkingPerson, letter: LetterView) -> None:
    before = letter.paper.pages.shown_as
    person.space.session.choose_body("aberwen")
    assert letter.paper.pages.shown_as == ""
    person.wait(lambda: drawn(letter.paper.pages.view))
    assert letter.paper.pages.shown_as != before


@pytest.mark.thorough
@pytest.mark.parametrize(
    "theme", grid([ThemeName.LIGHT, ThemeName.DARK, ThemeName.CONTRAST], ordinary=[ThemeName.DARK])
)
def test_paper_stays_light_and_the_ring_is_seen_in_every_theme_at_200_percent(
    person: WorkingPerson, letter: LetterView, theme: ThemeName
) -> None:
    pages = letter.paper.pages
    person.window.look.choose(theme, 200)
    person.settle()
    person.press("Down")
    person.wait(lambda: drawn(pages.view))
    shown = seen(pages.view)
    corner = pages.view.placement.rect_of(0).topLeft().toPoint() + QPoint(12, 12)
    paper = shown.pixelColor(corner)
    assert paper.lightness() > 220
    assert pages.view.placement.rect_of(0).width() <= pages.view.viewport().width()
    ring = QColor(pages.view.inks.accent)
    assert contrast(ring.name(), paper.name()) >= 3
    colours = {
        shown.pixelColor(x, y).name() for x in range(shown.width()) for y in range(0, shown.height(), 3)
    }
    assert ring.name() in colours


def inked(person: WorkingPerson, letter: LetterView, key: str) -> list[tuple[int, int]]:
    """The dark points of the right margin beside a paragraph, right of its bar: from the margin's end leftwards, from its top."""
    pages, look = letter.paper.pages, person.window.look
    assert pages.proof is not None
    spot = next(each.spots[0] for each in pages.proof.paragraphs if each.key == key)
    frame, shown = pages.view.placement.frame_of(spot.page), seen(pages.view)
    right, top = round(frame.rect.right()), round(frame.rect.top() + spot.top * frame.zoom)
    left = right - round(pages.proof.margin * frame.zoom) + look.px(4) + look.px(3) + 2
    return [
        (right - x, y - top)
        for x in range(left, right)
        for y in range(max(top, 0), min(top + look.px(60), shown.height()))
        if shown.pixelColor(x, y).lightness() < 150
    ]


@pytest.mark.thorough
@pytest.mark.parametrize(("percent", "width"), [(100, 1366), (200, 1366), (200, 900)])
def test_words_of_ones_own_are_marked_in_words_at_every_size(
    person: WorkingPerson, letter: LetterView, percent: int, width: int
) -> None:
    pages = letter.paper.pages
    key = pages.paragraphs[1]
    person.window.look.choose(ThemeName.LIGHT, percent)
    person.window.resize(width, 768)
    person.settle()
    pages.choose(key)
    person.wait(lambda: drawn(pages.view))
    assert inked(person, letter, key) == []
    write(person, letter, key, "Quite other words.")
    pages.choose(key)
    person.wait(lambda: drawn(pages.view))
    person.wait(lambda: len(inked(person, letter, key)) > 20)
    marked = inked(person, letter, key)
    assert min(across for across, _down in marked) >= 2, "it is not cut at the page's end"
    height = max(down for _across, down in marked) - min(down for _across, down in marked)
    assert height >= 6, "and is as large as at 100% at the least"


@pytest.mark.thorough
def test_pages_in_another_language_are_that_letters(person: WorkingPerson, letter: LetterView) -> None:
    pages = letter.paper.pages
    person.focus(letter.languages.choices["cy"])
    before = pages.shown_as
    person.click(letter.languages.choices["cy"])
    person.wait(lambda: pages.shown_as != before)
    welsh = person.space.session.desk.letters.rendered("harrowdale", ".pdf", "cy")
    assert pages.shown_as.startswith(hashlib.sha256(welsh).hexdigest())


@pytest.mark.thorough
def test_a_reader_that_dies_costs_no_page_and_no_file_is_left(
    person: WorkingPerson, letter: LetterView
) -> None:
    pages, desk = letter.paper.pages, person.space.session.desk
    reader = desk.pages._client()  # noqa: SLF001 - the process that dies; nobody else asks which it is
    assert reader.pid is not None
    os.kill(reader.pid, signal.SIGKILL)
    write(person, letter, pages.paragraphs[0], "Other words.")
    person.wait(lambda: drawn(pages.view))
    assert not pages.view.content.shown.failed
    kept = desk.pages.proofs.path(pages.shown_as)
    assert kept.exists()
    person.window.close_casebook()
    person.wait(lambda: not kept.parent.exists())
