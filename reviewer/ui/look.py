"""What a screen is drawn with: the palette, and lengths in text-size units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QMargins, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from reviewer.model.uncollected import uncollected
from reviewer.ui.stylesheet import style_sheet
from reviewer.ui.theme import PALETTES, PageColours, Palette, ThemeName

BARE = "#bare {}"
"""A sheet that nothing wears."""
BODY = 13
SMALL = 12
ROW, CLOSE_ROW = 32, 24
"""Heights of a row of a list in one line, in pixels at 100%."""
EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
)
"""What Qt lets slide or fade; the desktop says which, where Qt asks it."""
SIZES = (100, 110, 125, 150, 175, 200)
HIGHEST = 10_000
MOST_MEASURED = 5_000
WRAP = int(Qt.TextFlag.TextWordWrap)
_Rect = TypeVar("_Rect", QRect, QRectF)


def _put_on(application: QApplication, sheet: str) -> None:
    """Have all widgets wear a sheet.

    Qt tells each there is, and so runs Python; what its collector then took away, such as the window of a casebook that was closed, would
    be told afterwards, and the program would end.
    """
    with uncollected():
        application.setStyleSheet(sheet)


class Look(QObject):
    """The theme and text size that all widgets share.

    Lengths are given in pixels at 100% and come out of ``px`` at the chosen size, so that what fits at 100% grows
    with its text. Widgets hear of a change by Qt's own StyleChange event.
    """

    changed = Signal()

    def __init__(
        self,
        theme: ThemeName = ThemeName.SYSTEM,
        percent: int = 100,
        families: Sequence[str] = (),
        pages: PageColours = PageColours.SENT,
        *,
        close_rows: bool = False,
        still: bool = False,
    ) -> None:
        """Start with a theme, a text size (percent, 100 to 200), typefaces before the system's own (``typefaces``), and page colours.

        With ``close_rows`` lists show more rows, each lower; in a ``still`` window nothing slides or fades.
        """
        super().__init__()
        self.theme = theme
        self.percent = _within(percent)
        self.pages = pages
        self.close_rows = close_rows
        self.still = still
        self._effects: dict[Qt.UIEffect, bool] = {}  # as they were, while the window is still
        self._families = tuple(families)
        self._fonts: dict[tuple[int, int, bool], QFont] = {}
        self._measured: dict[tuple[int, int, bool, str, int | None], int] = {}

    @property
    def palette(self) -> Palette:
        """The colours of the theme; of the desktop's light or dark when that is followed."""
        if self.theme is not ThemeName.SYSTEM:
            return PALETTES[self.theme]
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return PALETTES[ThemeName.DARK if dark else ThemeName.LIGHT]

    @property
    def of_documents(self) -> Palette:
        """The colours of the theme, with the page colours that were chosen for documents."""
        return self.palette.of_pages(self.pages)

    def px(self, length: float) -> int:
        """Return a length, given in pixels at 100%, in pixels at the text size; at least 1 if not 0."""
        scaled = round(length * self.percent / 100)
        return max(1, scaled) if length > 0 else scaled

    @property
    def row(self) -> int:
        """The height of a row of a list in one line, in pixels at 100%."""
        return CLOSE_ROW if self.close_rows else ROW

    def font(self, size: int = BODY, *, bold: bool = False) -> QFont:
        """Return the text font at a size in pixels at 100%."""
        key = (self.percent, size, bold)
        font = self._fonts.get(key)
        if font is None:  # a picture of the desk asks hundreds of times
            font = self._fonts[key] = QFont(QApplication.font())
            font.setPixelSize(self.px(size))
            font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return QFont(font)  # the caller's own

    def wide(self, words: str, size: int = BODY, *, bold: bool = False) -> int:
        """Return how wide words are in one line, in pixels."""
        return self._measure(words, None, size, bold=bold)

    def high(self, words: str, width: int, size: int = BODY, *, bold: bool = False) -> int:
        """Return how high words are where their lines end in a width, in pixels."""
        return self._measure(words, width, size, bold=bold)

    def _measure(self, words: str, width: int | None, size: int, *, bold: bool) -> int:
        key = (self.percent, size, bold, words, width)
        measured = self._measured.get(key)
        if (
            measured is None
        ):  # layouts within layouts ask for the same at each of their levels, whatever has changed
            if len(self._measured) > MOST_MEASURED:
                self._measured.clear()
            metrics = QFontMetrics(self.font(size, bold=bold))
            if width is None:
                measured = metrics.horizontalAdvance(words)
            else:
                measured = metrics.boundingRect(QRect(0, 0, width, HIGHEST), WRAP, words).height()
            self._measured[key] = measured
        return measured

    def wear(self, application: QApplication) -> None:
        """Put font and style sheet on every window of the application."""
        self.wear_font(application)
        self._wear_effects(application)
        sheet = style_sheet(self.palette, self.px, application.layoutDirection(), still=self.still)
        if sheet != application.styleSheet():  # every widget there is would be dressed anew
            # In the place of the last: with none in between, some of what is shown keeps the size that it had without one.
            _put_on(application, sheet)
        self.changed.emit()

    def wear_font(self, application: QApplication) -> None:
        """Put on the font alone, as long as windows are made that nobody sees yet: whatever is put into another takes a sheet on anew."""
        font = QFont(application.font())
        if self._families:
            font.setFamilies(self._families)
        font.setPixelSize(self.px(BODY))
        with uncollected():  # as for a sheet
            application.setFont(font)
        self._fonts.clear()
        self._measured.clear()

    @contextmanager
    def undressed(self) -> Iterator[None]:
        """Have no sheet on while much is made that nobody sees yet: it would be taken on anew at each putting into another.

        Nothing is to be shown, or laid out, meanwhile. With the last sheet Qt (6.11) lets go of what tells it that a widget is gone, which those
        that were never shown do not ask for a second time, and the next sheet ends the program. So a widget that nobody sees wears one.
        """
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            raise TypeError("there is no application")
        sheet = application.styleSheet()
        if not sheet:
            yield
            return
        wearer = QWidget()
        wearer.setStyleSheet(BARE)
        _put_on(application, "")
        try:
            yield
        finally:
            _put_on(application, sheet)
            del wearer

    def _wear_effects(self, application: QApplication) -> None:
        """Let nothing slide or fade, or all that did before."""
        if self.still and not self._effects:
            self._effects = {effect: application.isEffectEnabled(effect) for effect in EFFECTS}
        for effect, before in self._effects.items():
            application.setEffectEnabled(effect, before and not self.still)
        if not self.still:
            self._effects.clear()

    def choose(self, theme: ThemeName | None = None, percent: int | None = None) -> None:
        """Take another theme or text size and put it on."""
        self.theme = self.theme if theme is None else theme
        self.percent = self.percent if percent is None else _within(percent)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            self.wear(application)

    def choose_pages(self, pages: PageColours) -> None:
        """Show the pages of documents in other colours; all else stays as it is."""
        self.pages = pages
        self.changed.emit()

    def choose_rows(self, *, close: bool) -> None:
        """Show more rows of lists, each lower, or fewer."""
        self.close_rows = close
        self.changed.emit()

    def choose_motion(self, *, still: bool) -> None:
        """Let nothing slide or fade, or what does so by the desktop's wish."""
        self.still = still
        self.choose()


