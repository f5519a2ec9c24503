"""Sentences and paragraphs, selected one after the other by keys."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer.model import DocumentText, Part
from reviewer.ui.document.pane import DocumentPane
from reviewer.ui.document.stretches import beside, paragraphs, sentences

Show = Callable[[Path], DocumentText]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize(
    "text",
    [
        "One.| Two!| Three?",
        "Sgt. Jones and Mr. A. B. Smith met.| They agreed.",
        "It is, e.g. where found, i.e. rarely, 3.5 per cent. of all.| See p. 7, para. 12 and No. 5.| Next.",
        "He said “no.”| She left (at once.)| Then quiet.",
        "1. The force has a plan.| 2.1. It is old.| (iv) It is long.",
        "Was that all?| No.| The force has more.",
        "It goes\r\non over\r\nlines.| And ends",
        "Wait...| There is more… but small.| It is at www.police.uk. as ever. which is a site.| Costs £3.50.",
        "これは文です。|次の文です。",
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str) -> None:
    whole = text.replace("|", "")
    assert [whole[start:end] for start, end in sentences(whole)] == [part.strip() for part in text.split("|")]


def test_lines_that_were_full_belong_together_and_others_do_not() -> None:
    text = "Dear all,\n\nthe force has met the charities and has\nagreed a named contact for each of them and\nno more.\nBriefings begin in May and go on for as long\nas there are any.\n\n  - one\n  - two\n"
    found = [text[start:end].replace("\n", " ") for start, end in paragraphs(text, wrapped=True)]
    assert found == [
        "Dear all,",
        "the force has met the charities and has agreed a named contact for each of them and no more.",
        "Briefings begin in May and go on for as long as there are any.",
        "- one",
        "- two",
    ]
    assert len(list(paragraphs(text, wrapped=False))) == 8


def test_the_first_step_takes_what_one_is_in() -> None:
    stretches = [(0, 5), (6, 9), (12, 20)]
    assert beside(stretches, 7, 7, forward=True) == (6, 9)
    assert beside(stretches, 7, 8, forward=False) == (6, 9)
    assert beside(stretches, 6, 9, forward=True) == (12, 20)
    assert beside(stretches, 6, 9, forward=False) == (0, 5)
    assert beside(stretches, 0, 9, forward=True) == (12, 20)
    assert beside(stretches, 10, 10, forward=True) == (12, 20)
    assert beside(stretches, 10, 10, forward=False) == (6, 9)
    assert beside(stretches, 12, 20, forward=True) is None


def quote(pane: DocumentPane) -> str:
    chosen = pane.selection()
    return "" if chosen is None else " ".join(chosen.quote.split())


@pytest.fixture
def prose_pdf(tmp_path: Path) -> Path:
    """Two pages: a heading, two paragraphs over lines, then one with two sentences on the next page."""
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "prose.pdf"
    pages = (
        (
            (60, "Boundaries"),
            (100, "The force has met the charities. It has agreed a named"),
            (116, "contact for each of them, e.g. for shelters."),
            (160, "Briefings begin in May. They go on for as long as there"),
            (176, "are any."),
        ),
        ((60, "Nothing more was sent. That is all."),),
    )
    canvas = Canvas(str(path), pagesize=(420, 595), invariant=True)
    for lines in pages:
        canvas.setFont("Helvetica", 12)
        for down, text in lines:
            canvas.drawString(50, 595 - down, text)
        canvas.showPage()
    canvas.save()
    return path


SENTENCES = (
    "Boundaries",
    "The force has met the charities.",
    "It has agreed a named contact for each of them, e.g. for shelters.",
    "Briefings begin in May.",
    "They go on for as long as there are any.",
    "Nothing more was sent.",
    "That is all.",
)
PARAGRAPHS = (SENTENCES[0], " ".join(SENTENCES[1:3]), " ".join(SENTENCES[3:5]), " ".join(SENTENCES[5:]))


def put_in(pane: DocumentPane, qtbot: QtBot) -> None:
    """Wait until all of a text is there: its words are seen a little before its last part can be gone to."""
    view = pane.text_view
    qtbot.waitUntil(lambda: bool(view.toPlainText()) and not view.filling)
    qtbot.waitUntil(lambda: pane.focusProxy() is view)


def walk(pane: DocumentPane, qtbot: QtBot, key: Qt.Key, expected: tuple[str, ...]) -> None:
    """Press a key for each stretch, then go back by it with Shift."""
    view = pane.focusProxy()
    assert view is not None
    view.setFocus()
    for words in expected:
        QTest.keyClick(view, key)
        qtbot.waitUntil(lambda words=words: quote(pane) == words, timeout=10_000)  # type: ignore[misc] # those of this turn
    QTest.keyClick(view, key)
    assert quote(pane) == expected[-1], "at the end it stays"
    for words in reversed(expected[:-1]):
        QTest.keyClick(view, key, SHIFT)
        qtbot.waitUntil(lambda words=words: quote(pane) == words, timeout=10_000)  # type: ignore[misc] # as above


@pytest.mark.parametrize(("key", "expected"), [(Qt.Key.Key_S, SENTENCES), (Qt.Key.Key_P, PARAGRAPHS)])
def test_one_after_the_other_is_selected_on_pages_and_in_their_text(
    pane: DocumentPane, show: Show, prose_pdf: Path, qtbot: QtBot, key: Qt.Key, expected: tuple[str, ...]
) -> None:
    show(prose_pdf)
    walk(pane, qtbot, key, expected)
    QTest.keyClick(pane, Qt.Key.Key_T, CTRL)
    assert pane.focusProxy() is pane.text_view
    pane.text_view.moveCursor(pane.text_view.textCursor().MoveOperation.Start)
    walk(pane, qtbot, key, expected)


def test_what_was_selected_so_is_made_evidence_by_its_number(
    pane: DocumentPane, show: Show, prose_pdf: Path, qtbot: QtBot
) -> None:
    text = show(prose_pdf)
    view = pane.page_view
    view.setFocus()
    for key in (Qt.Key.Key_S, Qt.Key.Key_S, Qt.Key.Key_S):
        QTest.keyClick(view, key)
    chosen = pane.selection()
    assert chosen is not None
    assert text.parts[0].text[chosen.start : chosen.end] == chosen.quote
    with qtbot.waitSignal(pane.number_pressed):
        QTest.keyClick(view, Qt.Key.Key_2)


def test_in_a_letter_each_line_is_a_paragraph(pane: DocumentPane, qtbot: QtBot) -> None:
    lines = ("First of all. Then more 🙂 of it.", "Second, as long as the first.", "Third.")
    parts = (Part("s1", "One", "\r\n".join(lines)), Part("s2", "Two", ""), Part("s3", "Three", "Last."))
    pane.show_document("0" * 64, "note.docx", "docx", DocumentText("0" * 64, "docx", "1", parts))
    put_in(pane, qtbot)
    walk(pane, qtbot, Qt.Key.Key_P, (*lines, "Last."))
    pane.text_view.moveCursor(pane.text_view.textCursor().MoveOperation.Start)
    walk(pane, qtbot, Qt.Key.Key_S, ("First of all.", "Then more 🙂 of it.", *lines[1:], "Last."))


def test_what_follows_a_line_of_many_pages_is_reached_too(pane: DocumentPane, qtbot: QtBot) -> None:
    lines = ("word " * 12_000 + "end", "Second.", "Third.")
    assert len(lines[0]) > 60_000
    text = DocumentText("0" * 64, "docx", "1", (Part("s1", "One", "\n".join(lines)),))
    pane.show_document("0" * 64, "note.docx", "docx", text)
    put_in(pane, qtbot)
    walk(pane, qtbot, Qt.Key.Key_P, lines)


def test_paragraphs_of_a_letter_stand_apart_and_are_selected_where_they_are_seen(
    pane: DocumentPane, qtbot: QtBot
) -> None:
    lines = ("First paragraph.", "Second paragraph.", "Third.")
    view = pane.text_view
    tops: dict[str, list[int]] = {}
    for kind in ("text", "docx"):
        parts = (Part("text", "Text", "\n".join(lines)),)
        pane.show_document("0" * 64, "note", kind, DocumentText("0" * 64, kind, "1", parts))
        qtbot.waitUntil(lambda: lines[-1] in view.toPlainText() and view.isVisible())
        assert view.toPlainText().splitlines() == list(lines)
        cursors = [view.document().find(line) for line in lines]
        tops[kind] = [view.cursorRect(cursor).top() for cursor in cursors]
        for words, cursor in zip(lines, cursors, strict=True):
            at = view.cursorRect(cursor).center() - QPoint(8, 0)
            assert view.cursorForPosition(at).block().text() == words
    line = view.fontMetrics().height()
    closely, apart = ([b - a for a, b in pairwise(each)] for each in (tops["text"], tops["docx"]))
    assert all(line * 0.8 <= step <= line * 1.2 for step in closely)
    assert all(step == pytest.approx(line * 1.5, abs=3) for step in apart)
