"""The letter as it would be printed: its real pages, on which paragraphs are chosen, and findings open their card."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QApplication

from reviewer.ui.document.document_source import PageSource
from reviewer.ui.document.fetching import Fetcher
from reviewer.ui.document.pages import PageView
from reviewer.ui.document.rects import Rect
from reviewer.ui.document.scaling import Fit
from reviewer.ui.document.shown import Shown
from reviewer.ui.letter.marginalia import Marginalia, Shade
from reviewer.ui.letter.stepping import neighbour
from reviewer.ui.look import Look
from reviewer.ui.shapes import tone_word

if TYPE_CHECKING:
    from reviewer.desk.values import LetterProof, ProofFinding, ProofParagraph, ProofSpot

STEP = 1.2


class LetterPages(QObject):
    """Shows a draft's pages in ``view``, a document's page view. What it has of a paragraph is what is printed of it.

    ``paragraph_opened`` and ``criterion_opened`` carry a key.
    """

    criterion_opened = Signal(str)
    paragraph_opened = Signal(str)

    def __init__(self, look: Look, source: PageSource, text_key: str, parent: QObject) -> None:
        """``source`` draws what is shown; ``text_key`` shows the letter as text instead."""
        super().__init__(parent)
        self._look = look
        self.proof: LetterProof | None = None
        """The draft whose pages are shown, None while there is none."""
        self._tones: Mapping[str, str] = {}
        self._chosen = ""
        self._sought = (
            False  # whether the chosen paragraph is to be brought into view once its pages are here
        )
        self._finding: ProofFinding | None = None
        self._pressed_at = QPointF()
        self._fetcher = Fetcher(source, self)
        self.shown_as = ""  # the name by which the source knows what is shown
        self.view = PageView(self._fetcher, look.palette)
        self.view.text_key = text_key
        self.view.setMinimumSize(1, 1)
        self.view.setAccessibleName(self.tr("Letter, as it would be printed"))
        self.view.installEventFilter(self)
        self.view.viewport().installEventFilter(self)
        for widget in (self.view, self.view.viewport()):
            widget.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # the letter's view has one
        self._shade = Shade(self.view.viewport(), self._draw)
        look.changed.connect(self._wear)

    def _wear(self) -> None:
        self.view.set_colours(self._look.palette)

    # --- what is shown ------------------------------------------------------------------------------

    def show_proof(self, proof: LetterProof, name: str, tones: Mapping[str, str]) -> None:
        """Show a draft's pages, which the source knows by a name; ``tones`` by criterion key. One stays where one is."""
        self.proof, self._tones = proof, tones
        if name != self.shown_as:
            self.shown_as = name
            self.view.renew(Shown(name, self.tr("Letter")), proof.sizes)
        if self._chosen not in self.paragraphs:
            self._chosen = ""
        self._finding = next((each for each in proof.findings if each == self._finding), None)
        if self._sought:
            self._sought = False
            self._bring_chosen()
        self._tell()

    def show_nothing(self) -> None:
        """Show no page. One stays at one's paragraph, in view, if the draft that is shown next has it."""
        self.proof, self._tones, self._finding = None, {}, None
        self._sought = self._sought or bool(self._chosen)
        self.shown_as = ""
        self.view.open(Shown("", ""))
        self._tell()

    def close(self) -> None:
        """Stop the thread that fetches pages; call it before the source is closed."""
        self._fetcher.close()

    # --- paragraphs ---------------------------------------------------------------------------------

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The keys of the paragraphs that can be written, in order."""
        return tuple(each.key for each in self._held)

    @property
    def _held(self) -> Sequence[ProofParagraph]:
        return () if self.proof is None else self.proof.paragraphs

    @property
    def _findings(self) -> Sequence[ProofFinding]:
        return () if self.proof is None else self.proof.findings

    @property
    def chosen(self) -> str:
        """The key of the paragraph one is at, or ""."""
        return self._chosen

    def choose(self, key: str) -> None:
        """Go to a paragraph."""
        self._be_at(key if key in self.paragraphs else "", None)
        self._bring_chosen()

    def stay_at(self, key: str) -> None:
        """Be at a paragraph, in view, of the draft that is shown next; at none if that does not have it."""
        self._chosen, self._finding, self._sought = key, None, True
        self._tell()

    def edit_chosen(self) -> None:
        """Open the paragraph that one is at; the first where none is chosen yet."""
        if not self._chosen and self.paragraphs:
            self.choose(self.paragraphs[0])
        if self._chosen:
            self.paragraph_opened.emit(self._chosen)

    def step(self, by: int) -> None:
        """Go to the next paragraph (1), or the one before (-1)."""
        if key := neighbour(self.paragraphs, self._chosen, by):
            self.choose(key)

    def zoom_by(self, way: int) -> None:
        """Show the pages larger (1), smaller (-1), or as wide as there is room (0)."""
        if way:
            self.view.set_zoom(self.view.zoom * STEP**way)
        else:
            self.view.reset_zoom()

    def fit_page(self) -> None:
        """Show each page whole."""
        self.view.scaling.set_fit(Fit.PAGE)

    def _paragraph(self) -> ProofParagraph | None:
        return next((each for each in self._held if each.key == self._chosen), None)

    def _be_at(self, key: str, finding: ProofFinding | None) -> None:
        self._chosen, self._finding, self._sought = key, finding, False
        self._tell()
        if self.view.hasFocus() and (said := self._said_here()):
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.view, said))

    def _bring_chosen(self) -> None:
        paragraph = self._paragraph()
        if paragraph is not None:
            self._bring(paragraph.spots)

    def _bring(self, spots: Sequence[ProofSpot]) -> None:
        first = spots[0].page
        self.view.scroller.bring(first, tuple(_rect(spot) for spot in spots if spot.page == first))

    # --- findings -----------------------------------------------------------------------------------

    def _step_finding(self, by: int) -> bool:
        """Go to the next finding (1), or the one before (-1); False past the last one, or before the first."""
        findings = self._findings
        at = findings.index(self._finding) if self._finding in findings else -1
        following = at + by
        if not 0 <= following < len(findings):
            self._finding = None
            self._tell()
            return False
        self._be_at(findings[following].key, findings[following])
        self._bring(findings[following].spots)
        return True

    def _at(self, where: QPointF) -> tuple[str, ProofFinding | None]:
        """Return the key of the paragraph at a point of the viewport, or "", and the finding there."""
        if not self.view.pages:
            return "", None
        at = self.view.placement.spot_at(where)
        under = [each for each in self._findings if _over(each.spots, at.page, at.x, at.y)]
        near = [each for each in self._held if _across(each.spots, at.page, at.y)]
        return (near[0].key if near else ""), (under[0] if under else None)

    # --- keys and mouse -----------------------------------------------------------------------------

    def eventFilter(self, widget: QObject, event: QEvent) -> bool:
        """Take what is meant for paragraphs and findings before the page view has it; the rest is the view's."""
        kind = event.type()
        if widget is self.view and kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(event)
        if widget is self.view.viewport() and isinstance(event, QMouseEvent):
            return self._take_mouse(event)
        return False

    def _take_key(self, event: QKeyEvent) -> bool:
        """Enter opens the finding that one is at, else the paragraph; Tab goes from finding to finding, and out past the last."""
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        chosen = self.view.selected()
        if event.key() == Qt.Key.Key_Backtab or (
            event.key() == Qt.Key.Key_Tab and event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        ):
            return self._step_finding(-1)
        if plain and event.key() == Qt.Key.Key_Tab:
            return self._step_finding(1)
        if plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._finding is not None:
                self.criterion_opened.emit(self._finding.criterion)
            else:
                self.edit_chosen()
            return True
        if event.matches(QKeySequence.StandardKey.Copy) and chosen is not None:
            QApplication.clipboard().setText(self.view.quote(chosen))
            return True
        return False

    def _take_mouse(self, event: QMouseEvent) -> bool:
        """A click chooses a paragraph, on a finding it opens its criterion, two edit; what is dragged over is selected."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return False
        key, finding = self._at(event.position())
        if event.type() == QEvent.Type.MouseButtonDblClick:
            self._be_at(key, None)
            self.edit_chosen()
            return True
        if event.type() == QEvent.Type.MouseButtonPress:
            self._pressed_at = event.position()
            self._be_at(key, None)
        elif event.type() == QEvent.Type.MouseButtonRelease and finding is not None:
            still = (event.position() - self._pressed_at).manhattanLength() < QApplication.startDragDistance()
            if still and self.view.selected() is None:
                self.criterion_opened.emit(finding.criterion)
        return False

    # --- seen and heard -----------------------------------------------------------------------------

    def _draw(self, shade: Shade) -> None:
        """Draw in the pages' margins each finding's shape, what was written by hand, and where one is."""
        if self.proof is None:
            return
        view, area = self.view, QRectF(shade.rect())
        frames = {
            page: view.placement.frame_of(page)
            for page in range(view.pages)
            if view.placement.rect_of(page).intersects(area)
        }
        with QPainter(shade) as painter:
            marginalia = Marginalia(painter, self._look, frames, self.proof.margin)
            marginalia.findings(self._findings, self._tones)
            for paragraph in self._held:
                if paragraph.edited:
                    marginalia.edited(
                        paragraph, self.tr("edited") if paragraph.text else self.tr("taken out")
                    )
            accent, current = self.view.inks.accent, self._paragraph()
            if current is not None and view.hasFocus():
                marginalia.ring(current.spots, accent)
            if self._finding is not None and view.hasFocus():
                marginalia.underline(self._finding.spots, accent)

    def _tell(self) -> None:
        """Say where one is and what stands there: the words of the text twin, for those who don't see the page."""
        keys = self.tr(
            "Up and Down go from paragraph to paragraph, F2 or Enter edits one; "
            "Tab goes from finding to finding, Enter opens its criterion."
        )
        said = (self._said_here(), keys) if self.proof is not None else ()
        self.view.say_first(" ".join(filter(None, said)))
        self._shade.update()

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
