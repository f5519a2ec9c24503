"""Why a page's own text is not believed, as values: the words for it are in ``reviewer.desk.words``."""

from __future__ import annotations

from enum import StrEnum

from reviewer.model.frozen import dataclass


class Doubt(StrEnum):
    """What the page's picture says against its text."""

    OTHER_LETTERS = "other-letters"  # a font's letters are called other letters than they show
    UNKNOWN_LETTERS = "unknown-letters"  # a font's letters are called by characters that say nothing
    OUTLINES = "outlines"  # words are drawn as shapes, which no text says
    LAYER_DIFFERS = "layer-differs"  # unseen text says other words than the picture that it lies over
    LAYER_MOVED = "layer-moved"  # unseen text lies where the picture shows nothing
    NOT_COMPARED = "not-compared"  # it could not be compared: it stopped the reader


@dataclass(frozen=True, slots=True)
class DoubtedPage:
    """A page (``number`` from 0) whose text is doubted, ``why``, and how much of its letters that concerns (0 to 1)."""

    number: int
    why: tuple[Doubt, ...]
    share: float
