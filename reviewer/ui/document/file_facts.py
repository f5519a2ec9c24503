"""What is to be known of a document beside its text, in sentences that lead to their place. No widgets."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.desk.words.notes import note_words
from reviewer.model import DocumentText, Part
from reviewer.model.pages import Heading, Outline


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, and the place that it leads to; "" if it is about the file as a whole."""

    sentence: str
    place: str = ""


def told_of(text: DocumentText | None) -> tuple[Told, ...]:
    """Return what else is in the file, each in a sentence with the part that it leads to, if that is there."""
    if text is None:
        return ()
    places = {part.place for part in text.parts}
    return tuple(Told(note_words(one), one.place if one.place in places else "") for one in text.also)


def outline_of(text: DocumentText) -> Outline:
    """Return a document's parts as headings that lead to them; empty for one that has a single part."""
    parts = text.said
    if len(parts) < 2:  # noqa: PLR2004 - there is nowhere to leap
        return Outline()
    return Outline(
        (), tuple(Heading(bool(part.picture), title_of(part), at) for at, part in enumerate(parts))
    )


def title_of(part: Part) -> str:
    """Return a part's label in one line, with a capital."""
    label = " ".join(part.label.split()) or part.place
    return label[:1].upper() + label[1:]
