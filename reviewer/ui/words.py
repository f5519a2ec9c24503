"""Plain words for numbers, kinds and dates, as the screens say them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING

from reviewer.desk.words.counts import Noun, counted
from reviewer.desk.words.language import say
from reviewer.errors import ended
from reviewer.model.whereabouts import Where

if TYPE_CHECKING:
    from reviewer.desk.display import CriterionView, DocumentRow
    from reviewer.model import Framework

MOST_NAMES = 2
MARKS: Mapping[Where, str] = MappingProxyType(
    {Where.LAPTOP: "○", Where.SHARE: "◉", Where.HELD: "●", Where.UNKNOWN: "◇"}
)
"""A ring, a ring with a point, a full point, or another shape where none of these is known: what a colour says of where the work is, is said by the shape too."""


def with_noun(number: int, nouns: tuple[str, str]) -> str:
    """Return "1 force", "43 forces": a number with the case's own word for one body and for several."""
    return f"{number:,} {nouns[0] if number == 1 else nouns[1]}"


def capital(text: str) -> str:
    """Return a text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def shortened(text: str, length: int = 160) -> str:
    """Return a quote in one line, cut in its middle when it is long."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    half = length // 2
    return f"{flat[:half].rstrip()} … {flat[-half:].lstrip()}"


def quotation(place: str, quote: str) -> str:
    """Return a quotation in one line, in quotation marks, with the address of each cell where it is of several."""
    from reviewer.desk.words.cells import cell_words

    return shortened(cell_words(place, quote)) or f"“{shortened(quote)}”"


def breakable(text: str) -> str:
    """Return a text to paint, in which long words, as names of files are, may be broken after their marks."""
    return re.sub(r"(?<=[_\-./@])(?=\w)|(?<=[^\W_]{20})(?=\w)", "\u200b", text)


def kind_tag(row: DocumentRow) -> str:
    """Return the few letters that stand for a document's kind."""
    from reviewer.model import kind_named

    kind = kind_named(row.kind)
    if row.pages and row.pages_without_text == row.pages and kind.paged:
        return say("SCAN")
    return kind.tag


def document_detail(row: DocumentRow) -> str:
    """Return what is to know of a document in a line; its problem comes first."""
    from reviewer.desk.words.kinds import counted_units
    from reviewer.desk.words.notes import notes_counted
    from reviewer.desk.words.problems import problem_words
    from reviewer.desk.words.unread import counts_words
    from reviewer.model import kind_named

    notes = notes_counted(len(row.also))
    if row.problem:
        came = ended(say("It came in {}").format(row.inside)) if row.inside else ""
        return " ".join(filter(None, (problem_words(row.problem), came, notes)))
    facts = [counted_units(kind_named(row.kind).unit, row.pages)] if row.pages else []
    if left := counts_words(row.unread, row.waiting):
        facts.append(left)
    if row.pages_recognised:
        facts.append(say("{} recognised").format(row.pages_recognised))
    facts.append(review_words(late=row.late, included=row.included))
    facts += _versions(row)
    if row.duplicate:
        facts.append(say("received twice"))
    if row.also_from:
        facts.append(say("also from {}").format(_some(row.also_from)))
    if row.inside:
        facts.append(say("in {}").format(row.inside))
    facts.append(notes)
    return " · ".join(filter(None, facts))


def _some(names: Sequence[str]) -> str:
    """Return names of bodies in a row: two of them, and how many more there are."""
    if len(names) <= MOST_NAMES:
        return say(" and ").join(names)
    return say("{} and {} more").format(", ".join(names[:MOST_NAMES]), len(names) - MOST_NAMES)


_MATTERS = attrgetter(
    "problem", "inside", "also", "kind", "pages", "pages_without_text", "pages_recognised", "unread", "waiting",
    "late", "included", "duplicate", "also_from", "version_of", "replaced_by",
)  # fmt: skip


def document_details(rows: Iterable[DocumentRow]) -> tuple[str, ...]:
    """Return the detail of each; of a thousand most say what others say, and that is put into words once."""
    said: dict[object, str] = {}
    return tuple(
        said[matters]
        if (matters := _MATTERS(row)) in said
        else said.setdefault(matters, document_detail(row))
        for row in rows
    )


def review_words(*, late: bool, included: bool) -> str:
    """Return how a document stands to the review, where that is to be known: "" where it is simply in it."""
    if late:
        return say("late, included") if included else say("late, left out")
    return "" if included else say("left out")


def _versions(row: DocumentRow) -> list[str]:
    before = [say("version of {}").format(row.version_of)] if row.version_of else []
    return before + ([say("replaced by {}").format(row.replaced_by)] if row.replaced_by else [])


def finding_words(view: CriterionView, framework: Framework) -> tuple[str, str]:
    """Return a card's finding and its tone: ("", "") when not judged, ("In conflict", "") when two differ."""
    if view.conflict:
        return say("In conflict"), ""
    if not view.verdicts:
        return "", ""
    finding = framework.finding(view.verdicts[0].content.finding)
    return finding.label, finding.tone.value


def card_line(view: CriterionView) -> str:
    """Return what a closed card says under its title."""
    facts = []
    if view.evidence:
        facts.append(counted(Noun.PASSAGE, len(view.evidence)))
        places = list(dict.fromkeys(evidence.where for evidence in view.evidence))
        facts.append(places[0] if len(places) == 1 else say("{} places").format(len(places)))
    if view.search is not None:
        from reviewer.desk.words.searches import search_line

        facts.append(search_line(view))
    return " · ".join(facts) or say("No passage yet")
