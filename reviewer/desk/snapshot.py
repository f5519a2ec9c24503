"""All that a screen shows of a casebook, as it stood at one position: looked up in one go, in a thread of its own."""

from __future__ import annotations

from dataclasses import field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from reviewer.errors import ReviewerError
from reviewer.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewer.desk import Desk
    from reviewer.desk.body_lines import BodyLine, ShareState
    from reviewer.desk.display import BodyView
    from reviewer.model import Case, Role

NO_VIEWS: Mapping[str, BodyView] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What stood at ``position`` of the casebook, and the code of the chosen body ("" while none is).

    ``views`` are those of the bodies that were looked up, by code. ``people`` are names by author's key. ``undo`` and
    ``redo`` say which act would be taken back or done again; None where there is none. ``case`` is the one that served, and
    ``contested`` says that amendments of it stand against each other. ``role`` is that of whoever works here; None where it was not
    looked up, or can't be known. ``to_settle`` is how much was decided differently in all.
    """

    position: int
    lines: tuple[BodyLine, ...]
    share: ShareState
    people: Mapping[str, str]
    undo: str | None = None
    redo: str | None = None
    case: Case | None = None
    contested: bool = False
    read_only: bool = False
    role: Role | None = None
    notice: str = ""
    body: str = ""
    views: Mapping[str, BodyView] = field(default_factory=lambda: NO_VIEWS)
    to_settle: int = 0

    @property
    def view(self) -> BodyView | None:
        """What stands for the chosen body; None while none is chosen or it is not looked up yet."""
        return self.views.get(self.body)

    @property
    def conflicts(self) -> Mapping[str, int]:
        """How many verdicts two people decided differently, by body; bodies without any are left out."""
        return {line.code: line.conflicts for line in self.lines if line.conflicts}

    def of(self, body: str) -> Snapshot:
        """Return the same with another body chosen; its view is None where it was not looked up."""
        return replace(self, body=body)

    def joined(self, other: Snapshot) -> Snapshot:
        """Return this with the other's views too, where they are of the same position; its own are preferred."""
        if other.position != self.position:
            return self
        return replace(self, views=MappingProxyType({**other.views, **self.views}))


def snapshot(desk: Desk, body: str = "") -> Snapshot:
    """Look up what stood at one moment: a save meanwhile makes it stale, never a mixture of before and after.

    Raises ReviewerError where the casebook cannot be read now.
    """
    return with_holders(desk, with_acts(desk, first_sight(desk, body)))


def with_acts(desk: Desk, shown: Snapshot) -> Snapshot:
    """Return a snapshot with what could be undone and done again now, in which role, and how much is to be settled."""
    undo, redo = desk.history.can_undo(), desk.history.can_redo()
    return replace(shown, undo=undo, redo=redo, role=_role(desk), to_settle=_to_settle(desk))


def _role(desk: Desk) -> Role | None:
    try:
        return desk.members.own_role
    except ReviewerError:
        return None  # who the members are can't be read: the casebook says so itself, and refuses what would not count


def _to_settle(desk: Desk) -> int:
    """Return how much is to be settled; where nothing can be, what would tell it is not brought in."""
    contests = desk.session.casebook.contests
    any_may_be = contests.subjects() or contests.any_member() or desk.session.case_now.contested
    return desk.settling.count() if any_may_be else 0


def with_holders(desk: Desk, shown: Snapshot) -> Snapshot:
    """Return a snapshot with who else holds the work; takes a while the first time, where others do."""
    held = desk.held.of_letters()
    lines = tuple(
        line if line.letter_held == held.get(line.code) else replace(line, letter_held=held.get(line.code))
        for line in shown.lines
    )
    return replace(shown, share=desk.held.state(shown.share), lines=lines)


def first_sight(desk: Desk, body: str = "") -> Snapshot:
    """Look up as ``snapshot`` does, but for what ``with_acts`` and ``with_holders`` add: no window shows that at once."""
    with desk.session.one_moment() as board:
        now = desk.session.case_now
        if body not in {each.code for each in now.case.bodies}:
            body = ""  # the case was amended meanwhile
        views = MappingProxyType({body: desk.standing.state(body)}) if body else NO_VIEWS
        lines = desk.standing.body_lines()
    return Snapshot(
        position=board.position,
        lines=lines,
        share=desk.sharing.state(),
        people=MappingProxyType(dict(desk.people())),
        case=now.case,
        contested=now.contested,
        read_only=desk.read_only,
        notice=desk.notice,
        body=body,
        views=views,
    )
