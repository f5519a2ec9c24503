"""What can be told from the pixels of a window: whether its words and its scroll bars stand out from their ground."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from PIL import Image, ImageChops
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTableView,
    QTextEdit,
    QWidget,
)

from reviewer.ui.theme import contrast

AA, AA_LARGE, SHAPES = 4.5, 3.0, 3.0
"""Least contrasts by WCAG 2.2: of words (1.4.3), of large words, of what is no word (1.4.11)."""

Colour = tuple[int, int, int]


def picture(widget: QWidget) -> Image.Image:
    """What a widget shows, pixel by pixel."""
    grabbed = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    return Image.frombytes(
        "RGB",
        (grabbed.width(), grabbed.height()),
        bytes(grabbed.constBits()),
        "raw",
        "RGB",
        grabbed.bytesPerLine(),
    )


@cache
def between(one: Colour, other: Colour) -> float:
    """The contrast of two colours, from 1 to 21."""
    return contrast("#{:02X}{:02X}{:02X}".format(*one), "#{:02X}{:02X}{:02X}".format(*other))


def ground_of(image: Image.Image) -> Colour:
    """The colour that most of an image has."""
    counts = image.getcolors(image.width * image.height) or []
    colour = max(counts)[1]
    assert isinstance(colour, tuple)
    return colour[0], colour[1], colour[2]


def strongest(image: Image.Image, ground: Colour) -> float:
    """The contrast to the ground of the pixels that stand out most, a single stray one aside."""
    counts = image.getcolors(image.width * image.height) or []
    found = sorted(
        between((c[0], c[1], c[2]), ground)
        for n, c in counts
        if isinstance(c, tuple)
        for _ in range(min(n, 2))
    )
    return found[-2] if len(found) > 1 else 1.0


def runs(profile: list[int], gap: int) -> Iterator[tuple[int, int]]:
    """The stretches of a profile that are not 0, across gaps shorter than ``gap``: first and behind last."""
    start, last = None, -gap
    for at, value in enumerate(profile):
        if not value:
            continue
        if start is not None and at - last > gap:
            yield start, last + 1
            start = None
        start = at if start is None else start
        last = at
    if start is not None:
        yield start, last + 1


def words_in(image: Image.Image, least: int) -> Iterator[tuple[QRect, float]]:
    """Where something like a word is painted, at least so high, and its contrast to the ground."""
    ground = ground_of(image)
    ink = (
        ImageChops.difference(image, Image.new("RGB", image.size, ground))
        .convert("L")
        .point(lambda v: 255 * (v > 12))
    )
    for top, bottom in runs(list(ink.resize((1, image.height), Image.Resampling.BOX).tobytes()), 1):
        if bottom - top < least:
            continue
        line = ink.crop((0, top, image.width, bottom))
        for left, right in runs(list(line.resize((image.width, 1), Image.Resampling.BOX).tobytes()), 12):
            if right - left < least:
                continue
            box = (left, top, right, bottom)
            yield QRect(left, top, right - left, bottom - top), strongest(image.crop(box), ground)


def texts(window: QWidget, whole: Image.Image) -> Iterator[tuple[QWidget, Image.Image]]:
    """Each piece of a window that shows words, with its pixels: labels, buttons, fields, and rows of lists."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not widget.isEnabled():
            continue
        if isinstance(widget, QAbstractItemView):
            for rect in rows_of(widget):
                yield widget, cut(window, widget.viewport(), rect, whole)
        elif isinstance(widget, QLabel) and not widget.text():
            continue  # a picture
        elif isinstance(
            widget, QLabel | QAbstractButton | QLineEdit | QComboBox | QPlainTextEdit | QTextEdit
        ):
            inside = widget.viewport() if isinstance(widget, QPlainTextEdit | QTextEdit) else widget
            edge = 0 if isinstance(widget, QLabel) else 4
            if widget.property("role") == "avatar":  # a disc: the square that lies within it
                edge = round(widget.height() * 0.15)
            rect = (
                inside.visibleRegion()
                .boundingRect()
                .intersected(inside.rect().adjusted(edge, edge, -edge, -edge))
            )
            yield widget, cut(window, inside, rect, whole)


def rows_of(view: QAbstractItemView) -> Iterator[QRect]:
    """The rows of a list that are whole in view and can be chosen."""
    model, root = view.model(), view.rootIndex()
    columns = min(model.columnCount(root), 12) if isinstance(view, QTableView) else 1
    for row in range(min(model.rowCount(root), 200)):
        for column in range(columns):
            index = model.index(row, column, root)
            rect = view.visualRect(index)
            if (
                view.viewport().visibleRegion().boundingRect().contains(rect)
                and index.flags() & Qt.ItemFlag.ItemIsEnabled
            ):
                yield rect.adjusted(2, 2, -2, -2)


def cut(window: QWidget, widget: QWidget, rect: QRect, whole: Image.Image) -> Image.Image:
    """The pixels of a part of a widget, out of those of its window."""
    place = rect.translated(widget.mapTo(window, QPoint()))
    return whole.crop(
        (
            place.left(),
            place.top(),
            max(place.right() + 1, place.left()),
            max(place.bottom() + 1, place.top()),
        )
    )


def faint_words(window: QWidget) -> Iterator[str]:
    """A line for each piece of words of a window that does not stand out from its ground."""
    whole, least = picture(window), 8
    for widget, image in texts(window, whole):
        if min(image.size) < least:
            continue
        for rect, found in words_in(image, least):
            if found < (AA_LARGE if rect.height() > 40 else AA):
                what = widget.accessibleName() or getattr(widget, "text", str)() or type(widget).__name__
                yield f"{type(widget).__name__} {str(what)[:60]!r} at {rect.getRect()}: {found:.1f}"


def faint_bars(window: QWidget) -> Iterator[str]:
    """A line for each scroll bar of a window that can be moved and whose handle is not to be seen."""
    whole = picture(window)
    for bar in window.findChildren(QScrollBar):
        if bar.isVisible() and bar.maximum() > bar.minimum() and not bar.visibleRegion().isEmpty():
            image = cut(window, bar, bar.visibleRegion().boundingRect(), whole)
            counts = image.getcolors(image.width * image.height) or []
            area = image.width * image.height
            broad = [(c[0], c[1], c[2]) for n, c in counts if isinstance(c, tuple) and n >= area * 0.02]
            found = max(between(one, other) for one in broad for other in broad)
            if found < SHAPES:
                container = bar.parentWidget()
                area_of = None if container is None else container.parentWidget()
                name = "" if area_of is None else f"{type(area_of).__name__} {area_of.accessibleName()!r}"
                yield f"the scroll bar of {name}: {found:.1f}"
