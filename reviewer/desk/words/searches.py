"""The words for searches for an absence: what was searched, what was found, what is left to look at, and why again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from reviewer.desk.display import AbsenceReport, Again, CriterionView
from reviewer.desk.values import Gap
from reviewer.desk.words.counts import Noun, counted
from reviewer.desk.words.language import count, say
from reviewer.model import Search

_LEFT: Mapping[Gap, tuple[str, str]] = MappingProxyType({
    Gap.STALE: ("documents have come since", "documents have come since"),
    Gap.TERMS: ("{n} new term was not sought", "{n} new terms were not sought"),
    Gap.NOT_LOOKED_AT: ("{n} hit to look at", "{n} hits to look at"),
    Gap.PIECES_NOT_SEEN: ("{n} piece to look at", "{n} pieces to look at"),
    Gap.PIECES_WAIT: ("{n} piece waits for recognition", "{n} pieces wait for recognition"),
})  # fmt: skip

_AGAIN: Mapping[Again, str] = MappingProxyType(
    {
        Again.SOUGHT: "The terms have changed since the last search",
        Again.CAME: "In a document that came since the last search",
        Again.MORE: "You had looked here: this stands here besides",
        Again.CHANGED: "You had looked here: it reads differently now",
        Again.READ: "Its text reads differently than when it was searched",
    }
)


def search_line(view: CriterionView) -> str:
    """Return what the kept search says: "Nothing found: 6 terms in 31 pages of 4 documents; 1 piece to look at"; "" without one."""
    if view.search is None:
        return ""
    words = found_words(view.search.content)
    left = gaps_words(view)
    if not left and (view.search.content.hits or view.search.content.unreadable):
        left = (say("all looked at"),)
    return "; ".join((words, *left))


def gaps_words(view: CriterionView) -> tuple[str, ...]:
    """Return what keeps a kept search from proving anything: "3 hits to look at", "1 piece waits for recognition"."""
    return tuple(count(*_LEFT[gap], number) for gap, number in view.search_gaps.items() if gap in _LEFT)


def again_words(why: Again | None) -> str:
    """Return why a hit is asked for though an earlier search was looked at; "" where there was none."""
    return "" if why is None else say(_AGAIN[why])


def report_words(report: AbsenceReport) -> str:
    """Return what a search has found, in a sentence, and what of it is to be looked at now."""
    left = "; ".join(_left(report))
    words = found_words(report.search.content)
    if left:
        return say("{found}. To look at: {left}.", found=words, left=left)
    if report.hits or report.unreadable:
        return say("{found}. All of it was looked at.", found=words)
    return say("{found}.", found=words)


def _left(report: AbsenceReport) -> Iterator[str]:
    pieces = len(report.new_pieces) - report.locked
    if pieces:
        yield counted(Noun.PIECE, pieces)
    if report.new_hits:
        yield counted(Noun.HIT, len(report.new_hits))
    if report.locked:
        yield count(
            "{n} locked file once it is opened", "{n} locked files once they are opened", report.locked
        )
    if report.waiting:
        yield count(
            "{n} piece once recognition has tried it",
            "{n} pieces once recognition has tried them",
            report.waiting,
        )


def found_words(search: Search) -> str:
    """Return what was searched, and whether anything was found: "Searched 6 terms in 31 pages of 4 documents, 3 hits"."""
    where = say(
        "{terms} in {pages} of {documents}",
        terms=count("{n} term", "{n} terms", len(search.terms)),
        pages=counted(Noun.PAGE, search.pages),
        documents=counted(Noun.DOCUMENT, len(search.texts)),
    )
    words = say("Nothing found: {where}", where=where)
    if search.hits:
        words = say("Searched {where}: {hits}", where=where, hits=counted(Noun.HIT, len(search.hits)))
    if search.unreadable:
        words += say(", {pieces} not read", pieces=counted(Noun.PIECE, len(search.unreadable)))
    return words
