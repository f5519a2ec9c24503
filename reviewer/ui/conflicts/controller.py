"""What works the screen: looks up what was decided differently, shows one, and settles it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.desk.snapshot import Snapshot
from reviewer.desk.words.conflicts import settles_words
from reviewer.desk.words.language import say
from reviewer.model import Span
from reviewer.model.contest import CitedPassage, Contest, ContestKind, ContestLine, SettledLine, WayCode
from reviewer.ui.actions.action import Scope
from reviewer.ui.actions.listener import listen
from reviewer.ui.actions.reasons import cannot_record
from reviewer.ui.conflicts.view import ConflictsView
from reviewer.ui.latest import Latest
from reviewer.ui.screen import Context

if TYPE_CHECKING:
    from reviewer.desk import Desk

_ON_DESK = frozenset({ContestKind.VERDICT, ContestKind.EVIDENCE})
_IN_LETTER = frozenset({ContestKind.CATEGORY, ContestKind.PARAGRAPH, ContestKind.LETTER})


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What was looked up: all that waits and that was settled, and the one conflict that is shown."""

    lines: tuple[ContestLine, ...]
    settled: tuple[SettledLine, ...]
    contest: Contest | None


def look_up(desk: Desk, wanted: str) -> LookedUp:
    """Look up what was decided differently, and all of the one on a subject, else of the first."""
    with desk.session.one_moment():
        lines, settled = desk.settling.lines(), desk.settling.settled()
        subjects = [line.place.subject for line in lines]
        if wanted in {done.record for done in settled}:
            return LookedUp(lines, settled, None)
        subject = wanted if wanted in subjects else next(iter(subjects), "")
        return LookedUp(lines, settled, desk.settling.contest(subject) if subject else None)


