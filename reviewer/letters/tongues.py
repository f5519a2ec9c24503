"""Words of the first language in a letter in another: each stands in a run of its own that says which language it is in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote

from reviewer.letters.sentences import flows
from reviewer.letters.tracing import mapped
from reviewer.paper import Block, Run
from reviewer.paper.characters import printable
from reviewer.wording import CLOSE, OPEN

MARKS = (OPEN, CLOSE)
IN_LINKS = tuple(map(quote, MARKS))


def bare(text: str) -> str:
    """Return a text without what marks its languages."""
    for mark in MARKS:
        text = text.replace(mark, "")
    return text


@dataclass(frozen=True, slots=True)
class Tongue:
    """Marks what is in the first language, whose tag (BCP 47) is ``first``."""

    first: str

    def runs(self, text: str) -> tuple[Run, ...]:
        """Return a line of wording as runs."""
        return self._spoken((Run(text),))

    def blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """Return blocks of wording with their runs in their languages."""
        return tuple(
            mapped(block, self._spoken)
            if any(OPEN in run.text for runs in flows(block) for run in runs)
            else block
            for block in blocks
        )

    def again(self, blocks: Iterable[Block], before: Iterable[Block]) -> tuple[Block, ...]:
        """Return edited blocks in which what stood in the first language ``before``, and still does, is marked so."""
        known = {
            printable(run.text)
            for block in before
            for runs in flows(block)
            for run in runs
            if run.lang == self.first
        }
        longest_first = sorted(known, key=len, reverse=True)

        def change(runs: tuple[Run, ...]) -> tuple[Run, ...]:
            for text in longest_first:
                runs = tuple(part for run in runs for part in self._by_language(run, text))
            return runs

        return tuple(mapped(block, change) for block in blocks) if known else tuple(blocks)

    def _by_language(self, run: Run, text: str) -> Iterator[Run]:
        if run.lang:
            yield run
            return
        before, word, after = run.text.partition(text)
        if not word:
            yield run
            return
        if before:
            yield replace(run, text=before)
        yield replace(run, text=word, lang=self.first)
        if after:
            yield from self._by_language(replace(run, text=after), text)

    def _spoken(self, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        """Cut runs where the language changes; a word of one language may run over several."""
        out: list[Run] = []
        foreign = False
        for run in runs:
            whole = replace(run, href=_clean(run.href))
            for number, part in enumerate(whole.text.split(OPEN)):
                words, closed, rest = part.partition(CLOSE)
                foreign = foreign or number > 0
                out += (replace(whole, text=words, lang=self.first if foreign else run.lang),)
                if closed:
                    foreign = False
                    out += (replace(whole, text=rest),)
        return tuple(run for run in out if run.text)


def _clean(href: str) -> str:
    for mark in IN_LINKS:
        href = href.replace(mark, "")
    return bare(href)
