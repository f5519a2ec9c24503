"""Scroll areas that assistive technology may ask for any child, there or not. Every scroll area of the window is based on these.

Qt's own answer for a scroll area (``QAccessibleAbstractScrollArea::child``, to 6.11 at least) takes the child of an index
from a list without looking whether the list is that long, and the list has the scroll bars only while they are shown.
Whoever walks the window asks how many children there are, and for each of them after that: if a scroll bar goes in
between, as it does while a screen is laid out, Qt reads beyond the list and the program dies.

Qt looks for the answer by the name of a class, then of its base. So between these areas and Qt's stands a class by the
name of QWidget, whose answer says the same and is safe: it looks at the length, and hidden scroll bars count as children.
Items in a view that is none of Qt's own stand beneath a class by the name of QTableView: its answer asks the model and
``visualRect`` alone, so that each item is told as a cell. Without that they are told as nothing but a scroll area.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QScrollArea

if TYPE_CHECKING:
    ScrollArea = QScrollArea
    ScrollGround = QAbstractScrollArea
    TileView = QAbstractItemView
else:
    ScrollArea = type("QWidget", (QScrollArea,), {"__doc__": "A scroll area around a widget."})
    ScrollGround = type(
        "QWidget", (QAbstractScrollArea,), {"__doc__": "A scrolled surface that draws itself."}
    )
    TileView = type("QTableView", (QAbstractItemView,), {"__doc__": "A view that lays out its items itself."})