class ConflictsController:
    """Its acts are done to the conflict that is shown."""

    def __init__(self, context: Context) -> None:
        """Work for the casebook that is open."""
        self._context, self._session = context, context.session
        self.view = ConflictsView(context.look, context.actions)
        self._looked_up = LookedUp((), (), None)
        self._wanted = ""
        self._place = ("", "")  # a body and a criterion whose conflict is wanted once they are looked up
        self._asked: Latest[LookedUp] = Latest(
            self._session.work, say("Looking up what was decided differently"), self.view
        )
        listen(context.actions, self.view, Scope.TABLE)
        self.view.list.currentItemChanged.connect(self._go)
        self.view.list.itemActivated.connect(lambda _item: self.view.sides.take_focus())
        self.view.sides.passage_wanted.connect(self._open_passage)
        self.view.foot.changed.connect(self._tell)
        self.view.foot.settle_wanted.connect(self.settle)

    # --- what is shown ----------------------------------------------------------------------------------

    @property
    def subject(self) -> str:
        """The subject of the conflict that is shown, or the record of a settlement; "" for none."""
        return self._wanted

    def refresh(self, _snapshot: Snapshot) -> None:
        """Look up again what was decided differently, if it is looked at."""
        if self.view.isVisible():
            self._ask()

    def go_to(self, subject: str = "", body: str = "", criterion: str = "") -> None:
        """Go to the conflict on a subject, or to the first one of a body, or of it and a criterion."""
        self._wanted, self._place = subject or self._wanted, (body, criterion)
        self._ask()

    def _ask(self) -> None:
        desk, wanted = self._session.desk, self._wanted
        self._asked.ask(lambda _ticket: look_up(desk, wanted), self._take)

    def _go(self, *_items: object) -> None:
        if (chosen := self.view.chosen) and chosen != self._wanted:
            self._wanted = chosen
            self._ask()

    def _take(self, looked_up: LookedUp) -> None:
        self._looked_up = looked_up
        if any(self._place):
            body, criterion = self._place
            self._place = ("", "")
            meant = (
                line.place
                for line in looked_up.lines
                if line.place.body == body and criterion in {"", line.place.criterion}
            )
            place = next(meant, None)
            if place is not None and (looked_up.contest is None or place != looked_up.contest.place):
                self._wanted = place.subject
                self._ask()
                return
        settled = next((done for done in looked_up.settled if done.record == self._wanted), None)
        if looked_up.contest is not None:
            self._wanted = looked_up.contest.place.subject
        elif settled is None:
            self._wanted = ""
        self.view.show_lines(looked_up.lines, looked_up.settled, self._wanted)
        if settled is not None:
            self.view.show_settled(settled)
        elif looked_up.contest is None:
            self.view.show_nothing()
        else:
            self._tell()
        self._context.actions.look_again()

    def _tell(self) -> None:
        """Say what is missing, or what settling comes to."""
        contest = self._looked_up.contest
        if contest is None:
            return
        others = sum(
            line.waits and line.place.subject != contest.place.subject for line in self._looked_up.lines
        )
        self.view.show_contest(contest)
        told = self._missing() or settles_words(contest)
        self.view.bar.show_left(others, told=told)
        self._context.actions.look_again()

    def _missing(self) -> str:
        """Return what is to be said before it can be settled; "" where nothing is."""
        foot = self.view.foot
        if self._looked_up.contest is None or not self._looked_up.contest.ways:
            return say("It is not settled here.")
        if foot.way is None:
            return say("Choose a way first.")
        if foot.way.code is WayCode.ANEW and not foot.finding:
            return say("Choose what is decided anew.")
        return "" if foot.because else say("Settling needs a reason.")

    # --- acts ---------------------------------------------------------------------------------------------

    @property
    def ways(self) -> Sequence[str]:
        """The ways in words, in the order of their keys."""
        return self.view.foot.words

    def why_no_way(self) -> str:
        """Return why there is no way to choose, "" where there is one."""
        return cannot_record(self._session) or (
            "" if self.ways else say("Nothing here is settled in a way of this screen.")
        )

    def why_not_settle(self) -> str:
        """Return what keeps the conflict from being settled here; what is only missing is led to."""
        return self.why_no_way()

    def why_not_open(self) -> str:
        """Return why there is no place on another screen to go to."""
        contest = self._looked_up.contest
        kinds = _ON_DESK | _IN_LETTER | {ContestKind.CASE}
        return (
            ""
            if contest is not None and contest.place.kind in kinds
            else say("It has no place of its own to go to.")
        )

    def choose_way(self, number: int) -> None:
        """Choose a way by its number from 1."""
        self.view.foot.press(number)

    def leave(self) -> None:
        """Leave it for later: go back to where one came from."""
        self._context.back()

    def settle(self) -> None:
        """Settle the conflict, if a way and a reason are there; else lead to what is missing."""
        contest, foot = self._looked_up.contest, self.view.foot
        if self._missing() or contest is None:
            self._tell()
            self._lead()
            return
        way, because, anew = foot.way, foot.because, foot.finding
        if way is None:
            return
        following = self._after(contest)
        done = self._session.act(
            lambda desk: desk.settling.settle(contest, way, because, anew), lambda _place: self._go_on()
        )
        if done is not None:
            self._wanted = following
            foot.reason.setPlainText("")

    def _after(self, contest: Contest) -> str:
        """Return the subject of the conflict that comes after one, "" for none."""
        subjects = [line.place.subject for line in self._looked_up.lines if line.waits]
        if contest.place.subject not in subjects:
            return ""
        at = subjects.index(contest.place.subject)
        return next(iter((*subjects[at + 1 :], *subjects[:at])), "")

    def _go_on(self) -> None:
        if self.view.isVisible():
            self.view.list.setFocus()

    def _lead(self) -> None:
        foot = self.view.foot
        if foot.way is None:
            foot.take_focus()
        elif foot.way.code is WayCode.ANEW and not foot.finding:
            foot.anew.setFocus()
        else:
            foot.reason.setFocus()

    def _open_passage(self, cited: CitedPassage) -> None:
        body = self._looked_up.contest.place.body if self._looked_up.contest is not None else ""
        place = Span(cited.passage.document, cited.passage.place, cited.passage.start, cited.passage.end)
        self._context.go("desk", {"body": body, "place": place, "focus": True})

    def open_place(self) -> None:
        """Go to where the conflict is decided: the criterion's card, the letter, or the amendments."""
        if self._looked_up.contest is None:
            return
        place = self._looked_up.contest.place
        if place.kind in _ON_DESK:
            self._context.go("desk", {"body": place.body, "criterion": place.criterion})
        elif place.kind in _IN_LETTER:
            self._session.choose_body(place.body)
            self._context.go("letter", {"category": True} if place.kind is ContestKind.CATEGORY else {})
        elif place.kind is ContestKind.CASE:
            self._context.actions.run("case.settle")

    def close(self) -> None:
        """Want no answer any more, and let acts go."""
        self._context.actions.drop(self)
        self._asked.forget()
