"""Pictures of the window on a casebook, taken without anybody at the screen."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

from reviewer.desk.display import BodyView, DocumentRow, EvidenceView
from reviewer.desk.words.language import say
from reviewer.errors import ReviewerError
from reviewer.model import Span
from reviewer.ui.theme import ThemeName
from reviewer.ui.workspace import Workspace

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from reviewer.ui.window import MainWindow

SIZE = (1366, 768)
PATIENCE = 60.0
STEP = 0.01
PAINT = 1.2  # seconds in which a page is fetched, laid out and painted


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture to take: its file's name, which screen by its id, and in which look."""

    name: str
    screen: str
    theme: ThemeName = ThemeName.LIGHT
    percent: int = 100


SHOTS = (
    Shot("desk", "desk"),
    Shot("desk-dark", "desk", ThemeName.DARK),
    Shot("letter", "letter"),
    Shot("overview", "overview"),
)


def settle(seconds: float = PAINT) -> None:
    """Let threads answer and paints happen, for that long."""
    _wait(lambda: False, seconds)


def _wait(until: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    end = time.monotonic() + seconds
    while not until():
        if time.monotonic() > end:
            return False
        QCoreApplication.processEvents()
        time.sleep(STEP)
    return True


def unseen(window: QWidget) -> None:
    """Lay a window out and let it paint, without putting it on anybody's screen."""
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.resize(*SIZE)
    window.show()


def furnished(window: MainWindow, begin: Callable[[], object]) -> Workspace:
    """Open a casebook by ``begin`` and wait for it; ReviewerError, in the window's words, if it does not come."""
    refused: list[str] = []
    window.messages.problem_raised.connect(refused.append)
    window.messages.bug_found.connect(lambda trace: refused.append(trace.strip().rpartition("\n")[2]))
    begin()
    _wait(lambda: bool(refused) or (window.workspace is not None and window.workspace.furnished))
    if window.workspace is None or not window.workspace.furnished:
        raise ReviewerError(refused[0].rstrip(".") if refused else say("The casebook did not open"))
    return window.workspace


def take(window: MainWindow, space: Workspace, folder: Path, shots: Sequence[Shot] = SHOTS) -> Iterator[Path]:
    """Write a PNG for every shot, of the body that tells most; yields each path once it is written.

    Looks are only worn, not kept as preferences. ReviewerError if a file cannot be written.
    """
    most = tells_most(space)
    for shot in shots:
        window.look.choose(shot.theme, shot.percent)
        settle(0.1)
        space.go(shot.screen)
        space.session.choose_body(most)
        _wait(lambda: space.session.settled)
        _open_the_fullest(space)
        settle()
        _wait(lambda: not window.work.busy)
        window.messages.clear()
        space.bodies.list.setFocus()
        settle(0.2)
        yield save(window, folder / f"{shot.name}.png")


def save(widget: QWidget, path: Path) -> Path:
    """Write what a widget shows as a PNG; ReviewerError if that cannot be written."""
    if not widget.grab().save(str(path)):
        raise ReviewerError("{path} cannot be written", "Choose another folder, or make room.", path=path)
    return path


def tells_most(space: Workspace) -> str:
    """Return the code of the body whose desk shows most: tones of several sorts first, then passages."""
    desk = space.session.desk

    def shown_of(code: str, tones: Sequence[str]) -> tuple[int, int]:
        passages = sum(len(card.evidence) for card in desk.standing.state(code).criteria.values())
        return len(set(tones) - {""}) + all(tones), passages

    lines = space.session.lines
    return max(lines, key=lambda line: shown_of(line.code, line.tones)).code


def _open_the_fullest(space: Workspace) -> None:
    """Where documents are shown: the one with most passages, at the first of them, and the card that it belongs to."""
    view = space.session.view
    if space.shown != "desk" or view is None or not view.documents:
        return
    row = max(view.documents, key=lambda each: (not each.problem, len(_tied(view, each)), each.pages))
    space.session.choose_document(row)
    settle(0.4)
    tied = _tied(view, row)
    if tied:
        criterion, evidence = tied[0]
        place = Span(row.sha256, evidence.place, evidence.start, evidence.end)
        space.go("desk", {"place": place, "criterion": criterion})


def _tied(view: BodyView, row: DocumentRow) -> list[tuple[str, EvidenceView]]:
    return [
        (key, evidence)
        for key, card in view.criteria.items()
        for evidence in card.evidence
        if evidence.record.content.passage.document == row.sha256 and evidence.place
    ]
