"""What this copy of the casebook holds, line by line, and how much of it somebody else's statement covers.

Followed as saves come: after the first look, a look costs what is new.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from reviewer.casebook.heads import InLine, bytes_of, in_line_of
from reviewer.casebook.statements import Statement, Tip
from reviewer.model.uncollected import uncollected

if TYPE_CHECKING:
    from reviewer.casebook.database import Database
    from reviewer.casebook.heads import Lately

_LAST = "SELECT coalesce(max(seq), 0) FROM save"
_SINCE = "SELECT seq, CAST(id AS BLOB), CAST(head AS BLOB) FROM save WHERE seq > ? ORDER BY seq LIMIT ?"
_OF_LINE = (
    "SELECT CAST(id AS BLOB), CAST(head AS BLOB) FROM save WHERE json_valid(head)"
    " AND json_extract(head, '$.author') = ? AND json_extract(head, '$.copy') = ?"
)
_AT = f"{_OF_LINE} AND json_extract(head, '$.number') = ?"
_HEAD = "SELECT CAST(head AS BLOB) FROM save WHERE id = ?"
_AT_ONCE = 5000  # heads read while nobody else gets at the database
_MOST_KEPT = 50_000

Place = tuple[str, str]
"""Where a line is: its author (public key) and copy, in hex."""


@dataclass(slots=True)
class _Line:
    """A line of saves up to its ``tip`` (id): ``whole`` where each is followed by the next, so that the last stands for all."""

    saves: int = 0
    last: int = 0
    tip: str = ""
    whole: bool = True

    def add(self, save: str, head: InLine) -> None:
        """Take in a save; of a whole line the next one."""
        self.whole = self.whole and (head.number, head.previous) == (self.last + 1, self.tip)
        self.saves += 1
        if head.number > self.last:
            self.last, self.tip = head.number, save


@dataclass(slots=True)
class Covered:
    """What of the lines that are held here a statement covers, as of one moment.

    ``upto``: of lines where one number says it all. ``walked``: of all others, save by save (ids).
    """

    upto: dict[Place, int] = field(default_factory=dict)
    walked: dict[Place, frozenset[str]] = field(default_factory=dict)
    lacks: int = 0
    """How many of the saves that are held here it does not cover."""


class Named(NamedTuple):
    """The line that a save is in, and its number there."""

    place: Place
    number: int


class Lines:
    """The lines of saves that are held in one database."""

    def __init__(self, database: Database, lately: Lately) -> None:
        """Look at this database when first asked; heads are read only where a line has branches or gaps.

        ``lately`` knows where saves stand that were verified just now: their heads are not read again.
        """
        self._database, self._lately = database, lately
        self._lines: dict[Place, _Line] = {}
        self._last = 0
        self._at: dict[tuple[str, str, int], frozenset[str]] = {}
        self._heads: dict[Place, dict[str, InLine]] = {}
        self._named: dict[str, Named | None] = {}

    def follow(self) -> int:
        """Take in what was saved since the last look; returns the place of the last save, which says what state this is."""
        row = self._database.one(_LAST)
        if row is not None and row[0] != self._last:
            with uncollected():  # thousands of heads are kept, and none is part of a cycle
                self._take_in()
        return self._last

    def _take_in(self) -> None:
        new: dict[Place, dict[str, InLine]] = {}
        for save, head in self._since():
            new.setdefault((head.author, head.copy), {})[save] = head
        for place, heads in new.items():
            self._extend(place, heads)

    def _since(self) -> Iterator[tuple[str, InLine]]:
        while rows := self._database.rows(_SINCE, (self._last, _AT_ONCE)):
            self._last = int(rows[-1][0])
            for _, save, text in rows:
                name = save.hex()
                if (head := self._lately.take(name) or in_line_of(save, text)) is not None:
                    yield name, head

    def _extend(self, place: Place, heads: dict[str, InLine]) -> None:
        """Add saves to a line, in whatever order they came."""
        line = self._lines.setdefault(place, _Line())
        if place in self._heads:
            self._heads[place] |= heads
        for save, head in _in_order(heads):
            line.add(save, head)
        for head in heads.values() if self._at else ():
            self._at.pop((*place, head.number), None)
        if not line.whole and line.saves == line.last:  # a gap may have been filled by what came later
            again = _Line()
            for save, head in _in_order(self._heads_of(place)):
                again.add(save, head)
            self._lines[place] = again

    def forget(self) -> None:
        """Believe nothing of before: rows were healed, or another program has written."""
        self._last = 0
        self._lines, self._at, self._heads, self._named = {}, {}, {}, {}
        self._lately.forget()

    @property
    def saves(self) -> int:
        """How many saves are held."""
        return sum(line.saves for line in self._lines.values())

    def tips(self) -> tuple[Tip, ...]:
        """Return the last save of each line and branch."""
        return tuple(sorted(tip for place, line in self._lines.items() for tip in self._tips_of(place, line)))

    def _tips_of(self, place: Place, line: _Line) -> Iterator[Tip]:
        if line.whole:
            for save in self._saves_at(place, line.last):
                yield Tip(*place, line.last, save)
            return
        heads = self._heads_of(place)
        followed = {head.previous for head in heads.values()}
        for save, head in heads.items():
            if save not in followed:
                yield Tip(*place, head.number, save)

    def gaps(self) -> frozenset[str]:
        """Return the saves that are not held although one after them in their line is: a tip must not speak for them."""
        missing: set[str] = set()
        for place, line in self._lines.items():
            if not line.whole:
                heads = self._heads_of(place)
                missing |= {head.previous for head in heads.values()} - heads.keys() - {""}
        return frozenset(missing)

    def not_here(self, tips: Iterable[Tip]) -> int:
        """Return how many saves of these tips' lines, up to each line's furthest tip, are not held."""
        furthest: dict[Place, int] = {}
        for tip in tips:
            place = (tip.author, tip.copy)
            furthest[place] = max(tip.number, furthest.get(place, 0))
        return sum(max(0, last - self._held_up_to(place, last)) for place, last in furthest.items())

    def _held_up_to(self, place: Place, last: int) -> int:
        """Return how many numbers of a line, up to the last, have a save that is held."""
        line = self._lines.get(place)
        if line is None or line.whole:
            return 0 if line is None else line.last
        return len({head.number for head in self._heads_of(place).values() if head.number <= last})

    def covered(self, statement: Statement) -> Covered:
        """Return what a statement covers of what is held here."""
        tips: dict[Place, list[Tip]] = {}
        for tip in statement.tips:
            tips.setdefault((tip.author, tip.copy), []).append(tip)
        excepted = {named.place for save in statement.excepted if (named := self.named(save)) is not None}
        what_is_covered = Covered()
        for place, line in self._lines.items():
            said = tips.get(place, [])
            if said and place not in excepted and self._is_plain(place, line, said):
                what_is_covered.upto[place] = said[0].number
                what_is_covered.lacks += line.saves - said[0].number
            elif said:
                what_is_covered.walked[place] = frozenset(self._walked(place, said, statement.excepted))
                what_is_covered.lacks += line.saves - len(what_is_covered.walked[place])
            else:
                what_is_covered.lacks += line.saves
        return what_is_covered

    def is_in(self, save: str, covered: Covered) -> bool:
        """Tell whether a save (id) that is held here is among what is covered."""
        named = self.named(save)
        if named is None:
            return False
        return named.number <= covered.upto.get(named.place, 0) or save in covered.walked.get(named.place, ())

    def last_of(self, place: Place) -> int:
        """Return the number of the last save of a line that is held here; 0 where none is."""
        line = self._lines.get(place)
        return 0 if line is None else line.last

    def _is_plain(self, place: Place, line: _Line, tips: list[Tip]) -> bool:
        """Tell whether one number says all: a whole line, one tip that is ours at its number."""
        if not line.whole or len(tips) != 1 or tips[0].number > line.last:
            return False
        return self._saves_at(place, tips[0].number) == {tips[0].save}

    def named(self, save: str) -> Named | None:
        """Return the line and number of a save that is held here; None where it is not, or is not what its id says."""
        if save not in self._named:
            if len(self._named) >= _MOST_KEPT:
                self._named.clear()
            rows = self._database.rows(_HEAD, (bytes_of(save),))
            head = in_line_of(bytes_of(save), rows[0][0]) if rows else None
            if head is None:
                return None
            self._named[save] = Named((head.author, head.copy), head.number)
        return self._named[save]

    def _walked(self, place: Place, tips: Iterable[Tip], excepted: frozenset[str]) -> set[str]:
        heads, seen = self._heads_of(place), set[str]()
        for tip in tips:
            save = tip.save
            while save in heads and save not in seen and save not in excepted:
                seen.add(save)
                save = heads[save].previous
        return seen

    def _saves_at(self, place: Place, number: int) -> frozenset[str]:
        where = (*place, number)
        if where not in self._at:
            if len(self._at) >= _MOST_KEPT:
                self._at.clear()
            rows = self._database.rows(_AT, where)
            self._at[where] = frozenset(save.hex() for save, text in rows if in_line_of(save, text))
        return self._at[where]

    def _heads_of(self, place: Place) -> dict[str, InLine]:
        if place not in self._heads:
            rows = self._database.rows(_OF_LINE, place)
            read = ((save.hex(), in_line_of(save, text)) for save, text in rows)
            self._heads[place] = {save: head for save, head in read if head is not None}
        return self._heads[place]


def _in_order(heads: dict[str, InLine]) -> list[tuple[str, InLine]]:
    return sorted(heads.items(), key=lambda item: (item[1].number, item[0]))
