"""A person's words traced back: which of a paragraph's sentences are the composed ones, and which are own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from reviewer.letters.sentences import DraftSentence, Part, sentence_parts
from reviewer.paper import (
    Block,
    Bullets,
    Heading,
    Lines,
    Paragraph,
    Quote,
    Run,
    Table,
    blocks_from_markdown,
    plain,
    runs_of,
)
from reviewer.paper.characters import printable

ENDS, CLOSING = tuple(".!?…"), "”’\"')]"
Change = Callable[[tuple[Run, ...]], tuple[Run, ...]]


@dataclass(frozen=True, slots=True)
class Traced:
    """A paragraph's blocks, each run of a finding or what is linked to one marked so, and the sentences in order."""

    blocks: tuple[Block, ...]
    sentences: tuple[DraftSentence, ...]


class Composed:
    """The composed sentences of a letter, known by their printed words whatever the white space between them."""

    def __init__(self, sentences: Iterable[DraftSentence]) -> None:
        """Know these; of two that say the same the first that tells a finding counts."""
        self._known: dict[tuple[str, ...], DraftSentence] = {}
        for sentence in sorted(sentences, key=lambda each: not each.criteria):
            self._known.setdefault(tuple(printable(sentence.text).split()), sentence)
        self._longest = max((len(list(sentence_parts(s.text))) for s in self._known.values()), default=1)
        self._open = [
            words for words in self._known if words and not words[-1].rstrip(CLOSING).endswith(ENDS)
        ]

    def traced(self, blocks: Iterable[Block], own: DraftSentence) -> Traced:
        """Trace blocks; a sentence that is none of the composed ones is ``own`` with other words."""
        made = _Marker(self, own)
        return Traced(tuple(map(made.block, blocks)), tuple(made.sentences))

    def parts_in(self, text: str) -> Iterator[tuple[Part, DraftSentence | None]]:
        """Give the sentences of a text with where they stand, and which composed sentence each one is.

        A composed sentence may have several of what a reader calls sentences, or no mark that ends it.
        """
        parts = [part for whole in sentence_parts(text) for part in self._opened(whole, text)]
        at = 0
        while at < len(parts):
            for count in range(min(self._longest, len(parts) - at), 0, -1):
                part = Part(parts[at].start, parts[at + count - 1].end)
                known = self._known.get(tuple(text[part.start : part.end].split()))
                if known is not None or count == 1:
                    yield part, known
                    at += count
                    break

    def _opened(self, part: Part, text: str) -> Iterator[Part]:
        """Give a part as it is, or first a composed sentence that it begins with and that no mark ends."""
        for words in self._open:
            end = _after(words, text, part)
            if end is not None:
                yield Part(part.start, end)
                rest = text[end : part.end]
                yield from self._opened(Part(part.end - len(rest.lstrip()), part.end), text)
                return
        yield part


def _after(words: tuple[str, ...], text: str, part: Part) -> int | None:
    """Return where these words end, if the part begins with them and goes on as another sentence would."""
    at = part.start
    for word in words:
        at += len(text[at : part.end]) - len(text[at : part.end].lstrip())
        if not text.startswith(word, at, part.end):
            return None
        at += len(word)
    rest = text[at : part.end]
    begins = rest.lstrip()[:1]
    return at if begins and rest[0].isspace() and not begins.islower() else None


class _Marker:
    """Marks the runs of one paragraph after another with its sentences."""

    def __init__(self, composed: Composed, own: DraftSentence) -> None:
        self._composed, self._own = composed, own
        self._quoted = False
        self.sentences: list[DraftSentence] = []

    def block(self, block: Block) -> Block:
        """Return a block with its runs marked."""
        self._quoted = isinstance(block, Quote)
        return mapped(block, self.runs)

    def runs(self, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        """Return runs cut where sentences begin and end, each with its sentence's mark."""
        marks: list[tuple[Part, str]] = []
        text = plain(runs)
        for part, known in self._composed.parts_in(text):
            said = known or replace(self._own, text=" ".join(text[part.start : part.end].split()))
            mark = f"{len(self.sentences)}" if said.links or said.criteria else ""
            self.sentences.append(replace(said, mark=mark, quoted=self._quoted))
            marks.append((part, mark))
        return tuple(_cut(runs, marks))


def _cut(runs: Iterable[Run], marks: Iterable[tuple[Part, str]]) -> Iterator[Run]:
    start = 0
    marks_left = list(marks)
    for run in runs:
        end = start + len(run.text)
        edges = {start, end, *(edge for part, _ in marks_left for edge in (part.start, part.end))}
        places = sorted(edge for edge in edges if start <= edge <= end)
        for first, last in pairwise(places):
            mark = next((name for part, name in marks_left if part.start <= first < part.end), "")
            yield replace(run, text=run.text[first - start : last - start], mark=mark)
        start = end


def shown(markdown: str) -> tuple[Block, ...]:
    """Return Markdown as blocks of what is printed: without the characters that nobody sees, however they are written."""

    def seen(runs: tuple[Run, ...]) -> tuple[Run, ...]:
        return tuple(replace(run, text=printable(run.text)) for run in runs)

    return tuple(mapped(block, seen) for block in blocks_from_markdown(printable(markdown)))


def mapped(block: Block, change: Change) -> Block:
    """Return a block with its runs changed, in the order in which they are read."""
    made = block
    match block:
        case Paragraph() | Bullets():
            made = _flowing(block, change)
        case Lines(lines=lines):
            made = replace(block, lines=tuple(map(change, lines)))
        case Heading(text=text):
            made = replace(block, text=change(runs_of(text)))
        case Quote(blocks=inner):
            made = replace(block, blocks=tuple(_flowing(part, change) for part in inner))
        case Table(head=head, rows=rows):
            cells = tuple(tuple(change(runs_of(cell)) for cell in row) for row in (head, *rows))
            made = replace(block, head=cells[0], rows=cells[1:])
        case _:  # no figure or field comes from Markdown
            pass
    return made


def _flowing(block: Paragraph | Bullets, change: Change) -> Paragraph | Bullets:
    if isinstance(block, Paragraph):
        return replace(block, runs=change(block.runs))
    items = (tuple(_flowing(part, change) for part in item) for item in block.items)
    return replace(block, items=tuple(items))
