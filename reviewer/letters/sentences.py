"""A paragraph as its sentences, each with where it comes from.

Nothing stands in a letter without one of three origins: the template's (standing), a finding's (with the
verdicts behind it), or written by the inspector (linked to a verdict, or marked as no finding, because).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from reviewer.model import Origin
from reviewer.paper import Block, Bullets, Heading, Lines, Paragraph, Quote, Run, Table, plain, runs_of

END = re.compile(r"(?<=[.!?…])[”’\")\]]*\s+(?=[^\sa-z])")
ABBREVIATIONS = (
    "Mr.",
    "Mrs.",
    "Ms.",
    "Dr.",
    "St.",
    "No.",
    "Rev.",
    "Hon.",
    "e.g.",
    "i.e.",
    "cf.",
    "vs.",
    "etc.",
)


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence of a draft. ``links`` are verdict record ids; ``criteria`` those whose finding it tells.

    ``because`` says why a written sentence is no finding; ``mark`` is what the runs that say it are marked with; ``quoted`` tells
    that it stands in a quotation that is set apart.
    """

    text: str
    origin: Origin
    links: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    because: str = ""
    mark: str = ""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Where a sentence stands in a text, in code points."""

    start: int
    end: int


def sentences_of(block: Block, by_mark: Mapping[str, DraftSentence]) -> tuple[DraftSentence, ...]:
    """Return a composed block's sentences in order; runs marked with a key of ``by_mark`` are that sentence."""
    return tuple(sentence for runs in flows(block) for sentence in _of_runs(runs, by_mark))


def split_sentences(text: str) -> tuple[str, ...]:
    """Split text after the marks that end a sentence; common abbreviations and initials do not."""
    return tuple(" ".join(text[part.start : part.end].split()) for part in sentence_parts(text))


def sentence_parts(text: str) -> tuple[Part, ...]:
    """Return where the sentences of a text stand, without the white space around them."""
    parts: list[Part] = []
    for part in _cut(text):
        if parts and _goes_on(text[parts[-1].start : parts[-1].end]):
            parts[-1] = Part(parts[-1].start, part.end)
        else:
            parts.append(part)
    return tuple(parts)


def _cut(text: str) -> Iterator[Part]:
    start = 0
    for end in (*(match.end() for match in END.finditer(text)), len(text)):
        held = text[start:end]
        if held.strip():
            yield Part(end - len(held.lstrip()), start + len(held.rstrip()))
        start = end


def _goes_on(text: str) -> bool:
    last = text.rsplit(maxsplit=1)[-1].lstrip("(‘“\"'")
    return last in ABBREVIATIONS or (len(last) == len("A.") and last[0].isupper() and last.endswith("."))


def flows(block: Block) -> Iterator[tuple[Run, ...]]:
    """Give the runs of a block: those of each paragraph, line or cell together. No figure or field comes from Markdown."""
    match block:
        case Paragraph(runs=runs) | Lines(runs=runs):
            yield runs
        case Heading(text=text):
            yield runs_of(text)
        case Quote(blocks=inner):
            yield from (runs for part in inner for runs in flows(part))
        case Bullets(items=items):
            yield from (runs for item in items for part in item for runs in flows(part))
        case Table(head=head, rows=rows):
            yield from (runs_of(cell) for row in (head, *rows) for cell in row)
        case _:
            return


def _of_runs(runs: Iterable[Run], by_mark: Mapping[str, DraftSentence]) -> Iterator[DraftSentence]:
    for mark, held in groupby(runs, key=lambda run: run.mark):
        if mark:
            yield by_mark[mark]
        else:
            yield from (DraftSentence(text, Origin.STANDING) for text in split_sentences(plain(held)))
