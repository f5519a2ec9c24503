"""The bar above the document: its name, where in it, how large, find, show as text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.ui.elided import Elided
from reviewer.ui.look import margins
from reviewer.ui.staying import stays_down
from reviewer.ui.widgets import keep_place, tool

_LEAST = 24  # letters that the bar is wide at least
_GAP, _BETWEEN, _SIDES = (
    6,
    8,
    64,
)  # pixels between tools, more between groups; round them and between groups in all
_TITLE = 12  # letters of the title that stay in sight before tools are left out
_DIGITS, _NOUN, _ZOOMED = (
    3,
    "Sheets",
    "888%",
)  # what the bar has room for, whatever document is shown


class Toolbar(QFrame):
    """Announces what is asked; ``page_asked`` carries a number from 1 or a page's label, as typed.

    It is two rows: the name, with what a document may have no use for beside it; beneath them the tools, which stay where they are
    whatever is shown.
    """

    page_asked = Signal(str)
    step_asked = Signal(int)  # 1 next, -1 previous
    zoom_asked = Signal(int)  # 1 larger, -1 smaller, 0 fit the width
    find_asked = Signal()
    text_asked = Signal(bool)
    drawn_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with nothing to show."""
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._count, self._now, self._open = 0, 1, False
        self._offered = (False, False)
        self._key: Callable[[str], str] = lambda _name: ""
        self._labels: tuple[str, ...] = ()
        self._notes = ""
        self._shown: object = None  # what the tools were shown for last
        self._fitted: object = None
        self.title = Elided("", "strong", name=True)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.previous = tool("‹", self.tr("Previous page"))
        self.number = QLineEdit()
        self.number.setProperty("role", "tool")
        self.number.setAccessibleName(self.tr("Page number"))
        self.noun, self.of = QLabel(self.tr("Page")), QLabel()
        self.next = tool("›", self.tr("Next page"))
        self.smaller = tool("−", self.tr("Smaller"))
        self.zoom = tool("100%", self.tr("Fit the width"))
        self.larger = tool("+", self.tr("Larger"))
        self.find_button = tool(self.tr("Find"), self.tr("Find in this document"))
        self.view_button = tool(self.tr("View"), self.tr("What can be done to the view"))
        self.view_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.as_text = tool(self.tr("Text"), self.tr("Show as text"), checkable=True)
        self.notes = tool("", self.tr("What else is in this file"), checkable=True)
        self.notes.hide()
        self.as_pages = stays_down(
            tool(self.tr("Pages"), self.tr("Show its pages as LibreOffice draws them"))
        )
        self._arrange()
        self._connect()
        self.fit()

    def _arrange(self) -> None:
        # What differs in width by document or page comes first: what follows stays where it is.
        groups = (
            (self.noun, self.number, self.of, self.previous, self.next),
            (self.smaller, self.zoom, self.larger),
            (self.find_button, self.view_button),
        )
        beside = (self.notes, self.as_pages, self.as_text)
        named, row = QHBoxLayout(), QHBoxLayout()
        for line in (named, row):
            line.setSpacing(_GAP)
        named.addWidget(self.title, 1)
        for button in beside:
            named.addWidget(button)
        for group in groups:
            for widget in group:
                row.addWidget(widget)
            row.addSpacing(_BETWEEN)
        row.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(margins(16, 4, 8, 4, self.layoutDirection()))
        rows.setSpacing(4)
        rows.addLayout(named)
        rows.addLayout(row)
        self._tools = (*beside, *(widget for group in groups for widget in group))

    def _connect(self) -> None:
        self.previous.clicked.connect(lambda: self.step_asked.emit(-1))
        self.next.clicked.connect(lambda: self.step_asked.emit(1))
        self.number.returnPressed.connect(lambda: self.page_asked.emit(self.number.text()))
        self.number.editingFinished.connect(lambda: self.number.setText(str(self._now)))
        self.smaller.clicked.connect(lambda: self.zoom_asked.emit(-1))
        self.zoom.clicked.connect(lambda: self.zoom_asked.emit(0))
        self.larger.clicked.connect(lambda: self.zoom_asked.emit(1))
        self.find_button.clicked.connect(self.find_asked)
        self.as_text.toggled.connect(self.text_asked)
        self.as_pages.clicked.connect(self.drawn_asked)

    def tell_keys(self, key: Callable[[str], str]) -> None:
        """Name in the tips the key that does the same; ``key`` gives it for an act of the document."""
        self._key = key
        named = {
            "previous_page": self.previous, "next_page": self.next, "smaller": self.smaller,
            "larger": self.larger, "fit_width": self.zoom, "find": self.find_button, "text": self.as_text,
            "also": self.notes, "drawn": self.as_pages,
        }  # fmt: skip
        for name, tool_button in named.items():
            tool_button.setToolTip(self._with_key(tool_button.toolTip(), name))
        self.set_labels(self._labels)

    def _with_key(self, words: str, name: str) -> str:
        return f"{words}   {self._key(f'document.{name}')}".rstrip()

    def set_title(self, title: str) -> None:
        """Show the document's name."""
        self.title.setText(title)

    def set_notes(self, words: str) -> None:
        """Offer what else is in the file, "+3 notes"; "" if there is nothing."""
        self._notes = words
        self.notes.setText(words)
        self.notes.setAccessibleName(self.tr("What else is in this file: {}").format(words.lstrip("+")))
        self.notes.setVisible(bool(words))
        self._leave_out()

    def set_count(self, noun: str, count: int) -> None:
        """Say what is counted ("page", "slide") and how many there are."""
        self._count = count
        self.noun.setText(noun.capitalize())
        self.number.setAccessibleName(self.tr("{} number, of {}").format(noun.capitalize(), count))
        self.previous.setAccessibleName(self.tr("Previous {}").format(noun))
        self.next.setAccessibleName(self.tr("Next {}").format(noun))
        self.set_now(self._now)
        self._fit_again()

    def set_now(self, now: int) -> None:
        """Show which page is most in view."""
        self._now = now
        label = self._labels[now - 1] if 0 < now <= len(self._labels) else ""
        labelled = self.tr("of {} ({})").format(self._count, label)
        self.of.setText(labelled if label else self.tr("of {}").format(self._count))
        if not self.number.isModified() or not self.number.hasFocus():
            self.number.setText(str(now))
        self.previous.setEnabled(now > 1)
        self.next.setEnabled(now < self._count)

    def set_labels(self, labels: tuple[str, ...]) -> None:
        """Take what the document calls its pages; () if it calls them 1, 2, 3."""
        self._labels = labels
        tip = self._with_key(self.tr("Go to a page"), "page")
        if labels:
            tip += "\n" + self.tr("By its number, its label, or = and a label that is a number")
        self.number.setToolTip(tip)
        self.set_now(self._now)
        self._fit_again()

    def set_zoom(self, zoom: float, *, text: bool) -> None:
        """Show the zoom; in the text view its button goes back to the window's own size."""
        self.zoom.setText(f"{zoom:.0%}")
        name = self.tr("The window’s text size") if text else self.tr("Fit the width")
        self.zoom.setAccessibleName(self.tr("{}, now {}").format(name, f"{zoom:.0%}"))
        self.zoom.setToolTip(self._with_key(name, "fit_width"))

    def edit_number(self) -> None:
        """Put the cursor on the page number."""
        self.number.setFocus()
        self.number.selectAll()

    def set_open(self, is_open: bool, *, text: bool = False, pages: bool = False) -> None:
        """Show the tools only while a document is open; that for its text or drawn pages where there are any."""
        shown = (is_open, (text, pages), self._notes)
        if shown == self._shown:
            return
        self._shown = shown
        self._open, self._offered = is_open, (text, pages)
        for widget in self._tools:
            keep_place(widget, keeps=widget not in {self.notes, self.as_text, self.as_pages})
            widget.setVisible(bool(self.notes.text()) if widget is self.notes else is_open)
        self._leave_out()

    @property
    def _widest(self) -> tuple[str, int, frozenset[str]]:
        """What the room depends on that is given to what has words or numbers of its own."""
        return self.noun.text(), len(str(self._count)), frozenset(self._labels)

    def _fit_again(self) -> None:
        if self._widest != self._fitted:
            self.fit()

    def fit(self) -> None:
        """Give what has words or numbers of its own the same room for every document."""
        self._fitted = self._widest
        letters = self.fontMetrics()
        digits = max(_DIGITS, len(str(self._count)))
        nouns = (self.noun.text(), _NOUN)
        self.noun.setFixedWidth(max(map(letters.horizontalAdvance, nouns)))
        self.number.setFixedWidth(letters.horizontalAdvance("0" * digits) + 24)
        labels = max((letters.horizontalAdvance(f" ({label})") for label in set(self._labels)), default=0)
        counted = self.tr("of {}").format("0" * digits)
        self.of.setFixedWidth(letters.horizontalAdvance(counted) + 2 + labels)
        shown = self.zoom.text()
        self.zoom.setText(_ZOOMED)
        self.zoom.setFixedWidth(self.zoom.sizeHint().width())
        self.zoom.setText(shown)
        high = max(tool_button.sizeHint().height() for tool_button in self._tools)
        self.title.setMinimumHeight(high)  # as high without tools beside it
        self.setMinimumHeight(2 * high + 12)
        self._leave_out()

    def _leave_out(self) -> None:
        """Leave out what a key does as well where a row is too narrow; the tools by the bar's width alone."""
        spared = self._spared()
        for group, gone in spared:
            for widget in group:
                keep_place(widget, keeps=not gone)
                widget.setVisible(self._open and not gone)
        text, pages = self._offered
        self.as_text.setVisible(text)
        width = self.width() - _SIDES - (_wide(self.as_text) if text else 0)
        least = self.fontMetrics().averageCharWidth() * _TITLE
        self.notes.setText(self._notes)
        if self._notes and width - _wide(self.notes) < least:
            self.notes.setText(self._notes.partition(" ")[0])  # its number says enough beside its name
        width -= _wide(self.notes) if self._notes else 0
        self.as_pages.setVisible(pages and (not text or width - _wide(self.as_pages) >= least))

    def _spared(self) -> list[tuple[tuple[QWidget, ...], bool]]:
        """Return groups, the one that is left out last first, and whether each is left out."""
        groups: tuple[tuple[QWidget, ...], ...] = (
            (self.find_button,),
            (self.previous, self.next),
            (self.zoom,),
            (self.smaller, self.larger),
            (self.noun,),
        )
        width = self.width() - _SIDES - sum(_wide(each) for each in (self.number, self.of, self.view_button))
        spared = []
        for group in groups:
            width -= sum(_wide(widget) for widget in group)
            spared.append((group, width < 0))
        return spared

    def minimumSizeHint(self) -> QSize:
        """Return room for a few tools: the others are left out before the document gets no room."""
        letters = self.fontMetrics().averageCharWidth()
        return QSize(letters * _LEAST, super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Arrange for other letters."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.fit()
            QTimer.singleShot(0, self, self.fit)  # the tools have other letters only after the bar has

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width: what has words or numbers of its own is as wide as before."""
        super().resizeEvent(event)
        self._leave_out()


def _wide(widget: QWidget) -> int:
    """Return how much of the row a tool takes, shown or not."""
    return min(max(widget.sizeHint().width(), widget.minimumWidth()), widget.maximumWidth()) + _GAP
