"""Which bodies a matrix shows and in which order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from functools import lru_cache

from reviewer.desk.body_lines import BodyLine
from reviewer.desk.matrix.cell_states import MARKS, marks_of
from reviewer.desk.matrix.tallies import Tally
from reviewer.model import Framework, LetterState
from reviewer.model.frozen import dataclass

Words = Callable[[BodyLine], Iterable[str]]
"""What is written in a body's row, to be searched by a filter."""
NUMBER, LONGEST = re.compile(r"\d+"), 12  # so that Ward 9 stands before Ward 10
MOST_FOLDED = 4096  # texts remembered: a filter asks for all of them at each letter
SIGNED = frozenset({LetterState.SIGNED.value, LetterState.ISSUED.value})


class Field(StrEnum):
    """What a column is about."""

    BODY = "body"
    CRITERION = "criterion"
    CATEGORY = "category"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``key`` is the criterion's, "" in the others."""

    field: Field
    key: str = ""


@dataclass(frozen=True, slots=True)
class Sort:
    """By which column rows stand; ``turned`` is from the last to the first. Rows that say the same keep the case's order."""

    column: Column = Column(Field.BODY)
    turned: bool = False

    def by(self, column: Column) -> Sort:
        """Return the order that asking for a column gives: it turns what is sorted by it already."""
        return Sort(column, not self.turned) if column == self.column else Sort(column)


class Group(StrEnum):
    """The bodies that a chip stands for."""

    ALL = "all"
    UNFINISHED = "unfinished"
    READY = "ready"
    SIGNED = "signed"
    CARE = "care"

    def holds(self, line: BodyLine) -> bool:
        """Tell whether a body is one of them."""
        match self:
            case Group.ALL:
                return True
            case Group.UNFINISHED:
                return not all(line.tones)
            case Group.READY:
                return line.ready and not is_signed(line)
            case Group.SIGNED:
                return is_signed(line)
            case Group.CARE:
                return any(cell.left for cell in line.cells) or (is_signed(line) and line.letter_changed)


@dataclass(frozen=True, slots=True)
class Filter:
    """What is shown: the bodies of a group, and of those that a number counts, in whose row the words stand."""

    words: str = ""
    group: Group = Group.ALL
    tally: Tally | None = None

    @property
    def is_on(self) -> bool:
        """Whether it may leave a body out."""
        return bool(self.words.strip()) or self.group is not Group.ALL or self.tally is not None

    def keeps(self, line: BodyLine, words: Words) -> bool:
        """Tell whether a body is shown; ``words`` are those of its row, its name not among them."""
        if not self.group.holds(line) or (self.tally is not None and not self.tally.holds(line)):
            return False
        wanted = folded(self.words)
        return not wanted or any(wanted in folded(text) for text in (line.name, *words(line)))


def columns_of(framework: Framework) -> tuple[Column, ...]:
    """Return the columns in their order: bodies, each criterion, category, letter."""
    criteria = (Column(Field.CRITERION, criterion.key) for criterion in framework.criteria)
    return (Column(Field.BODY), *criteria, Column(Field.CATEGORY), Column(Field.LETTER))


def filtered(lines: Iterable[BodyLine], wanted: Filter, words: Words) -> tuple[BodyLine, ...]:
    """Return the bodies that a filter keeps, in the order they came in."""
    return tuple(line for line in lines if wanted.keeps(line, words))


def in_order(lines: Sequence[BodyLine], order: Sort, framework: Framework) -> tuple[BodyLine, ...]:
    """Return all the bodies in an order; those that say the same stay as they came in, turned or not."""
    return tuple(sorted(lines, key=_key(order.column, framework), reverse=order.turned))


def is_signed(line: BodyLine) -> bool:
    """Tell whether a body's letter is signed, changed since or not."""
    return line.letter_state in SIGNED


def _key(column: Column, framework: Framework) -> Callable[[BodyLine], tuple[object, ...]]:
    match column.field:
        case Field.BODY:
            return lambda line: (NUMBER.sub(lambda digits: digits[0].zfill(LONGEST), folded(line.name)),)
        case Field.CRITERION:
            at = [criterion.key for criterion in framework.criteria].index(column.key)
            scale = {finding.key: place for place, finding in enumerate(framework.findings)}
            return lambda line: (MARKS.index(marks_of(line)[at]), scale.get(line.cells[at].finding, 0))
        case Field.CATEGORY:
            places = {category.key: place for place, category in enumerate(framework.categories)}
            return lambda line: (places.get(line.category or "", len(places)),)
        case Field.LETTER:
            return _letter


def _letter(line: BodyLine) -> tuple[object, ...]:
    """Changed since signing, signed by day, ready, then by how much is left."""
    if is_signed(line):
        return (0 if line.letter_changed else 1, line.letter_at)
    return (2, 0) if line.ready else (3, line.left)


@lru_cache(maxsize=MOST_FOLDED)
def folded(text: str) -> str:
    """Return a text without what a search passes over: case, accents, and more than one space."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())
