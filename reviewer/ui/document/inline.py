"""Pictures in the text widget, where they stand in the text: drawn when they come, as wide as there is room."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QPen,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from reviewer.desk.words.kinds import fact_of
from reviewer.desk.words.unread import unread_words
from reviewer.model import Part

OBJECT = QTextFormat.ObjectTypes.UserObject + 1
_PLACE = QTextFormat.Property.UserProperty + 1
SIDE = 1600
"""The longest side of what is drawn, in pixels."""

_HIGHEST = 480  # pixels of the screen, so that the words beneath are in sight
_EMPTY = QSizeF(240, 48)


def format_of(place: str) -> QTextCharFormat:
    """Return the format of the character that a picture is drawn for."""
    shape = QTextCharFormat()
    shape.setObjectType(OBJECT)
    shape.setProperty(_PLACE, place)
    return shape


def picture_words(part: Part) -> str:
    """Return what is said beneath a picture, "" where its own words say all: that it was recognised, and what of it was not read."""
    known = [f"{fact_of(part)}."] if part.recognised else []
    left = [] if part.no_text is None else [unread_words("", part.no_text, waits=part.waits)]
    return " ".join((*known, *left))


class InlinePictures(QPyTextObject):
    """Draws the pictures of one text; ``missing`` hears the place of each that is looked at and has not come yet."""

    def __init__(
        self, parent: QObject, width_of_text: Callable[[], int], missing: Callable[[str], None]
    ) -> None:
        """``width_of_text`` says how many pixels wide the text is; ``missing`` asks for a picture that is not here yet."""
        super().__init__(parent)
        self._room, self._missing = width_of_text, missing
        self._images: dict[str, QImage] = {}
        self.ink = QColor("gray")

    def forget(self) -> None:
        """Forget the pictures: another document is shown."""
        self._images.clear()

    def put(self, place: str, image: QImage) -> None:
        """Take a picture that has come."""
        self._images[place] = image

    def intrinsicSize(self, _document: QTextDocument, _position: int, shape: QTextFormat) -> QSizeF:
        """Return how large a picture is drawn: as it is, but within the width of the text and a height."""
        image = self._images.get(shape.property(_PLACE))
        if image is None:
            return _EMPTY
        size = QSizeF(image.width(), image.height())
        largest = QSizeF(max(64, self._room()), _HIGHEST)
        large = size.width() > largest.width() or size.height() > largest.height()
        return size.scaled(largest, Qt.AspectRatioMode.KeepAspectRatio) if large else size

    def drawObject(
        self,
        painter: QPainter,
        area: QRectF | QRect,
        _document: QTextDocument,
        _position: int,
        shape: QTextFormat,
    ) -> None:
        """Draw a picture, or the frame of one that is on its way."""
        place = shape.property(_PLACE)
        image = self._images.get(place)
        painter.save()
        if image is None:
            self._missing(place)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(area), image)
        painter.setPen(QPen(self.ink, 1))
        painter.drawRect(QRectF(area).adjusted(0, 0, -1, -1))
        painter.restore()
