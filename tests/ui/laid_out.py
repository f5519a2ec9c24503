"""Whether everything of a window has its place: nothing cut, nothing over another thing, nothing outside what it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, product

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QHeaderView,
    QLabel,
    QLayout,
    QListWidget,
    QMainWindow,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionHeader,
    QStyleOptionViewItem,
    QTableWidget,
    QToolButton,
    QWidget,
)

from reviewer.ui.elided import Elided
from reviewer.ui.overlay import Overlay
from reviewer.ui.plain_lists import WholeWords

SLACK = 2
"""Pixels that are nobody's fault: rounding, and the width of a letter's edge."""
_PIECE = re.compile(r"[^\s/\\-]+")
"""What a line is not broken in."""

_PLAIN = {QStyledItemDelegate, WholeWords}
"""What draws items as Qt does; others lay out their words themselves."""

_SHORTENED = Elided
"""Says by "…" and by its tip that there is more."""


def out_of_place(window: QWidget) -> Iterator[str]:
    """A line for each thing of a window that is not seen whole where it stands."""
    for widget in (window, *window.findChildren(QWidget)):
        if widget.isVisible() and widget.window() is window:
            yield from _cut(widget)
            yield from _over(widget)
            yield from _squeezed(widget)


def named(widget: QWidget) -> str:
    """Return what to call a widget by: its class, that of what it is in, and its words."""
    words = widget.accessibleName()
    if isinstance(widget, QLabel | QAbstractButton):
        words = widget.text()
    within = widget.parentWidget()
    return f"{type(within).__name__}/{type(widget).__name__} {words[:60]!r}"


def _cut(widget: QWidget) -> Iterator[str]:
    needs = _needs(widget)
    if needs is not None and (needs[0] > widget.width() + SLACK or needs[1] > widget.height() + SLACK):
        yield f"{named(widget)} is cut: {needs} in {widget.size().toTuple()}"
    if isinstance(widget, QHeaderView) and widget.orientation() is Qt.Orientation.Horizontal:
        yield from _cut_headings(widget)
    if isinstance(widget, QListWidget | QTableWidget) and type(widget.itemDelegate()) in _PLAIN:
        yield from cut_items(widget)


def _needs(widget: QWidget) -> tuple[int, int] | None:
    """Return the width and height that the words of a widget need, None if it has none or may shorten them."""
    if isinstance(widget, QLabel) and not isinstance(widget, _SHORTENED) and widget.text():
        if not widget.wordWrap():
            return widget.minimumSizeHint().toTuple()
        pieces = _PIECE.findall(widget.text())
        widest = max(map(widget.fontMetrics().horizontalAdvance, pieces), default=0)
        return widest, widget.heightForWidth(widget.width())
    if isinstance(widget, QAbstractButton) and widget.hasHeightForWidth():
        return 0, widget.heightForWidth(widget.width())
    if isinstance(widget, QPushButton | QToolButton) and widget.text():
        return widget.fontMetrics().size(int(Qt.TextFlag.TextShowMnemonic), widget.text()).toTuple()
    return None


def _cut_headings(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    if type(header) is not QHeaderView:
        return  # one that draws itself says by "…" what it shortens
    for column in range(header.count()):
        if header.isSectionHidden(column):
            continue
        option = QStyleOptionHeader()
        header.initStyleOption(option)
        words = option.text = str(model.headerData(column, header.orientation()) or "")
        contents = QStyle.ContentsType.CT_HeaderSection
        needed = header.style().sizeFromContents(contents, option, header.size(), header).width()
        if words and header.fontMetrics().horizontalAdvance(words) > header.sectionSize(column):
            yield f"the heading {words!r} is cut: {needed} in {header.sectionSize(column)}"


def cut_items(view: QListWidget | QTableWidget) -> Iterator[str]:
    """A line for each item of a plain list or table whose words have no room where the style draws them."""
    model, style = view.model(), view.style()
    columns = [0]
    if isinstance(view, QTableWidget):  # what is left out on purpose is said elsewhere
        columns = [column for column in range(view.columnCount()) if not view.isColumnHidden(column)]
    for row, column in product(range(model.rowCount()), columns):
        index = model.index(row, column)
        words, option = str(index.data() or ""), QStyleOptionViewItem()
        option.initFrom(view)
        option.rect, option.text = view.visualRect(index), words
        option.features = QStyleOptionViewItem.ViewItemFeature.HasDisplay
        place = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, view)
        edge = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, option, view) + 1
        room = QRect(0, 0, place.width() - 2 * edge, 10_000)
        needed = view.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), words).height()
        if needed > place.height() + SLACK:
            yield f"{named(view)}: {words!r} is cut: {needed} in {place.height()}"


def _over(widget: QWidget) -> Iterator[str]:
    """What stands in a layout stands beside its neighbours, and within what it is in."""
    if isinstance(widget, QStackedWidget | QMainWindow):
        return
    placed = [child for child in _placed(widget) if child.isVisible() and not child.size().isEmpty()]
    for child in placed:
        if not widget.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(child.geometry()):
            yield f"{named(child)} at {child.geometry().getRect()} stands outside {named(widget)} of {widget.size().toTuple()}"
    for one, other in combinations(placed, 2):
        both = one.geometry().intersected(other.geometry())
        if min(both.width(), both.height()) > SLACK:
            yield f"{named(one)} and {named(other)} stand over one another"


def _placed(widget: QWidget) -> list[QWidget]:
    if isinstance(widget, QSplitter):
        return [part for at in range(widget.count()) if (part := widget.widget(at)) is not None]
    layout = widget.layout()
    return [] if layout is None else [child for child in _in_layout(layout) if not isinstance(child, Overlay)]


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        child, inner = item.widget(), item.layout()
        if child is not None:
            yield child
        elif inner is not None:
            yield from _in_layout(inner)


def _squeezed(widget: QWidget) -> Iterator[str]:
    """A layout has at least the room that it says it needs."""
    layout = widget.layout()
    if layout is None or isinstance(widget, QMainWindow | QAbstractScrollArea | QStackedWidget):
        return
    if isinstance(widget.parent(), QAbstractScrollArea):
        return  # Qt's own round a scroll bar
    if widget.findChild(QStackedWidget) is not None:
        return  # which asks for the room of those of its pages too that are not shown
    room = widget.contentsRect().size()
    least = layout.minimumSize()
    high = layout.minimumHeightForWidth(room.width()) if layout.hasHeightForWidth() else least.height()
    if least.width() > room.width() + SLACK or high > room.height() + SLACK:
        yield f"{named(widget)} is squeezed: {least.width()} x {high} in {room.toTuple()}"


def region(widget: QWidget, window: QWidget) -> QRect:
    """Return where a widget stands in a window, as far as what it is in shows it."""
    seen = QRect(widget.mapTo(window, QPoint()), widget.size())
    within = widget.parentWidget()
    while within is not None and within is not window:
        seen = seen.intersected(QRect(within.mapTo(window, QPoint()), within.size()))
        within = within.parentWidget()
    return seen