def margins(before: int, above: int, after: int, below: int, way: Qt.LayoutDirection) -> QMargins:
    """Return the margins of a layout, in pixels, in a window that is read so: Qt turns what is in a layout, not its margins."""
    if way is Qt.LayoutDirection.RightToLeft:
        before, after = after, before
    return QMargins(before, above, after, below)


def absolute(alignment: Qt.AlignmentFlag, way: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    """Return an alignment as it is meant in a window that is read so, whatever the words are.

    As ``QStyle.visualAlignment`` has it: asked for that, Qt for Python makes the 566 names of ``QStyle``, while somebody waits for a window.
    """
    sides = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignRight
    if not alignment & Qt.AlignmentFlag.AlignHorizontal_Mask:
        alignment |= Qt.AlignmentFlag.AlignLeft
    if alignment & Qt.AlignmentFlag.AlignAbsolute or not alignment & sides:
        return alignment
    turned = alignment ^ sides if way is Qt.LayoutDirection.RightToLeft else alignment
    return turned | Qt.AlignmentFlag.AlignAbsolute


def mirrored(rect: _Rect, within: _Rect, way: Qt.LayoutDirection) -> _Rect:
    """Return where a rectangle stands that is reckoned from the left: there, or across ``within`` where one reads from the right.

    Qt's layouts and the alignment of painted text are turned by Qt itself; what is placed by hand is turned by this.
    """
    there = type(rect)(rect)
    if way is Qt.LayoutDirection.RightToLeft:
        there.moveLeft(within.left() + within.right() - rect.right())
    return there


def _within(percent: int) -> int:
    return min(max(percent, SIZES[0]), SIZES[-1])
