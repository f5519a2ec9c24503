"""Whether a printed letter says what a paper does: all of its words in their order, and nothing beside them but what stands on every page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from reviewer.model.pages import TaggedText
from reviewer.paper import Block, Field, Paper, Table, plain, runs_of, text_of_blocks

# What a reader of PDF says otherwise: the joined letters, and an empty sign for a space.
SAID = dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "ſt", "st"), strict=True)) | {
    0x2800: " "
}
AFTER_HYPHEN = re.compile(r"-\s+")  # a reader of PDF takes the word to go on, on the next line


def says(paper: Paper, read: TaggedText) -> bool:
    """Tell whether a PDF that was ``read`` says what ``paper`` does.

    Words, their order and the spaces between them count; where lines and pages end does not, so that a letter set by another
    version says the same. A paper without a field asks nothing of those that are read.
    """
    if _words(read.words) != _words(_read_out(paper.blocks)):
        return False
    fields = [_words(block.tooltip) for block in paper.blocks if isinstance(block, Field)]
    if fields and fields != [_words(said) for said in read.fields]:
        return False
    pages = len(read.aside)
    return all(not _left(text, paper, number, pages) for number, text in enumerate(read.aside, 1))


def _read_out(blocks: tuple[Block, ...]) -> str:
    """The words of blocks as they are read out; what a field says is told apart."""
    return text_of_blocks(block for block in blocks if not isinstance(block, Field))


def _left(text: str, paper: Paper, number: int, pages: int) -> str:
    """Return what stands beside the words of a page and is neither on each page nor the head of a table."""
    left = _squeezed(text)
    known = {_squeezed(words) for words in _beside(paper, number, pages)}
    for words in sorted(known, key=len, reverse=True):
        left = left.replace(words, "") if words else left
    return left


def _beside(paper: Paper, number: int, pages: int) -> Iterator[str]:
    word, of = paper.page_words
    yield from (f"{word} {number} {of} {pages}", paper.marking, paper.reference, ", ".join(paper.draft))
    for block in paper.blocks:
        if isinstance(block, Table):
            yield "".join(plain(runs_of(cell)) for cell in block.head)


def _words(text: str) -> list[str]:
    return AFTER_HYPHEN.sub("-", unicodedata.normalize("NFC", text.translate(SAID))).split()


def _squeezed(text: str) -> str:
    return "".join(_words(text))
