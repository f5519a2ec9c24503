"""One page of a PDF as it is read: its own text with what is filled in and typed on, and what stands beside it.

Text and boxes come from the same call, so that they agree however a page is asked for.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from reviewer.documents.formats import pdf_boxes, pdf_text, pdfium
from reviewer.model.notes import NoteCode, note
from reviewer.model.places import Place

if TYPE_CHECKING:
    from reviewer.documents.formats.pdf_beside import Bare, Written
    from reviewer.documents.formats.pdf_forms import Annotation, Form
    from reviewer.documents.formats.pdf_naming import Names
    from reviewer.model import Note, NoText, Picture

_LONGEST = 200  # letters of a comment in the sentence that tells of it


class Opened(Protocol):
    """The part of ``pdf.Pdf`` that is used here."""

    mended: bool

    @property
    def handle(self) -> int:
        """PDFium's own handle."""

    @property
    def form(self) -> Form:
        """The file's form."""

    @property
    def bare(self) -> Bare:
        """The second opening, for what annotations draw."""

    @property
    def names(self) -> Names:
        """The names of the file's pictures."""

    def is_falsely_blank(self, number: int, page: int) -> bool:
        """Tell whether another reader finds text on an open page on which PDFium finds nothing."""


@dataclass(slots=True)
class Page:
    """What a page says: its text, comments beside it, alternative text, notes of it, and files on it (annotation and name).

    ``pictures`` are those of a page with text.
    ``no_text`` says why it shows what isn't text.
    """

    text: str
    no_text: NoText | None = None
    comments: list[str] = field(default_factory=list)
    alternatives: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    files: list[tuple[int, str]] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)


def read(document: Opened, number: int, page: int) -> Page:
    """Return what the open page *number* (from 0) says."""
    annotations = _annotations(document, page)
    if not annotations:
        said = _looked_at(Page(pdf_text.text(page)), document, number, page)
        return _described(_pictured(said, document, number, page, annotations), document, page)
    from reviewer.documents.formats import pdf_beside, pdf_forms
    from reviewer.model import NoText

    notes = pdf_beside.written(document, number, annotations)
    text = _with_notes(*pdf_text.text_and_boxes(page), page, notes)[0] if notes else pdf_text.text(page)
    said = _looked_at(Page(text), document, number, page)
    place = str(Place.page(number))
    if not text.strip() and pdf_beside.draws_no_letters(annotations):
        said.no_text = said.no_text or NoText.PICTURE
    for author, words in pdf_beside.comments(annotations, notes):
        said.comments.append(f"{author}: {words}" if author else words)
        short = " ".join(words.split())
        cut = short if len(short) <= _LONGEST else f"{short[:_LONGEST]}…"
        by = {"who": author} if author else {}
        said.notes.append(note(NoteCode.COMMENT, place, page=number + 1, text=cut, **by))
    said.files = [(one.index, name) for one in annotations if (name := _file(page, one))]
    said.notes += [note(NoteCode.FILE_ON_PAGE, place, page=number + 1, name=name) for _at, name in said.files]
    if pdfium.library().FPDFPage_GetAnnotCount(page) > pdf_forms.MOST:
        said.notes.append(note(NoteCode.NOTES_TOO_MANY, place, page=number + 1, limit=pdf_forms.MOST))
        said.no_text = said.no_text or NoText.PICTURE
    said.notes += [note(NoteCode.FORM_COMPUTES)] if any(one.computed for one in annotations) else []
    hidden = any(one.hidden and one.value.strip() for one in annotations)
    said.notes += [note(NoteCode.HIDDEN_FIELDS)] if hidden else []
    return _described(_pictured(said, document, number, page, annotations), document, page)


def text_and_boxes(document: Opened, number: int, page: int) -> tuple[str, array[float]]:
    """Return the same text, with left, top, right, bottom per code point as the page is shown (points, y down)."""
    text, boxes = pdf_text.text_and_boxes(page)
    notes = _notes(document, number, page)
    return _with_notes(text, boxes, page, notes) if notes else (text, boxes)


def text_and_words(document: Opened, number: int, page: int) -> tuple[str, array[int], array[float]]:
    """Return the same text, start and end of each word in it, and a box per word."""
    notes = _notes(document, number, page)
    if not notes:
        return pdf_text.text_and_words(page)
    return pdf_text.words_of(*_with_notes(*pdf_text.text_and_boxes(page), page, notes))


def _notes(document: Opened, number: int, page: int) -> list[Written]:
    annotations = _annotations(document, page)
    if not annotations:
        return []
    from reviewer.documents.formats import pdf_beside

    return pdf_beside.written(document, number, annotations)


def _file(page: int, one: Annotation) -> str:
    """Return the name of the file that an annotation holds, "" for one that holds none."""
    from reviewer.documents.formats import pdf_also, pdf_forms

    return pdf_also.name_on_page(page, one.index) if one.subtype == pdf_forms.FILE_ATTACHMENT else ""


def _annotations(document: Opened, page: int) -> list[Annotation]:
    return document.form.annotations(page) if pdfium.library().FPDFPage_GetAnnotCount(page) > 0 else []


def _looked_at(said: Page, document: Opened, number: int, page: int) -> Page:
    """Mark a page that shows what isn't text: one without any, or with letters that say nothing.

    A white page is so marked where another reader sees text, or of a damaged file.
    """
    from reviewer.model import NoText

    if said.text.strip():
        if pdf_text.is_rubbish(said.text):
            said.no_text = NoText.LETTERS
            said.notes.append(note(NoteCode.LETTERS_UNKNOWN, str(Place.page(number)), page=number + 1))
        return said
    if pdf_text.shows_something(page):
        said.no_text = NoText.PICTURE
    elif document.is_falsely_blank(number, page):
        said.no_text = NoText.BLANK
        said.notes.append(note(NoteCode.PAGE_BLANK, str(Place.page(number)), page=number + 1))
    elif document.mended:
        said.no_text = NoText.BLANK
    return said


def _pictured(said: Page, document: Opened, number: int, page: int, annotations: list[Annotation]) -> Page:
    """Add the pictures of a page with text; one without is a picture as a whole."""
    from reviewer.documents.formats import pdf_pictures

    if said.no_text is None and said.text.strip():
        said.pictures, left = pdf_pictures.pictures(document, number, page, annotations)
        if left:
            place, limit = str(Place.page(number)), pdf_pictures.MOST
            said.notes.append(note(NoteCode.PICTURES_TOO_MANY, place, pictures=left, limit=limit))
    return said


def _described(said: Page, document: Opened, page: int) -> Page:
    """Add the alternative text of pictures, as far as the page doesn't say it."""
    from reviewer.documents.formats import pdf_around

    if pdf_around.is_tagged(document.handle):
        said.alternatives = pdf_around.unsaid(pdf_around.alternatives(page), pdf_around.folded(said.text))
    return said


def _with_notes(text: str, boxes: array[float], page: int, notes: list[Written]) -> tuple[str, array[float]]:
    """Put notes into the lines that they stand in."""
    from reviewer.documents.formats.pdf_placing import Note as Placed
    from reviewer.documents.formats.pdf_placing import placed

    shown = []
    for each in notes:
        left, top, right, bottom = pdf_boxes.as_shown(array("f", each.box), page)
        shown.append(Placed(each.text, pdf_boxes.as_shown(each.boxes, page), (left, top, right, bottom)))
    return placed(text, boxes, shown)
