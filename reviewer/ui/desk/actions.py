"""The acts of the desk: tying what is selected, judging the open card, its passages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reviewer.desk.words.language import say
from reviewer.model import Stance
from reviewer.ui.actions.action import Action, Family, Menu, Scope, Spot, Topic
from reviewer.ui.actions.reasons import cannot_record
from reviewer.ui.desk.panes import Side

if TYPE_CHECKING:
    from reviewer.ui.desk.screen import DeskScreen

_C, _S, _ID = Scope.CASEBOOK, Scope.SCREEN, "desk"
_NUMBERS = range(1, 10)


def desk_actions() -> tuple[Action[DeskScreen], ...]:
    """Return all acts of the desk; those of a passage on a card are the checklist's."""
    return (*_panes(), *_documents(), *_evidence(), *_verdict(), *_findings())


def _tied(desk: DeskScreen) -> str:
    return cannot_record(desk.session) or _selected(desk)


def _selected(desk: DeskScreen) -> str:
    unselected = desk.made is None or desk.made.document.selection() is None
    return say("Select the passage in the document first.") if unselected else ""


def _opened(desk: DeskScreen) -> str:
    return (
        ""
        if desk.made is not None and desk.made.checklist.open_key
        else say("Open a criterion's card first.")
    )


def _judged(desk: DeskScreen) -> str:
    return cannot_record(desk.session) or _opened(desk)


def _panes() -> tuple[Action[DeskScreen], ...]:
    """Return what hides the panes beside the document, and shows them again."""

    def act(side: Side, words: str, key: str, at: int) -> Action[DeskScreen]:
        return Action(f"view.{side.value}_pane", words, (key,), _S, lambda desk: desk.view.panes.turn(side),
                      topic=Topic.VIEWS, spot=Spot(Menu.VIEW, at), screen=_ID,
                      sought=say("Show or hide the left pane") if side is Side.LEFT else say("Show or hide the right pane"),
                      ticked=lambda desk: desk.made is None or not desk.made.panes.is_hidden(side))  # fmt: skip

    return (
        act(Side.LEFT, say("&Left pane"), "Ctrl+Shift+F9", 41),
        act(Side.RIGHT, say("Ri&ght pane"), "Shift+F9", 42),
    )


def _evidence() -> tuple[Action[DeskScreen], ...]:
    topic = Topic.EVIDENCE
    return (
        Action("document.quote", say("Copy with its so&urce"), ("Ctrl+Shift+K",), _S,
               lambda desk: desk.quote_selection(), _selected, topic, Spot(Menu.EDIT, 14), screen=_ID,
               sought=say("Copy the selection with its source")),
        Action("document.print", say("&Print the selection with its source…"), ("Ctrl+P",), _S,
               lambda desk: desk.print_selection(), _selected, topic, Spot(Menu.FILE, 29), screen=_ID),
        Action("evidence.tie", say("Make the selection &evidence…"), ("Ctrl+J",), _S,
               lambda desk: desk.view.choose_criterion(), _tied, topic, Spot(Menu.REVIEW, 11), screen=_ID),
        Action("evidence.tie_against", say("Make the selection evidence a&gainst…"), ("Ctrl+Shift+J",), _S,
               lambda desk: desk.view.choose_criterion(Stance.CONTRADICTS), _tied, topic, Spot(Menu.REVIEW, 12), screen=_ID),
    )  # fmt: skip


