"""What the matrix says in words."""

from __future__ import annotations

from datetime import UTC, datetime

from reviewer.desk.body_lines import BodyLine, CellState
from reviewer.desk.matrix.cell_states import ATTENTION, BlockerCode
from reviewer.desk.matrix.row_order import Column, Field, Group, Sort, is_signed
from reviewer.desk.matrix.tallies import Counts, Tally
from reviewer.desk.matrix.totals import Totals
from reviewer.desk.words.counts import Noun, counted
from reviewer.desk.words.days import short_date_words
from reviewer.desk.words.language import say
from reviewer.desk.words.letter_states import short_words
from reviewer.model import Framework
from reviewer.ui.shapes import tone_word
from reviewer.ui.words import capital, with_noun


class RowWords:
    """Words of a body's row, by its columns."""

    def __init__(self, framework: Framework) -> None:
        """``framework`` has the labels of findings and categories."""
        self._framework = framework
        self._findings = {finding.key: finding.label for finding in framework.findings}
        self._categories = {category.key: capital(category.label) for category in framework.categories}

    def cell(self, cell: CellState) -> str:
        """Return what stands in a criterion's cell: "" where it is not judged."""
        if cell.finding:
            return self._findings[cell.finding]
        return in_the_way(cell.left[0]) if cell.left else ""

    def category(self, line: BodyLine) -> str:
        """Return a body's category: "" where none stands."""
        return self._categories.get(line.category or "", "")

    @staticmethod
    def letter(line: BodyLine) -> str:
        """Return how far a body's letter is: "" where a criterion is open still."""
        if is_signed(line):
            when = datetime.fromtimestamp(line.letter_at / 1_000_000, UTC).astimezone().date()
            return short_words(line.letter_place) or say("Signed {}").format(
                short_day(short_date_words(when))
            )
        if line.ready:
            return say("Ready to sign")
        judged = all(cell.finding or cell.left for cell in line.cells)
        return counted(Noun.THING_LEFT, line.left) if judged else ""

    def of(self, line: BodyLine, column: int) -> str:
        """Return what is copied from a column of the row; a cell that is not judged says so."""
        criteria = len(self._framework.criteria)
        if column == 0:
            return line.name
        if column <= criteria:
            return self.whole(line.cells[column - 1])
        return self.category(line) if column == criteria + 1 else self.letter(line)

    def whole(self, cell: CellState) -> str:
        """Return all that a criterion's cell says: "In place; nothing stands behind it"."""
        left = cell.left if cell.finding else cell.left[1:]
        return "; ".join([self.cell(cell) or say("Not judged"), *(in_the_way(kind).lower() for kind in left)])

    def searched(self, line: BodyLine) -> tuple[str, ...]:
        """Return what a filter looks at beside the name."""
        return (*(self.whole(cell) for cell in line.cells), self.category(line), self.letter(line))


def in_the_way(kind: str) -> str:
    """Return what is left for a cell, as short as it can be said."""
    words = {
        BlockerCode.VERDICTS_DIFFER: say("Two verdicts"),
        BlockerCode.VERDICT_CONTESTED: say("Two verdicts"),
        BlockerCode.UNKNOWN_FINDING: say("Unknown finding"),
        BlockerCode.NO_EVIDENCE: say("Nothing stands behind it"),
        BlockerCode.OUTSIDE_REVIEW: say("Passages are outside the review"),
        BlockerCode.LOST_PASSAGE: say("A passage is lost"),
        BlockerCode.NEAR_PASSAGE: say("A passage is to be confirmed"),
        BlockerCode.NO_SEARCH: say("Nothing was searched"),
        BlockerCode.HITS_NOT_LOOKED_AT: say("The search is to be looked at"),
        BlockerCode.PIECES_NOT_SEEN: say("Unread pieces are to be looked at"),
        BlockerCode.PIECES_WAIT: say("Pieces wait for recognition"),
        BlockerCode.SEARCH_STALE: say("The search is out of date"),
        BlockerCode.TERMS_CHANGED: say("Searched before the terms changed"),
        BlockerCode.UNREAD_DOCUMENT: say("A document is not read yet"),
        BlockerCode.DAMAGED: say("Damaged"),
        BlockerCode.STANDS_TWICE: say("Decided differently"),
        BlockerCode.CASE_CONTESTED: say("Amendments of the case differ"),
        BlockerCode.UNPRINTABLE: say("The letter cannot be printed"),
    }
    return words.get(BlockerCode(kind), say("Something is left"))


def short_day(words: str) -> str:
    """Return a day without its year."""
    return words.rsplit(" ", 1)[0]


def column_title(column: Column, framework: Framework, noun: str) -> str:
    """Return a column's heading; ``noun`` is what a body is called."""
    match column.field:
        case Field.BODY:
            return capital(noun)
        case Field.CRITERION:
            return framework.criterion(column.key).title
        case Field.CATEGORY:
            return say("Category")
        case Field.LETTER:
            return say("Letter")


def sort_words(order: Sort, title: str) -> str:
    """Return an order in words: "force, A to Z"."""
    match order.column.field:
        case Field.BODY:
            way = say("{}, Z to A") if order.turned else say("{}, A to Z")
        case Field.CRITERION:
            way = say("{}, open first") if order.turned else say("{}, met first")
        case _:
            way = say("{}, turned") if order.turned else say("{}, in order")
    return way.format(title)


def group_words(group: Group) -> str:
    """Return what a chip says, without its number."""
    return {
        Group.ALL: say("All"),
        Group.UNFINISHED: say("Unfinished"),
        Group.READY: say("Ready"),
        Group.SIGNED: say("Signed"),
        Group.CARE: say("Needs care"),
    }[group]


def tally_words(tally: Tally, framework: Framework) -> str:
    """Return what a number counts: "A clear policy: met", "No category yet", "Judged"."""
    match tally.counts:
        case Counts.FINDING:
            return say("{}: {}").format(framework.criterion(tally.criterion).title, tone_word(tally.says))
        case Counts.DAMAGED_AT if tally.criterion:
            return say("{}: damaged").format(framework.criterion(tally.criterion).title)
        case Counts.DAMAGED_AT:
            return say("Category: damaged")
        case Counts.CATEGORY:
            labels = {each.key: each.label for each in framework.categories}
            return capital(labels.get(tally.says, "")) or say("No category yet")
        case Counts.JUDGED:
            return say("Judged")


def mark_words(mark: str) -> str:
    """Return what a shape of the totals is called."""
    return say("need attention") if mark == ATTENTION else tone_word(mark)


def total_words(totals: Totals, all_of: int, noun: tuple[str, str]) -> str:
    """Return the heading of the totals: "All 43 forces", "All 12 shown" where some are left out."""
    if not totals.bodies and all_of:
        return say("None shown")
    if totals.bodies < all_of:
        return say("All {} shown").format(f"{totals.bodies:,}")
    return say("All {}").format(with_noun(totals.bodies, noun))
