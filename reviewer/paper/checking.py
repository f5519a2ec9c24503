"""What of a paper cannot be printed, before it is: each character by name, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reviewer.errors import PaperError
from reviewer.paper.blocks import Block, Field, Figure, Heading, Paper, Table, texts
from reviewer.paper.characters import Refusal, called
from reviewer.paper.typeface import Typeface

SHOWN = 5
WHY = {
    Refusal.NO_GLYPH: ("The fonts have no {}", "Write it with other letters, or leave it out."),
    Refusal.RIGHT_TO_LEFT: (
        "{} is written from right to left, which cannot be printed yet",
        "Write it with Latin letters.",
    ),
    Refusal.SHAPED: (
        "{} is of a script whose letters change with their neighbours, which cannot be printed yet",
        "Write it with Latin letters.",
    ),
    Refusal.LOOSE_MARK: (
        "{} stands on a letter that has no such mark in any font, so it would be printed beside it",
        "Write the letter without it.",
    ),
}


def faults(paper: Paper, blocks: Sequence[Block], typeface: Typeface) -> Iterator[PaperError]:
    """Yield an error for each text of which characters cannot be printed, those of each reason together."""
    for text in (paper.marking, paper.reference, *paper.page_words, *paper.draft):
        yield from _faults(text, typeface, "what stands on every page")
    for block in blocks:
        for text in texts(block):
            yield from _faults(text, typeface, _place(block, text))


def _faults(text: str, typeface: Typeface, place: str) -> Iterator[PaperError]:
    refused = typeface.refused(text)
    for why in dict.fromkeys(refused.values()):
        characters = [character for character, reason in refused.items() if reason is why]
        names = ", ".join(map(called, characters[:SHOWN]))
        more = f" and {len(characters) - SHOWN} more" if len(characters) > SHOWN else ""
        what, remedy = WHY[why]
        yield PaperError(f"{what.format(names + more)}, in {place}", remedy)


def _place(block: Block, text: str) -> str:
    """Say where a text stands, for a person: the kind of block and how it begins."""
    kinds = {Heading: "the heading", Table: "the table cell", Figure: "the bar", Field: "the signature field"}
    start = " ".join(text.split())[:40]
    return f"{kinds.get(type(block), 'the paragraph')} that begins “{start}”"
