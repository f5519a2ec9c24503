"""Real pages from a real reader process, and made PDFs whose words stand where the test knows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from reviewer.documents.reader.client import Reader
from reviewer.model import DocumentText
from reviewer.model.pages import Bitmap, Link, Outline, PageText
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.document.actions import document_actions
from reviewer.ui.document.pane import DocumentPane
from reviewer.ui.stylesheet import style_sheet
from reviewer.ui.theme import LIGHT


class ReaderPages:
    """What desk will be: pages of files by their hash, from the reader process."""

    def __init__(self) -> None:
        self.reader = Reader()
        self.paths: dict[str, Path] = {}
        self.drawn: list[tuple[int, float]] = []

    def add(self, path: Path) -> tuple[str, DocumentText]:
        sha = hashlib.sha256(path.read_bytes()).hexdigest()
        self.paths[sha] = path
        return sha, self.reader.read(path, path.name, sha).text

    def sizes(self, document: str) -> tuple[tuple[float, float], ...]:
        return self.reader.page_sizes(self.paths[document])

    def render(
        self, document: str, page: int, scale: float, clip: tuple[int, int, int, int] | None
    ) -> Bitmap:
        self.drawn.append((page, scale))
        return self.reader.render(self.paths[document], page, scale, clip)

    def picture(self, document: str, place: str, side: int) -> Bitmap:
        part = self.text(document).part(place)
        assert part
        assert part.picture
        return self.reader.picture(self.paths[document], part.picture, side)

    def boxes(self, document: str, page: int) -> PageText:
        return self.reader.page_boxes(self.paths[document], page)

    def outline(self, document: str) -> Outline:
        return self.reader.outline(self.paths[document])

    def links(self, document: str, page: int) -> tuple[Link, ...]:
        return self.reader.links(self.paths[document], page)

    def text(self, document: str) -> DocumentText:
        path = self.paths[document]
        return self.reader.read(path, path.name, document).text


@pytest.fixture
def pages() -> Iterator[ReaderPages]:
    source = ReaderPages()
    yield source
    source.reader.close()


def made_pane(pages: ReaderPages) -> DocumentPane:
    """A pane without a window around it, with a list of its own acts."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.setStyleSheet(style_sheet(LIGHT, round))  # as in the window
    home = QWidget()
    actions = ActionList(home, lambda _why: None)
    actions.declare(document_actions())
    made = DocumentPane(pages, actions, palette=LIGHT)
    actions.add(made, document_actions())
    home.setParent(made)  # keys are heard where the pane is
    home.setGeometry(0, 0, 1, 1)
    return made


@pytest.fixture
def pane(pages: ReaderPages, qtbot: QtBot) -> Iterator[DocumentPane]:
    made = made_pane(pages)
    made.resize(720, 900)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close_pages()
    Shiboken.delete(made)  # now, and not when Python gets round to it


@pytest.fixture
def show(pane: DocumentPane, pages: ReaderPages, qtbot: QtBot) -> Callable[[Path], DocumentText]:
    """Open a file in the pane and wait until its first page and letters are on the screen."""

    def opened(path: Path) -> DocumentText:
        sha, text = pages.add(path)
        pane.show_document(sha, path.name, text.kind, text)
        if text.kind in {"pdf", "image"}:
            view = pane.page_view
            qtbot.waitUntil(
                lambda: view.pages > 0 and view.content.shown.letters(0) is not None, timeout=20_000
            )
            qtbot.waitUntil(lambda: view.tiles.is_sharp, timeout=20_000)
        pane.grab()
        return text

    return opened


@pytest.fixture
def letter_pdf(tmp_path: Path) -> Path:
    """Three plain pages of numbered sentences."""
    lines = [
        [f"{page}.{line} The force has a named contact for charity number {line}." for line in range(1, 31)]
        for page in range(1, 4)
    ]
    return _drawn(
        tmp_path / "plan.pdf", [[(72, 60 + 24 * i, text) for i, text in enumerate(p)] for p in lines]
    )


@pytest.fixture
def columns_pdf(tmp_path: Path) -> Path:
    """One page in two columns, the left one whole before the right one."""
    left = [(50.0, 80.0 + 16 * i, f"left column line {i:02} of plain words") for i in range(20)]
    right = [(320.0, 80.0 + 16 * i, f"right column line {i:02} of other words") for i in range(20)]
    return _drawn(tmp_path / "columns.pdf", [left + right])


@pytest.fixture
def broken_pdf(tmp_path: Path) -> Path:
    """A sentence that goes on on the next page, with a page number and a running head between."""
    first = [(72.0, 700.0, "The unit has met the charities and has agreed a"), (290.0, 800.0, "1")]
    second = [(72.0, 40.0, "Anti-corruption plan"), (72.0, 90.0, "named contact for each of them.")]
    return _drawn(tmp_path / "broken.pdf", [first, second])


@pytest.fixture
def rotated_pdf(tmp_path: Path) -> Path:
    """A page that the file turns by a quarter, as scanners do."""
    lines = [(72.0, 90.0 + 24 * i, f"Turned sentence {i} about briefings.") for i in range(6)]
    return _drawn(tmp_path / "turned.pdf", [lines], turn=90)


def _drawn(path: Path, pages: list[list[tuple[float, float, str]]], turn: int = 0) -> Path:
    from reportlab.pdfgen.canvas import Canvas

    width, height = 595, 842
    canvas = Canvas(str(path), pagesize=(width, height), invariant=True)
    for lines in pages:
        canvas.setPageRotation(turn)
        canvas.setFont("Helvetica", 12)
        for x, down, text in lines:
            canvas.drawString(x, height - down, text)
        canvas.showPage()
    canvas.save()
    return path
