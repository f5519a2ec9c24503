"""What is to be known of a document beside its text, in sentences that lead to their place. No widgets.

The sentences of ``DocumentText.also`` name a part by its label in quotation marks, or a page by its number, or speak of
hidden sheets and slides, which their labels tell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reviewer.documents.reader.values import Heading, Outline
from reviewer.model import DocumentText, Part
from reviewer.ui.document.source import page_of
from reviewer.ui.words import say

_PART = re.compile(r"in the part “([^”]+)”")
_PAGE = re.compile(r"\bon page (\d+)\b")
_UNSEEN = re.compile(r"\bhidden (sheet|slide)s?\b")
_HIDDEN = "(hidden)"
_UNSURE = 80  # percent beneath which recognised words are worth a second look
_APART = frozenset({"tracked changes", "hidden text", "comments", "deleted text (tracked changes)"})


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, and the place that it leads to; "" if it is about the file as a whole."""

    sentence: str
    place: str = ""


def told_of(text: DocumentText | None) -> tuple[Told, ...]:
    """Return what else is in the file, each sentence with the part or page that it names."""
    if text is None:
        return ()
    labels = {part.label.casefold(): part.place for part in text.parts}
    places = {part.place for part in text.parts}
    hidden = next((part.place for part in text.parts if part.label.endswith(_HIDDEN)), "")
    return tuple(_leading(sentence, labels, places, hidden) for sentence in text.also)


def fact_of(part: Part | None) -> str:
    """Return what is to be known of the part in view, in a few words; "" if there is nothing."""
    if part is None:
        return ""
    if part.recognised:
        sure = part.confidence
        words = say("Recognised, {}% sure") if sure >= _UNSURE else say("Recognised, only {}% sure")
        return words.format(sure)
    if part.label.endswith(_HIDDEN):
        return say("Hidden slide") if part.place.startswith("slide") else say("Hidden sheet")
    if part.label.casefold() in _APART:
        return say("Not in the text: {}").format(part.label)
    return ""


def outline_of(text: DocumentText) -> Outline:
    """Return a document's parts as headings that lead to them; empty for one that has a single part."""
    if len(text.parts) < 2:  # noqa: PLR2004 - there is nowhere to leap
        return Outline()
    return Outline((), tuple(Heading(0, title_of(part), at) for at, part in enumerate(text.parts)))


def title_of(part: Part) -> str:
    """Return a part's label in one line, with a capital."""
    label = " ".join(part.label.split()) or part.place
    return label[:1].upper() + label[1:]


def noun_of(place: str) -> str:
    """Return what a person calls parts with places like this one."""
    if page_of(place) is not None:
        return say("page")
    for prefix, noun in (("slide", say("slide")), ("sheet:", say("sheet"))):
        if place.startswith(prefix):
            return noun
    return say("part")


def _leading(sentence: str, labels: dict[str, str], places: set[str], hidden: str) -> Told:
    part, page = _PART.search(sentence), _PAGE.search(sentence)
    place = labels.get(part[1].casefold(), "") if part else f"p{page[1]}" if page else ""
    if not place and _UNSEEN.search(sentence):
        place = hidden
    return Told(sentence, place if place in places else "")
