"""The acts of the matrix, heard by its table; the line of keys under it, the guide and the palette are made from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.desk.words.language import say
from reviewer.ui.actions.action import Action, Scope, Topic, on_screen

if TYPE_CHECKING:
    from reviewer.ui.matrix.controller import MatrixController

_T, _V = Scope.TABLE, Topic.VIEWS


def matrix_actions() -> tuple[Action[MatrixController], ...]:
    """Return all acts of the matrix."""
    return on_screen("matrix", (*_cells(), *_rows()))


def _filtered(matrix: MatrixController) -> str:
    return "" if matrix.model.wanted.is_on else say("All are shown: no filter is on.")


def _cells() -> tuple[Action[MatrixController], ...]:
    return (
        Action("matrix.open", say("Open the verdict of the cell"), ("Return",), _T,
               lambda matrix: matrix.open_cell(), topic=_V, short=say("open the verdict")),
        Action("matrix.passage", say("Open the first passage of the cell"), ("Space",), _T,
               lambda matrix: matrix.open_passage(), topic=_V, short=say("its first passage")),
        Action("matrix.copy", say("Copy the matrix as a table"), ("Ctrl+C", "Ctrl+Ins"), _T,
               lambda matrix: matrix.copy(), topic=_V, short=say("copy as a table")),
        Action("matrix.all", say("Select all cells"), ("Ctrl+A",), _T,
               lambda matrix: matrix.select_all(), topic=_V, short=say("select all")),
    )  # fmt: skip


def _rows() -> tuple[Action[MatrixController], ...]:
    return (
        Action("matrix.sort", say("Sort the matrix by this column; again turns it"), ("S",), _T,
               lambda matrix: matrix.sort_by_column(), topic=_V, short=say("sort by this column")),
        Action("matrix.orders", say("List of the matrix’s orders"), ("Shift+S",), _T,
               lambda matrix: matrix.open_orders(), topic=_V, short=say("list of orders")),
        Action("matrix.filter", say("Filter the matrix"), ("/",), _T,
               lambda matrix: matrix.go_to_filter(), topic=_V, short=say("filter")),
        Action("matrix.clear", say("Show all of the matrix again"), ("Esc",), _T,
               lambda matrix: matrix.clear_filter(), _filtered, _V, short=say("clear the filter")),
        Action("matrix.rows", say("Close rows in the matrix"), ("R",), _T,
               lambda matrix: matrix.turn_rows(), topic=_V, short=say("close rows"),
               ticked=lambda matrix: matrix.close_rows),
    )  # fmt: skip
