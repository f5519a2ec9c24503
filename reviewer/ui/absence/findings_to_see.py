"""What is to be looked at after a search: the pieces that could not be read first, then the hits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reviewer.desk.display import AbsenceReport, SearchHit, Unreadable
from reviewer.desk.words.language import count, say
from reviewer.desk.words.searches import again_words
from reviewer.desk.words.unread import what_is_unread
from reviewer.errors import ended
from reviewer.model import Span
from reviewer.ui.hits import plain

Name = tuple[str, ...]
"""What an entry is named by: the same in a later search as long as the same is to be looked at."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A piece or a hit: ``words`` say where it is and what, ``why`` the reason that it is asked for.

    What is ``locked`` can't be ticked: a password would open it.
    """

    name: Name
    words: str
    why: str
    place: Span
    locked: bool = False


def entries_of(report: AbsenceReport) -> Mapping[str, tuple[Entry, ...]]:
    """Return what is to be looked at, by the words of its group; groups without any are left out."""
    pieces = tuple(map(_of_piece, report.new_pieces))
    hits = tuple(_of_hit(report, hit) for hit in report.new_hits)
    groups = {say("Could not be read"): pieces, say("Found"): hits}
    return {words: those for words, those in groups.items() if those}


def _of_piece(piece: Unreadable) -> Entry:
    where = f"{piece.name}, {piece.label}" if piece.label else piece.name
    why = what_is_unread(piece.why)
    if piece.locked:
        why = say("{} P leads to its password: until it is open nobody can have looked at it.").format(
            ended(why)
        )
    return Entry(("piece", piece.key), where, why, Span(piece.document, piece.place), piece.locked)


def _of_hit(report: AbsenceReport, search_hit: SearchHit) -> Entry:
    hit, new = search_hit.hit, report.new_in(search_hit)
    words = f"{search_hit.name}, {hit.label}: {plain(hit.snippet)}"
    if new > 1:
        words += " " + count("(and {n} more there)", "(and {n} more there)", new - 1)
    why = again_words(report.again.get((hit.document, hit.place)))
    marks = (each.mark for each in hit.occurrences)
    name = ("hit", hit.document, hit.place, str(new), *marks)
    return Entry(name, words, why, Span(hit.document, hit.place, hit.start))
