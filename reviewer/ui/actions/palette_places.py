"""What the palette finds of the casebook that is open, bodies, documents and criteria; and the casebooks opened before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.desk.matrix.cell_states import marks_of
from reviewer.desk.words.language import say
from reviewer.model import Span
from reviewer.ui.actions.palette_groups import Offer, PaletteGroup
from reviewer.ui.matrix.words import RowWords
from reviewer.ui.words import capital

if TYPE_CHECKING:
    from reviewer.desk.body_lines import BodyLine
    from reviewer.model import Case
    from reviewer.ui.screen import Kept
    from reviewer.ui.session_model import SessionModel

Go = Callable[[str, "Kept"], None]
_DESK = "desk"


def casebook_groups(session: SessionModel, go: Go) -> tuple[PaletteGroup, ...]:
    """Return what can be found by name in an open casebook; ``go`` shows a screen at what is named."""
    return BodyGroup(session, go), DocumentGroup(session, go), CriterionGroup(session, go)


@dataclass(frozen=True, slots=True)
class BodyGroup:
    """The bodies, with a shape per criterion; one is shown with the focus in its document."""

    session: SessionModel
    go: Go

    @property
    def title(self) -> str:
        """What the case calls them."""
        return capital(self.session.desk.case.inspection.body_noun[1])

    def offers(self) -> tuple[Offer, ...]:
        """Return them in the order of the case."""
        return tuple(map(self._offer, self.session.lines))

    def _offer(self, line: BodyLine) -> Offer:
        show = partial(self.go, _DESK, {"body": line.code, "focus": True})
        state = RowWords.letter(line) or _judged(line)
        return Offer(line.name, show, state=state, id=f"body {line.code}", tones=marks_of(line))


def _judged(line: BodyLine) -> str:
    return say(
        "{judged} of {all} judged", judged=sum(bool(cell.finding) for cell in line.cells), all=len(line.cells)
    )


@dataclass(frozen=True, slots=True)
class DocumentGroup:
    """Every document that was received; one is opened with the focus in it."""

    session: SessionModel
    go: Go

    @property
    def title(self) -> str:
        """The heading."""
        return say("Documents")

    def offers(self) -> tuple[Offer, ...]:
        """Return them in the order of their names."""
        names = self.session.messages.attempt(self.session.desk.reading.names) or ()
        bodies = {line.code: line.name for line in self.session.lines}
        return tuple(
            Offer(
                each.name,
                partial(self._open, each.body, each.sha256),
                state=bodies.get(each.body, each.body),
                id=f"document {each.receipt}",
            )
            for each in names
        )

    def _open(self, body: str, sha256: str) -> None:
        self.go(_DESK, {"body": body, "place": Span(sha256, ""), "focus": True})


@dataclass(frozen=True, slots=True)
class CriterionGroup:
    """The criteria, with what the chosen body was found to be; one's card is opened."""

    session: SessionModel
    go: Go

    @property
    def title(self) -> str:
        """The heading."""
        return say("Criteria")

    def offers(self) -> tuple[Offer, ...]:
        """Return them by number; none while no body is chosen."""
        line = next((line for line in self.session.lines if line.code == self.session.body), None)
        if line is None:
            return ()
        case = self.session.desk.case
        return tuple(_criterion(case, line, at, self.go) for at in range(len(line.cells)))


def _criterion(case: Case, line: BodyLine, at: int, go: Go) -> Offer:
    """Return what opens a body's card of the criterion at a place from 0."""
    criterion = case.framework.criteria[at]
    state = say("{body}: {finding}", body=line.name, finding=RowWords(case.framework).whole(line.cells[at]))
    show = partial(go, _DESK, {"body": line.code, "criterion": criterion.key})
    words, name = f"{at + 1} {criterion.title}", f"criterion {criterion.key}"
    return Offer(words, show, state=state, id=name, tones=(marks_of(line)[at],))


@dataclass(frozen=True, slots=True)
class NextGroup:
    """The next criterion without one finding: of the chosen body, else of the first one that comes after it."""

    session: SessionModel
    go: Go

    @property
    def title(self) -> str:
        """The heading."""
        return say("Next")

    def offers(self) -> tuple[Offer, ...]:
        """Return one line; none where all is judged."""
        case = self.session.desk.case
        for line in self._from_here():
            for at, cell in enumerate(line.cells):
                if not cell.finding:
                    return (_criterion(case, line, at, self.go),)
        return ()

    def _from_here(self) -> Iterator[BodyLine]:
        lines = self.session.lines
        here = next((at for at, line in enumerate(lines) if line.code == self.session.body), 0)
        yield from (*lines[here:], *lines[:here])


@dataclass(frozen=True, slots=True)
class CasebookGroup:
    """Casebooks that were opened before, but for the one that is ``here``."""

    folders: Sequence[Path]
    open: Callable[[Path], object]
    here: Path | None = None

    @property
    def title(self) -> str:
        """The heading."""
        return say("Casebooks")

    def offers(self) -> tuple[Offer, ...]:
        """Return them, the one opened last first."""
        return tuple(
            Offer(folder.stem, partial(self.open, folder), state=str(folder.parent), id=f"casebook {folder}")
            for folder in self.folders
            if folder != self.here
        )
