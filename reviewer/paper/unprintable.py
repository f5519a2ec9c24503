"""What of a paper cannot be printed, before it is: each character by name, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from reviewer.errors import PaperError, Phrase
from reviewer.paper.blocks import Block, Field, Figure, Heading, Paper, Table, texts
from reviewer.paper.characters import Refusal, called
from reviewer.paper.typeface import Typeface

SHOWN = 5
WHY = {
    Refusal.NO_GLYPH: ("The fonts have no {characters}", "Write it with other letters, or leave it out."),
    Refusal.RIGHT_TO_LEFT: (
        "{characters} is written from right to left, which cannot be printed yet",
        "Write it with Latin letters.",
    ),
    Refusal.SHAPED: (
        "{characters} is of a script whose letters change with their neighbours, which cannot be printed yet",
        "Write it with Latin letters.",
    ),
    Refusal.LOOSE_MARK: (
        "{characters} stands on a letter that has no such mark in any font, so it would be printed beside it",
        "Write the letter without it.",
    ),
}


PLACES: Mapping[type, str] = MappingProxyType({
    Heading: "the heading that begins “{start}”",
    Table: "the table cell that begins “{start}”",
    Figure: "the bar that begins “{start}”",
    Field: "the signature field that begins “{start}”",
})  # fmt: skip


def faults(paper: Paper, blocks: Sequence[Block], typeface: Typeface) -> Iterator[PaperError]:
    """Yield an error for each text of which characters cannot be printed, those of each reason together."""
    for text in (paper.marking, paper.reference, *paper.page_words, *paper.draft):
        if refused := typeface.refused(text):
            yield from _faults(refused, Phrase("what stands on every page"))
    for block in blocks:
        for text in texts(block):
            if refused := typeface.refused(text):
                yield from _faults(refused, _place(block, text))


def _faults(refused: Mapping[str, Refusal], place: str) -> Iterator[PaperError]:
    for why in dict.fromkeys(refused.values()):
        characters = [character for character, reason in refused.items() if reason is why]
        names = ", ".join(map(called, characters[:SHOWN]))
        more = len(characters) - SHOWN
        listed = Phrase("{names} and {more} more", names=names, more=more) if more > 0 else names
        what, remedy = WHY[why]
        yield PaperError(
            Phrase("{what}, in {place}", what=Phrase(what, characters=listed), place=place), remedy
        )


def _place(block: Block, text: str) -> Phrase:
    """Say where a text stands, for a person: the kind of block and how it begins."""
    start = " ".join(text.split())[:40]
    known = PLACES.get(type(block))
    return Phrase(known, start=start) if known else Phrase("the paragraph that begins “{start}”", start=start)
