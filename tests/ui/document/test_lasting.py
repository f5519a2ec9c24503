"""A passage from what was selected in the text view, by its way into the record and back: the same words, always."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from shiboken6 import Shiboken

from reviewer.documents.anchors import passage, resolve
from reviewer.model import DocumentText, Part
from reviewer.ui.document.document_source import Range
from reviewer.ui.document.textview import TextView
from reviewer.ui.theme import LIGHT

ALPHABET = st.sampled_from(
    "abc   \n\t\r\x0c\u00a0\u00ad\u200b\u202e\u2029\u2019-\U0001f600\U00010348\u05d0\u05d1\u05d2\u0645\u0631\u062d\u0301\ufffc\x02"
)
TEXTS = st.text(alphabet=ALPHABET, min_size=1, max_size=80)
ONCE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)


@pytest.fixture
def view(qapp: QApplication) -> Iterator[TextView]:
    assert qapp is not None
    made = TextView(LIGHT)
    yield made
    made.stop()
    Shiboken.delete(made)


def document(*texts: str, extractor: str = "made/1") -> DocumentText:
    parts = tuple(Part(f"s{n}", f"Section {n}", text) for n, text in enumerate(texts, start=1))
    return DocumentText("ab" * 32, "docx", extractor, parts)


def open_whole(view: TextView, text: DocumentText) -> None:
    view.open(text)
    while view.filling:
        QApplication.processEvents()


@pytest.mark.thorough
@ONCE
@given(
    texts=st.lists(TEXTS, min_size=1, max_size=3),
    ends=st.tuples(st.integers(0, 400), st.integers(0, 400)),
    more=TEXTS,
)
def test_what_is_selected_is_what_is_tied_and_found_again(
    view: TextView, texts: list[str], ends: tuple[int, int], more: str
) -> None:
    text = document(*texts)
    open_whole(view, text)
    count = view.document().characterCount()
    cursor = QTextCursor(view.document())
    cursor.setPosition(ends[0] % count)
    cursor.setPosition(ends[1] % count, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    chosen = view.selected()
    if chosen is None:  # nothing, or only a heading
        return
    made = passage(text, chosen.place, chosen.start, chosen.end)
    assert made.quote == view.quote(chosen)
    found = resolve(made, text)
    assert (found.state, found.place, found.start, found.end) == (
        "exact",
        chosen.place,
        chosen.start,
        chosen.end,
    )
    edited = document(*texts, more, extractor="made/2")
    again = resolve(made, edited)
    assert (again.state, again.start, again.end) == ("exact", chosen.start, chosen.end)
    view.select(chosen)
    assert view.selected() == chosen


@pytest.mark.thorough
@ONCE
@given(quote=TEXTS, before=TEXTS, after=TEXTS, put=st.tuples(TEXTS, TEXTS))
def test_after_an_edit_elsewhere_the_view_shows_the_same_words(
    view: TextView, quote: str, before: str, after: str, put: tuple[str, str]
) -> None:
    made = passage(document(before + quote + after), "s1", len(before), len(before) + len(quote))
    edited = document(put[0] + quote + put[1], extractor="made/2")
    found = resolve(made, edited)
    assert found.state in {"exact", "moved"}
    open_whole(view, edited)
    assert view.quote(Range(found.place, found.start, found.end)) == quote
