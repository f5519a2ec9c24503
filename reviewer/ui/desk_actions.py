"""The acts of the desk: tying what is selected, judging the open card, its passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from reviewer.model import Stance
from reviewer.ui.actions.action import Action, Family, Menu, Scope, Spot, Topic
from reviewer.ui.actions.reasons import cannot_write

if TYPE_CHECKING:
    from reviewer.ui.desk_view import DeskView

_D = Scope.DESK
_NUMBERS = range(1, 10)


def _say(text: str) -> str:
    return QCoreApplication.translate("desk_actions", text)


def desk_actions() -> tuple[Action[DeskView], ...]:
    """Return all acts of the desk; those of a passage on a card are the checklist's."""
    return (*_evidence(), *_verdict(), *_findings())


def _tied(desk: DeskView) -> str:
    unselected = desk.document.selection() is None
    return cannot_write(desk.sitting) or (
        _say("Select the passage in the document first.") if unselected else ""
    )


def _opened(desk: DeskView) -> str:
    return "" if desk.checklist.open_key else _say("Open a criterion's card first.")


def _judged(desk: DeskView) -> str:
    return cannot_write(desk.sitting) or _opened(desk)


def _evidence() -> tuple[Action[DeskView], ...]:
    topic = Topic.EVIDENCE
    return (
        Action("evidence.tie", _say("Make the selection &evidence…"), ("Ctrl+J",), _D,
               lambda desk: desk.choose_criterion(), _tied, topic, Spot(Menu.REVIEW, 11)),
        Action("evidence.tie_against", _say("Make the selection evidence a&gainst…"), ("Ctrl+Shift+J",), _D,
               lambda desk: desk.choose_criterion(Stance.CONTRADICTS), _tied, topic, Spot(Menu.REVIEW, 12)),
    )  # fmt: skip


def _verdict() -> tuple[Action[DeskView], ...]:
    topic = Topic.VERDICT
    return (
        Action("verdict.save", _say("&Save the verdict"), ("Ctrl+Return",), _D,
               lambda desk: desk.checklist.save_open(), _judged, topic, Spot(Menu.REVIEW, 14),
               short=_say("Save verdict")),
        Action("verdict.terms", _say("&Find the criterion's terms"), ("Ctrl+Shift+E",), _D,
               lambda desk: desk.checklist.find_terms(), _opened, topic, Spot(Menu.REVIEW, 15)),
        Action("verdict.absence", _say("Search for its &absence"), ("Ctrl+Shift+A",), _D,
               lambda desk: desk.checklist.search_open(), _judged, topic, Spot(Menu.REVIEW, 16)),
    )  # fmt: skip


def _findings() -> tuple[Action[DeskView], ...]:
    """Return an act for each finding that can have a key."""
    family = Family("Alt+1 … 9", _say("Choose a finding of the open card"))

    def missing(desk: DeskView, number: int) -> str:
        fewer = number > len(desk.checklist.findings)
        return _opened(desk) or (_say("The open card has no finding {}.").format(number) if fewer else "")

    def words(desk: DeskView, number: int) -> str:
        findings = desk.checklist.findings
        if number > len(findings):
            return _say("Finding {}").format(number)
        return _say("Finding: {}").format(findings[number - 1]).replace("&", "&&")

    def act(number: int) -> Action[DeskView]:
        return Action(f"verdict.finding_{number}", family.words, (f"Alt+{number}",), _D,
               lambda desk: desk.checklist.press_finding(number),
               lambda desk: missing(desk, number), Topic.VERDICT,
               now=lambda desk: words(desk, number), family=family)  # fmt: skip

    return tuple(act(number) for number in _NUMBERS)
