"""Whether a window that is read from the right is the mirror image of the one that is read from the left."""

from __future__ import annotations

from collections.abc import Iterator

from PIL import Image, ImageChops, ImageFilter
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLabel, QLineEdit, QMessageBox, QPlainTextEdit, QTableView, QTextEdit, QWidget

from reviewer.ui.document.pages import PageView
from reviewer.ui.pieces.tiles import INSET, LINE, TileDelegate
from reviewer.ui.pieces.wall import PieceWall
from tests.ui.laid_out import named, region
from tests.ui.seen import ground_of, picture

CELL = 8
"""Pixels of a side of the squares by which pictures are compared: letters and digits may stand otherwise within their words."""

NEAR = 7
"""How many squares together are one place: what is in one of them is looked for in all, so that words may be a space apart."""

OWN_WAY = (PageView, QPlainTextEdit, QTextEdit, QLineEdit)
"""What keeps the direction of its text, or is a picture of paper, however the window is read."""


def _is_own_way(widget: QWidget) -> bool:
    if isinstance(widget, QLabel):
        return isinstance(
            widget.parent(), QMessageBox
        )  # Qt's own, which stand where their letters are written from
    sheet = isinstance(widget, QTableView) and widget.property("role") == "sheet"
    return sheet or isinstance(widget, OWN_WAY)


Ink = Image.Image
"""White where something is painted, a pixel for each square of a window."""


def ink_of(window: QWidget) -> Ink:
    """Return where a window shows anything but its ground, the texts of documents aside."""
    whole = picture(window)
    for child in window.findChildren(QWidget):
        if child.isVisible() and _is_own_way(child):
            _blank(whole, region(child, window))
        if isinstance(child, PieceWall) and child.isVisible():
            for picture_of in _pictures(child):
                there = QRect(child.viewport().mapTo(window, picture_of.topLeft()), picture_of.size())
                _blank(whole, there.intersected(region(child, window)))
    other = ImageChops.difference(whole, Image.new("RGB", whole.size, ground_of(whole))).convert("L")
    ink = other.point(lambda value: 255 * (value > 60))  # words and shapes; lines and grounds are fainter
    wide, high = (-(-side // CELL) for side in ink.size)
    cells = Image.new("L", (wide * CELL, high * CELL))
    cells.paste(ink, (0, 0))
    return (
        cells.filter(ImageFilter.MaxFilter(3))
        .resize((wide, high), Image.Resampling.BOX)
        .point(lambda v: 255 * (v > 20))
    )


def _blank(whole: Image.Image, there: QRect) -> None:
    """Take out of a picture what is not to be compared."""
    there = there.adjusted(0, 0, 1, 1)
    whole.paste(ground_of(whole), (there.left(), there.top(), there.right(), there.bottom()))


def _pictures(wall: PieceWall) -> Iterator[QRect]:
    """Yield where the small pictures of documents stand on the wall, in its viewport."""
    model, delegate = wall.pieces, wall.itemDelegate()
    assert isinstance(delegate, TileDelegate)
    words = LINE * (3 if delegate.size.named else 1) + INSET
    for row in range(model.rowCount()):
        tile = wall.visualRect(model.index(row))
        yield tile.adjusted(0, 0, 0, -words * tile.height() // delegate.size.high)


def not_turned(window: QWidget, before: Ink) -> Iterator[str]:
    """A line for each widget of a window that is not where its mirror image was."""
    now, turned = ink_of(window), _mirrored(before, window.width())
    if abs(now.width - turned.width) > 1 or abs(now.height - turned.height) > 1:
        yield f"{window.size().toTuple()}: it was {before.size} squares"
        return
    lost = ImageChops.subtract(turned, now.filter(ImageFilter.MaxFilter(NEAR)))
    come = ImageChops.subtract(now, turned.filter(ImageFilter.MaxFilter(NEAR)))
    for what, image in (("stood", lost), ("stands", come)):
        places: dict[str, tuple[int, int]] = {}
        for at in range(image.width * image.height):
            x, y = at % image.width, at // image.width
            if image.getpixel((x, y)):
                child = window.childAt(x * CELL + CELL // 2, y * CELL + CELL // 2) or window
                places.setdefault(named(child), (x * CELL, y * CELL))
        for name, place in places.items():
            yield f"{name}: something {what} at {place} as in no mirror"


def _mirrored(ink: Ink, width: int) -> Ink:
    """Return it turned round, its squares counted from the same edge of the window."""
    turned = ink.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if -width % CELL <= CELL // 2:
        return turned
    moved = Image.new("L", turned.size)  # what goes over one edge doesn't come in at the other
    moved.paste(turned, (-1, 0))
    return moved
