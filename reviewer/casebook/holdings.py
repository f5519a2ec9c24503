"""What this copy of the casebook holds, line by line, and how much of it somebody else's statement covers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from reviewer.casebook.heads import SaveHead, bytes_of, save_head_of
from reviewer.casebook.statements import Statement, Tip

if TYPE_CHECKING:
    from reviewer.casebook.database import Database

_LINES = (
    "SELECT json_extract(head, '$.author'), json_extract(head, '$.copy'), count(*),"
    " count(DISTINCT json_extract(head, '$.number')), max(json_extract(head, '$.number')) FROM save"
    " WHERE json_valid(head) GROUP BY 1, 2"
)
_OF_LINE = (
    "SELECT CAST(id AS BLOB), CAST(head AS BLOB) FROM save WHERE json_valid(head)"
    " AND json_extract(head, '$.author') = ? AND json_extract(head, '$.copy') = ?"
)
_AT = f"{_OF_LINE} AND json_extract(head, '$.number') = ?"


class _Line(NamedTuple):
    """A line of saves: ``whole`` where each number from 1 on is there once, so that the last stands for all."""

    author: str
    copy: str
    saves: int
    last: int
    whole: bool


class Holdings:
    """The lines of saves that are held here, as of one moment."""

    def __init__(self, database: Database) -> None:
        """Look at the lines of this database; heads are read only where a line has branches or gaps."""
        self._database = database
        self._lines = [
            _Line(author, copy, saves, last, saves == numbers == last)
            for author, copy, saves, numbers, last in database.rows(_LINES)
            if type(last) is int
        ]
        self._at: dict[tuple[str, str, int], frozenset[str]] = {}
        self._heads: dict[tuple[str, str], dict[str, SaveHead]] = {}

    @property
    def saves(self) -> int:
        """How many saves are held."""
        return sum(line.saves for line in self._lines)

    def tips(self) -> tuple[Tip, ...]:
        """Return the last save of each line and branch."""
        found: list[Tip] = []
        for line in self._lines:
            if line.whole:
                (save,) = self._saves_at(line, line.last) or ("",)
                found += [Tip(line.author, line.copy, line.last, save)] if save else []
                continue
            heads = self._heads_of(line)
            followed = {head.previous for head in heads.values()}
            found += [
                Tip(line.author, line.copy, head.number, save)
                for save, head in heads.items()
                if save not in followed
            ]
        return tuple(sorted(found))

    def gaps(self) -> frozenset[str]:
        """Return the saves (ids) that are not held although later ones of their lines are: they wait, or have not come yet."""
        heads = [self._heads_of(line) for line in self._lines if not line.whole]
        return frozenset(
            head.previous
            for line in heads
            for head in line.values()
            if head.previous and head.previous not in line
        )

    def not_covered(self, statement: Statement) -> int:
        """Return how many of the saves held here a statement does not cover."""
        tips: dict[tuple[str, str], list[Tip]] = {}
        for tip in statement.tips:
            tips.setdefault((tip.author, tip.copy), []).append(tip)
        return sum(
            line.saves - self._covered(line, tips.get((line.author, line.copy), []), statement.excepted)
            for line in self._lines
        )

    def covers(self, statement: Statement, save: str) -> bool:
        """Tell whether a statement covers a save (id) that is held here."""
        rows = self._database.rows("SELECT CAST(head AS BLOB) FROM save WHERE id = ?", (bytes_of(save),))
        head = save_head_of(bytes_of(save), rows[0][0]) if rows else None
        if head is None:
            return False
        line = next((one for one in self._lines if (one.author, one.copy) == (head.author, head.copy)), None)
        tips = [tip for tip in statement.tips if (tip.author, tip.copy) == (head.author, head.copy)]
        if line is None or not tips:
            return False
        if self._is_plain(line, tips, statement.excepted):
            return head.number <= tips[0].number
        return save in self._walked(line, tips, statement.excepted)

    def _covered(self, line: _Line, tips: list[Tip], excepted: frozenset[str]) -> int:
        if not tips:
            return 0
        if self._is_plain(line, tips, excepted):
            return min(tips[0].number, line.last)
        return len(self._walked(line, tips, excepted))

    def _is_plain(self, line: _Line, tips: list[Tip], excepted: frozenset[str]) -> bool:
        """Tell whether one number says all: a whole line, one tip that is ours at its number, and nothing excepted of it."""
        if not line.whole or len(tips) != 1 or excepted & self._named(line, excepted):
            return False
        return tips[0].number <= line.last and self._saves_at(line, tips[0].number) == {tips[0].save}

    def _named(self, line: _Line, saves: Iterable[str]) -> set[str]:
        if not saves:
            return set()
        return set(self._heads_of(line)) & set(saves)

    def _walked(self, line: _Line, tips: list[Tip], excepted: frozenset[str]) -> set[str]:
        heads, seen = self._heads_of(line), set[str]()
        for tip in tips:
            save = tip.save
            while save in heads and save not in seen and save not in excepted:
                seen.add(save)
                save = heads[save].previous
        return seen

    def _saves_at(self, line: _Line, number: int) -> frozenset[str]:
        place = (line.author, line.copy, number)
        if place not in self._at:
            rows = self._database.rows(_AT, place)
            self._at[place] = frozenset(save.hex() for save, text in rows if save_head_of(save, text))
        return self._at[place]

    def _heads_of(self, line: _Line) -> dict[str, SaveHead]:
        place = (line.author, line.copy)
        if place not in self._heads:
            rows = self._database.rows(_OF_LINE, place)
            read = ((save.hex(), save_head_of(save, text)) for save, text in rows)
            self._heads[place] = {save: head for save, head in read if head is not None}
        return self._heads[place]
