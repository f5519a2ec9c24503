"""The letter as it would be printed: its real pages, on which paragraphs are chosen, and findings open their card."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication

from reviewer.ui.document.colours import inks_of
from reviewer.ui.document.fetching import Fetcher
from reviewer.ui.document.pages import PageView
from reviewer.ui.document.rects import Rect
from reviewer.ui.document.shown import Shown
from reviewer.ui.document.source import PageSource
from reviewer.ui.letter.marginalia import Marginalia
from reviewer.ui.look import Look
from reviewer.ui.shapes import tone_word

if TYPE_CHECKING:
    from reviewer.desk.values import LetterProof, ProofFinding, ProofParagraph, ProofSpot

STEP = 1.2


class LetterPages(PageView):
    """Shows a draft's pages by the renderer of documents. What it has of a paragraph is what is printed of it.

    ``paragraph_opened`` and ``criterion_opened`` carry a key; ``paragraph_chosen`` the one that one is at, or "".
    """

    criterion_opened = Signal(str)
    paragraph_opened = Signal(str)
    paragraph_chosen = Signal(str)

    def __init__(self, look: Look, source: PageSource, text_key: str) -> None:
        """``source`` draws what is shown; ``text_key`` shows the letter as text instead."""
        self._look = look
        self._proof: LetterProof | None = None
        self._tones: Mapping[str, str] = {}
        self._chosen = ""
        self._finding: ProofFinding | None = None
        self._pressed_at = QPointF()
        self._letter_pages = Fetcher(source)
        super().__init__(self._letter_pages, inks_of(look.palette))
        self._letter_pages.setParent(self)
        self.text_key = text_key
        self.setMinimumSize(1, 1)
        self.setAccessibleName(self.tr("Letter, as it would be printed"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # the letter's view has one
        look.changed.connect(self._wear)

    def _wear(self) -> None:
        self.set_inks(inks_of(self._look.palette))

    # --- what is shown ------------------------------------------------------------------------------

    def show_proof(self, proof: LetterProof, name: str, tones: Mapping[str, str]) -> None:
        """Show a draft's pages, which the source knows by a name; ``tones`` by criterion key. One stays where one is."""
        self._proof, self._tones = proof, tones
        if name != self._shown.document:
            self.renew(Shown(name, self.tr("Letter")), proof.sizes)
        if self._chosen not in self.paragraphs:
            self._chosen = ""
        self._finding = next((each for each in proof.findings if each == self._finding), None)
        self._describe()
        self.viewport().update()

    def show_nothing(self) -> None:
        """Show no page."""
        self._proof, self._tones, self._chosen, self._finding = None, {}, "", None
        self.open(Shown("", ""))
        self._describe()

    def close_pages(self) -> None:
        """Stop the thread that fetches pages; call it before the source is closed."""
        self._letter_pages.close()

    @property
    def shown_as(self) -> str:
        """The name by which the source knows what is shown, or ""."""
        return self._shown.document

    # --- paragraphs ---------------------------------------------------------------------------------

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The keys of the paragraphs that can be written, in order."""
        return tuple(each.key for each in self._held)

    @property
    def _held(self) -> Sequence[ProofParagraph]:
        return () if self._proof is None else self._proof.paragraphs

    @property
    def _findings(self) -> Sequence[ProofFinding]:
        return () if self._proof is None else self._proof.findings

    @property
    def chosen(self) -> str:
        """The key of the paragraph one is at, or ""."""
        return self._chosen

    def choose(self, key: str) -> None:
        """Go to a paragraph."""
        self._be_at(key if key in self.paragraphs else "", None)
        paragraph = self._paragraph()
        if paragraph is not None:
            self._bring(paragraph.spots)

    def stay_at(self, key: str) -> None:
        """Be at a paragraph; at none if the draft that is shown next does not have it."""
        self._chosen, self._finding = key, None
        self._describe()
        self.viewport().update()

    def edit_chosen(self) -> None:
        """Open the paragraph that one is at; the first where none is chosen yet."""
        if not self._chosen and self.paragraphs:
            self.choose(self.paragraphs[0])
        if self._chosen:
            self.paragraph_opened.emit(self._chosen)

    def step(self, by: int) -> None:
        """Go to the next paragraph (1), or the one before (-1)."""
        keys = self.paragraphs
        if keys:
            at = keys.index(self._chosen) + by if self._chosen in keys else 0
            self.choose(keys[min(max(at, 0), len(keys) - 1)])

    def zoom_by(self, way: int) -> None:
        """Show the pages larger (1), smaller (-1), or as wide as there is room (0)."""
        if way:
            self.set_zoom(self.zoom * STEP**way)
        else:
            self.fit_width()

    def _paragraph(self) -> ProofParagraph | None:
        return next((each for each in self._held if each.key == self._chosen), None)

    def _be_at(self, key: str, finding: ProofFinding | None) -> None:
        self._chosen, self._finding = key, finding
        self.paragraph_chosen.emit(key)
        self._describe()
        if self.hasFocus() and (said := self._said_here()):
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
        self.viewport().update()

    def _bring(self, spots: Sequence[ProofSpot]) -> None:
        first = spots[0].page
        self.bring(first, tuple(_rect(spot) for spot in spots if spot.page == first))

    # --- findings -----------------------------------------------------------------------------------

    def focusNextPrevChild(self, onwards: bool) -> bool:
        """Go from finding to finding by Tab; past the last one, or before the first, out of the letter."""
        findings = self._findings
        at = findings.index(self._finding) if self._finding in findings else None
        following = (0 if onwards else -1) if at is None else at + (1 if onwards else -1)
        if at is None and not onwards:
            return super().focusNextPrevChild(onwards)
        if not 0 <= following < len(findings):
            self._finding = None
            return super().focusNextPrevChild(onwards)
        self._be_at(findings[following].key, findings[following])
        self._bring(findings[following].spots)
        return True

    def _at(self, where: QPointF) -> tuple[str, ProofFinding | None]:
        """Return the key of the paragraph at a point of the viewport, or "", and the finding there."""
        if not self.pages:
            return "", None
        at = self.spot_at(where)
        under = [each for each in self._findings if not each.whole and _over(each.spots, at.page, at.x, at.y)]
        near = [each for each in self._held if _across(each.spots, at.page, at.y)]
        return (near[0].key if near else ""), (under[0] if under else None)

    # --- keys and mouse -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the finding that one is at, else the paragraph; what is selected can be copied."""
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        chosen = self.selected()
        if plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._finding is not None:
                self.criterion_opened.emit(self._finding.criterion)
            else:
                self.edit_chosen()
        elif event.matches(QKeySequence.StandardKey.Copy) and chosen is not None:
            QApplication.clipboard().setText(self.quote(chosen))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed_at = event.position()
        self._be_at(self._at(event.position())[0], None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a finding opens its criterion; where something was selected it was no click."""
        super().mouseReleaseEvent(event)
        still = (event.position() - self._pressed_at).manhattanLength() < QApplication.startDragDistance()
        finding = self._at(event.position())[1]
        if event.button() is Qt.MouseButton.LeftButton and still and finding and self.selected() is None:
            self.criterion_opened.emit(finding.criterion)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._be_at(self._at(event.position())[0], None)
        self.edit_chosen()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._at(event.position())[1] is not None:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Leave it to the letter's view."""
        event.ignore()

    # --- seen and heard -----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages, then in their margins each finding's shape, what is her own, and where one is."""
        super().paintEvent(event)
        if self._proof is None or not self.pages:
            return
        seen = self._layout.pages(self._top, self._top + self._high)
        frames = {page: self.frame_of(page) for page in seen}
        with QPainter(self.viewport()) as painter:
            marginalia = Marginalia(painter, self._look, frames, self._proof.margin)
            marginalia.findings(self._findings, self._tones)
            for paragraph in self._held:
                if paragraph.edited:
                    marginalia.edited(
                        paragraph, self.tr("edited") if paragraph.text else self.tr("taken out")
                    )
            current = self._paragraph()
            if current is not None and self.hasFocus():
                marginalia.ring(current.spots, QColor(self._inks.accent))
            if self._finding is not None and self.hasFocus():
                marginalia.underline(self._finding.spots, QColor(self._inks.accent))

    def _describe(self) -> None:
        """Say where one is and what stands there: the words of the text twin, for those who don't see the page."""
        if self._proof is None:
            self.setAccessibleDescription("")
            return
        page = self.tr("Page {} of {}.").format(self._most() + 1, self.pages) if self.pages else ""
        keys = self.tr(
            "Up and Down go from paragraph to paragraph, F2 or Enter edits one; "
            "Tab goes from finding to finding, Enter opens its criterion."
        )
        text = self.tr("Press {} to read all of it as text.").format(self.text_key) if self.text_key else ""
        said = (self._said_here(), page, keys, text)
        self.setAccessibleDescription(" ".join(filter(None, said)))

    def _said_here(self) -> str:
        """Return the words of the finding or the paragraph that one is at."""
        if self._finding is not None:
            tone = tone_word(self._tones.get(self._finding.criterion, ""))
            return self.tr("Finding, {}: {}").format(tone, self._finding.text)
        paragraph = self._paragraph()
        if paragraph is None:
            return ""
        number, count = self.paragraphs.index(paragraph.key) + 1, len(self.paragraphs)
        if not paragraph.text:
            because = paragraph.because or self.tr("without a reason")
            return self.tr("Paragraph {} of {} was taken out: {}").format(number, count, because)
        said = (
            self.tr("Paragraph {} of {}, edited: {}")
            if paragraph.edited
            else self.tr("Paragraph {} of {}: {}")
        )
        return said.format(number, count, paragraph.text)


def _rect(spot: ProofSpot) -> Rect:
    return Rect(spot.left, spot.top, spot.right, spot.bottom)


def _over(spots: Iterable[ProofSpot], page: int, x: float, y: float) -> bool:
    return any(s.page == page and s.left <= x <= s.right and s.top <= y <= s.bottom for s in spots)


def _across(spots: Iterable[ProofSpot], page: int, y: float) -> bool:
    """Whether a point lies between a paragraph's first and last line on a page, in the margins too."""
    here = [spot for spot in spots if spot.page == page]
    return bool(here) and min(s.top for s in here) <= y <= max(s.bottom for s in here)
