"""Parts that hold what stands beside the text: their labels, their places, and the notes that lead to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from reviewer.model import Aside, Note, NoteCode, Part
from reviewer.model.notes import note

LABELS: Mapping[Aside, str] = MappingProxyType(
    {
        Aside.NOTES: "notes",
        Aside.HEADER: "header",
        Aside.FOOTER: "footer",
        Aside.HEADERS_AND_FOOTERS: "headers and footers",
        Aside.MASTER_SLIDE: "master slide",
        Aside.TEXT_BOXES: "text boxes",
        Aside.CHARTS: "charts and diagrams",
        Aside.CELL_MESSAGES: "messages and choices at cells",
        Aside.SHEET_NAMES: "names of the sheets",
        Aside.COMMENTS: "comments",
        Aside.TRACKED_CHANGES: "tracked changes",
        Aside.HIDDEN_TEXT: "hidden text",
        Aside.DELETED_TEXT: "deleted text (tracked changes)",
        Aside.ALTERNATIVE_TEXT: "alternative text",
        Aside.READINGS: "readings over words",
        Aside.BESIDE_IMPORTS: "beside the text of imported parts",
        Aside.HEADER_OF_NOTES: "header of notes",
        Aside.FOOTER_OF_NOTES: "footer of notes",
        Aside.TITLE: "title of the page",
        Aside.CHOICES: "choices in its lists",
        Aside.STYLE: "written by its style",
    }
)
"""The labels of parts beside the text: words, which are kept with the part."""


def place_beside(parts: Sequence[Part], aside: Aside) -> str:
    """Return the place of the part that holds what stands beside the text, "" if there is none."""
    return next((part.place for part in parts if part.aside is aside), "")


def unseen_text(parts: Sequence[Part]) -> list[Note]:
    """Return the notes of parts that hold hidden and deleted text."""
    beside = (
        (NoteCode.HIDDEN_TEXT, Aside.HIDDEN_TEXT),
        (NoteCode.DELETED_TEXT, Aside.DELETED_TEXT),
    )
    return [note(code, place) for code, aside in beside if (place := place_beside(parts, aside))]


def hidden_place(parts: Sequence[Part]) -> str:
    """Return the place of the first hidden sheet or slide, "" if none is."""
    return next((part.place for part in parts if part.hidden), "")