def _documents() -> tuple[Action[DeskScreen], ...]:
    """Return what leads through a body's documents and to what is left, from any screen."""
    views = Topic.VIEWS
    return (
        Action("documents.move", say("&Move the document to where it belongs…"), ("Ctrl+Shift+G",), _C,
               lambda desk: desk.moves.ask(), _movable, spot=Spot(Menu.FILE, 25), now=_move),
        Action("documents.compare", say("Compare with an earlier &version…"), ("Ctrl+Shift+V",), _C,
               lambda desk: desk.versions.compare_chosen(), _comparable, Topic.VERSIONS, Spot(Menu.FILE, 26)),
        Action("documents.next", say("Ne&xt document"), ("Ctrl+PgDown",), _C,
               lambda desk: desk.view.documents.step(1), topic=views, spot=Spot(Menu.VIEW, 35)),
        Action("documents.previous", say("Pre&vious document"), ("Ctrl+PgUp",), _C,
               lambda desk: desk.view.documents.step(-1), topic=views, spot=Spot(Menu.VIEW, 36)),
        Action("documents.unread", say("What was not rea&d of the document"), ("Ctrl+U",), _S,
               lambda desk: desk.go_to_unread(), _unread, views, Spot(Menu.VIEW, 37), screen=_ID),
        Action("review.left", say("&What is left"), ("Ctrl+L",), _C,
               lambda desk: desk.view.foot.lead(), topic=Topic.VERDICT, spot=Spot(Menu.REVIEW, 13)),
    )  # fmt: skip


def _movable(desk: DeskScreen) -> str:
    none = say("Choose a document first.")
    return cannot_record(desk.session) or ("" if desk.moves.chosen else none)


def _move(desk: DeskScreen) -> str:
    noun, several = desk.session.desk.case.inspection.body_noun[0], len(desk.moves.chosen) > 1
    words = say("&Move {} documents to another {}…") if several else say("&Move the document to another {}…")
    return words.format(len(desk.moves.chosen), noun) if several else words.format(noun)


def _comparable(desk: DeskScreen) -> str:
    row, view = desk.session.document, desk.session.view
    others = [each for each in view.documents if each.sha256 != row.sha256] if view and row else []
    return "" if others else say("Choose one of two or more documents first.")


def _unread(desk: DeskScreen) -> str:
    row = desk.session.document
    if row is None:
        return say("Choose a document first.")
    return "" if row.unread else say("All of this document was read.")


def _verdict() -> tuple[Action[DeskScreen], ...]:
    topic = Topic.VERDICT
    return (
        Action("verdict.save", say("&Save the verdict"), ("Ctrl+Return",), _S,
               lambda desk: desk.view.cards.save_open(), _judged, topic, Spot(Menu.REVIEW, 14),
               short=say("Save verdict"), screen=_ID),
        Action("verdict.terms", say("&Find the criterion's terms"), ("Ctrl+Shift+L",), _S,
               lambda desk: desk.view.checklist.find_terms(), _opened, topic, Spot(Menu.REVIEW, 15), screen=_ID),
        Action("verdict.absence", say("Search for its &absence"), ("Ctrl+Shift+A",), _S,
               lambda desk: desk.view.checklist.search_open(), _judged, topic, Spot(Menu.REVIEW, 16), screen=_ID),
    )  # fmt: skip


def _shown(desk: DeskScreen) -> Sequence[str]:
    return () if desk.made is None else desk.made.checklist.findings


def _findings() -> tuple[Action[DeskScreen], ...]:
    """Return an act for each finding that can have a key."""
    family = Family("Alt+1 … 9", say("Choose a finding of the open card"))

    def missing(desk: DeskScreen, number: int) -> str:
        fewer = number > len(_shown(desk))
        return _opened(desk) or (say("The open card has no finding {}.").format(number) if fewer else "")

    def words(desk: DeskScreen, number: int) -> str:
        findings = _shown(desk)
        if number > len(findings):
            return say("Finding {}").format(number)
        return say("Finding: {}").format(findings[number - 1]).replace("&", "&&")

    def act(number: int) -> Action[DeskScreen]:
        return Action(f"verdict.finding_{number}", family.words, (f"Alt+{number}",), _S,
               lambda desk: desk.view.cards.press_finding(number),
               lambda desk: missing(desk, number), Topic.VERDICT,
               now=lambda desk: words(desk, number), family=family, screen=_ID)  # fmt: skip

    return tuple(act(number) for number in _NUMBERS)
