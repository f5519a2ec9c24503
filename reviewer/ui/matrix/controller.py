"""The matrix at work: keeps the cell, the order and the filter, and does what its keys ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from reviewer.desk.matrix.card_facts import CellDetails
from reviewer.desk.matrix.copying import as_html, as_tsv
from reviewer.desk.matrix.row_order import Column, Field, Filter, Group, Sort
from reviewer.desk.matrix.tallies import tally_of
from reviewer.desk.words.language import say
from reviewer.model import Framework
from reviewer.ui.actions.action import Scope
from reviewer.ui.actions.listener import listen
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.actions.offering import offer_on_rows
from reviewer.ui.delay import after
from reviewer.ui.look import Look
from reviewer.ui.matrix.model import MatrixModel
from reviewer.ui.matrix.view import MatrixView
from reviewer.ui.matrix.ways import Lines, Ways
from reviewer.ui.matrix.words import sort_words, tally_words
from reviewer.ui.words import with_noun

Kept = Mapping[str, object]
ARROWS = ("←", "↑", "↓", "→")
MOST_DETAILS = 500
A_MOMENT = 60  # milliseconds: whoever goes on at once wants no details of this cell


class MatrixController:
    """Bodies by criteria."""

    def __init__(
        self,
        look: Look,
        actions: ActionList,
        framework: Framework,
        noun: tuple[str, str],
        ways: Ways,
    ) -> None:
        """Say in hints what ``actions`` knows of the matrix; whoever makes it adds it there. ``noun`` is what a body is called, one and many."""
        self._ways, self._look = ways, look
        self.model = MatrixModel(framework, noun)
        self._actions = actions
        self.view = MatrixView(look, self.model, self._hints(), actions.key("matrix.open"))
        self.table, self.tools = self.view.table, self.view.tools
        self._cell: tuple[str, Column] | None = None
        self._details: dict[tuple[str, str], CellDetails] = {}
        self._fresh: set[tuple[str, str]] = set()  # whose details stand as they were looked up
        self._arranging = False
        self._passage_wanted = False
        self._came: Filter | None = None  # the filter that a number elsewhere has led to
        self._ask = after(A_MOMENT, self._look_up, self.view)
        self._connect()
        self._show_order()

    def _connect(self) -> None:
        listen(self._actions, self.table, Scope.TABLE)
        self.table.rows_sized.connect(self._show_order)
        offer_on_rows(self._actions, self.table, MENU)
        self.table.cell_entered.connect(self._enter)
        self.table.doubleClicked.connect(lambda _index: self.open_cell())
        self.table.header.sort_wanted.connect(lambda at: self._sort(self.model.columns[at]))
        self.tools.words_changed.connect(
            lambda words: self.show_filter(replace(self.model.wanted, words=words))
        )
        self.tools.group_chosen.connect(
            lambda group: self.show_filter(Filter(self.model.wanted.words, group))
        )
        self.tools.sort_chosen.connect(self._sort)
        self.tools.close_rows_chosen.connect(self.show_close_rows)
        self.tools.filter.left.connect(self.take_focus)
        self.tools.tally_dropped.connect(lambda: self.show_filter(replace(self.model.wanted, tally=None)))
        self.view.empty.clear.clicked.connect(self.clear_filter)
        self.view.card.open_wanted.connect(self.open_cell)
        self.view.card.first_wanted.connect(self.go_to_first)

    def _hints(self) -> list[tuple[tuple[str, ...], str]]:
        acts = (self._actions[f"matrix.{name}"] for name in HINTS)
        return [(ARROWS, say("move")), *(((self._actions.key(act.id),), act.short) for act in acts)]

    # --- the screen ----------------------------------------------------------------------------------------

    @property
    def widget(self) -> QWidget:
        """What is shown."""
        return self.view

    def panes(self) -> tuple[QWidget, ...]:
        """Return what F6 goes round."""
        return self.tools.filter, self.table, self.view.card.open

    def take_focus(self) -> None:
        """Go to the cell that was left."""
        self.table.setFocus()

    def refresh(self, snapshot: Lines) -> None:
        """Show where every body stands now; cell, order and filter stay."""
        self._fresh.clear()
        lines, before = tuple(snapshot.lines), self.model.lines
        if lines == before:
            self._ask.start()
            return
        known = {line.code: line for line in before}
        changed = {line.code for line in lines if known.get(line.code) != line}
        self._details = {
            asked: details for asked, details in self._details.items() if asked[0] not in changed
        }
        with _Arranging(self):
            self.model.show_lines(lines)
        self._show_counts()

    def remember(self) -> dict[str, object]:
        """Return where somebody is, as plain values."""
        shown = self.model.cell(self.table.currentIndex())  # also where nobody has moved yet
        code, column = self._cell or shown or ("", Column(Field.BODY))
        order, wanted = self.model.order, self.model.wanted
        return {
            "body": code,
            "column": [column.field.value, column.key],
            "order": [order.column.field.value, order.column.key, order.turned],
            "words": wanted.words,
            "group": wanted.group.value,
            "tally": wanted.tally.packed() if wanted.tally else None,
        }

    def restore(self, state: Kept) -> None:
        """Go where somebody was; what is not known any more is passed over."""
        column = self._column(state.get("column"))
        order = self._column(state.get("order"))
        if order is not None:
            self._arrange(order=Sort(order, state["order"][-1] is True))  # type: ignore[index]
        group, words = state.get("group"), state.get("words")
        if group in {known.value for known in Group}:
            tally = tally_of(state.get("tally"), self.model.framework)
            self.show_filter(Filter(words if isinstance(words, str) else "", Group(str(group)), tally))
        if column is not None and state.get("body"):
            self.go_to(str(state["body"]), column)

    def _column(self, value: object) -> Column | None:
        match value:
            case [str(field), str(key), *_]:
                return next(
                    (known for known in self.model.columns if (known.field, known.key) == (field, key)), None
                )
            case _:
                return None

    def close(self) -> None:
        """Let go of everything."""
        self._actions.drop(self)
        self._ask.stop()
        self._details.clear()
        self.model.show_lines(())

    # --- where somebody is -----------------------------------------------------------------------------------

    @property
    def cell(self) -> tuple[str, str]:
        """The body and the criterion of the current cell; "" for a criterion in other columns, and where nobody is shown."""
        cell = self.model.cell(self.table.currentIndex())
        return (cell[0], cell[1].key) if cell else ("", "")

    def go_to(self, code: str, column: Column) -> None:
        """Go to a cell, if its body is shown; it will be gone to when it is shown again."""
        self._cell = (code, column)
        index = self.model.index_of(code, column)
        if index.isValid():
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index)

    def go_to_first(self) -> None:
        """Go to the first body that is unfinished, at its first open criterion."""
        line = next((line for line in self.model.rows if not all(line.tones)), None)
        if line is None:
            self.clear_filter()
            line = next((line for line in self.model.rows if not all(line.tones)), None)
        if line is not None:
            self.go_to(line.code, self.model.columns[1 + line.tones.index("")])
            self.take_focus()

    def _enter(self) -> None:
        if self._arranging:
            return
        self._cell = self.model.cell(self.table.currentIndex()) or self._cell
        self._passage_wanted = False
        self._show_cell()

    def _show_cell(self) -> None:
        index = self.table.currentIndex()
        if not index.isValid():
            self.view.card.show_nothing(self._nobody())
            return
        asked = self._asked()
        details = self._details.get(asked)
        if asked not in self._fresh:
            self._ask.start()
        word = say("Open verdict") if self.cell[1] else say("Open at the desk")
        self.view.card.show_cell(index.row(), index.column(), details, word)

    def _asked(self) -> tuple[str, str]:
        """Return whose details the card shows: those of a body as a whole come with its first criterion."""
        code, key = self.cell
        return code, key or self.model.framework.criteria[0].key

    def _look_up(self) -> None:
        asked = self._asked()
        if asked[0] and asked not in self._fresh:
            self._ways.look_up(*asked, self._take)

    def _take(self, details: CellDetails) -> None:
        asked = (details.body, details.view.criterion.key)
        if len(self._details) >= MOST_DETAILS:
            self._details.clear()
            self._fresh.clear()
        known = self._details.get(asked)
        self._details[asked] = details
        self._fresh.add(asked)
        if asked != self._asked():  # somebody has gone on
            return
        if details != known:
            self._show_cell()
        if self._passage_wanted:
            self._passage_wanted = False
            self.open_passage()

    # --- order and filter ------------------------------------------------------------------------------------

    def sort_by_column(self) -> None:
        """Sort by the current column; again turns it."""
        self._sort(self.model.columns[max(self.table.currentIndex().column(), 0)])

    def _sort(self, column: Column) -> None:
        self._arrange(order=self.model.order.by(column))

    def open_orders(self) -> None:
        """Open the list of orders."""
        self.tools.open_orders()

    def show_filter(self, wanted: Filter) -> None:
        """Show the bodies that fit."""
        self._arrange(wanted=wanted)
        if self.tools.filter.text() != wanted.words:
            self.tools.filter.setText(wanted.words)
        self._show_counts()

    def go_to_filter(self) -> None:
        """Go to where words are typed."""
        self.tools.filter.setFocus()
        self.tools.filter.selectAll()

    def clear_filter(self) -> None:
        """Show all bodies again; where a number elsewhere led to these, go back to it."""
        if self.model.wanted.is_on:
            came = self._came is not None and self._came == self.model.wanted
            self._came = None
            if came:
                self._ways.back()
            self.show_filter(Filter())
            if not came:
                self.take_focus()

    def show_counted(self, wanted: Filter) -> None:
        """Show the bodies that a number elsewhere counts."""
        self._came = wanted
        self.show_filter(wanted)
        self.take_focus()

    def _arrange(self, order: Sort | None = None, wanted: Filter | None = None) -> None:
        with _Arranging(self):
            self.model.arrange(order, wanted)
        self._show_order()

    def arranging(self, begun: bool) -> None:
        """Stay at the cell while rows are put into another order; at its column where its body is left out."""
        self._arranging = begun
        if begun:
            return
        code, column = self._cell or ("", self.model.columns[min(1, self.model.criteria)])
        index = self.model.index_of(code, column)
        if not index.isValid() and self.model.rows:
            index = self.model.index(0, self.model.columns.index(column))
        if index.isValid():
            self._arranging = True
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index)
            self._arranging = False
        self.view.empty.setVisible(not self.model.rows)
        self.view.empty.words.setText(self._nobody())
        self._show_cell()
        self.view.follow()

    def _nobody(self) -> str:
        one = self.model.noun[0]
        words = self.model.wanted.words.strip()
        return say("No {} fits “{}”").format(one, words) if words else say("No {} is among these").format(one)

    def _show_order(self) -> None:
        order = self.model.order
        title = self.model.titles[self.model.columns.index(order.column)]
        shown = title if order.column.field is Field.CRITERION else title.lower()
        self.tools.show_order(sort_words(order, shown), order.column, close=self.close_rows)

    def _show_counts(self) -> None:
        lines = self.model.lines
        counts = {group: sum(group.holds(line) for line in lines) for group in Group}
        tally = self.model.wanted.tally
        self.tools.show_tally(tally_words(tally, self.model.framework) if tally else "")
        self.tools.show_counts(counts, self.model.wanted.group)
        first = next((line.name for line in lines if not all(line.tones)), "")
        self.view.card.show_left(counts[Group.UNFINISHED], first)

    # --- acts --------------------------------------------------------------------------------------------------

    def open_cell(self) -> None:
        """Open the verdict at the desk."""
        code, criterion = self.cell
        if code:
            self._ways.open_verdict(code, criterion)

    def open_passage(self) -> None:
        """Open the cell's first passage at the desk, or say that there is none."""
        code, criterion = self.cell
        details = self._details.get((code, criterion))
        if details is not None and details.view.evidence:
            self._ways.open_passage(code, details.view.evidence[0])
        elif details is not None:
            self._ways.tell(say("No passage is tied to it yet"))
        elif code and criterion:
            self._passage_wanted = True  # as soon as its details are here
            self._ask.stop()
            self._look_up()
        elif code:
            self._ways.tell(say("Passages are tied to criteria: choose a criterion's column"))

    def select_all(self) -> None:
        """Select every cell that is shown."""
        self.table.selectAll()

    def copy(self) -> None:
        """Copy the selected cells as a table, or all where only one is selected."""
        chosen = self.table.selected_cells
        table = self.model.table(chosen if len(chosen) > 1 else None)
        data = QMimeData()
        data.setText(as_tsv(table))
        data.setHtml(as_html(table))
        QGuiApplication.clipboard().setMimeData(data)
        self._ways.tell(say("{} copied as a table").format(with_noun(len(table) - 1, self.model.noun)))

    @property
    def close_rows(self) -> bool:
        """Whether rows stand close."""
        return self._look.close_rows

    def turn_rows(self) -> None:
        """Show rows close, or as they were."""
        self.show_close_rows(not self.close_rows)

    def show_close_rows(self, close: bool) -> None:
        """Show rows close or not, and keep that."""
        self._look.choose_rows(close=close)
        self._ways.keep_close_rows(close)


class _Arranging:
    """While rows are put into another order, the cell that Qt goes to is nobody's wish."""

    def __init__(self, screen: MatrixController) -> None:
        self._screen = screen

    def __enter__(self) -> None:
        self._screen.arranging(True)

    def __exit__(self, *_error: object) -> None:
        self._screen.arranging(False)


HINTS = ("open", "passage", "sort", "copy")
MENU = (
    "matrix.open", "matrix.passage", "", "matrix.sort", "matrix.orders", "matrix.filter", "matrix.clear", "matrix.rows", "",
    "matrix.copy", "matrix.all",
)  # fmt: skip
"""The menu of a cell; "" divides groups."""
