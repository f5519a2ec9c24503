"""The acts of an open casebook that can be done from any of its views."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from reviewer.ui.actions.action import Action, Menu, Scope, Spot, Topic
from reviewer.ui.actions.reasons import body_first, cannot_write
from reviewer.ui.screen import ScreenKind, with_keys

if TYPE_CHECKING:
    from reviewer.ui.workspace import Workspace

_C = Scope.CASEBOOK


def _say(text: str) -> str:
    return QCoreApplication.translate("workspace_actions", text)


def workspace_actions() -> tuple[Action[Workspace], ...]:
    """Return all acts of a workspace."""
    return (*_documents(), *_case(), *_undoing(), *_ways(), *_sharing())


def _writes(space: Workspace) -> str:
    return cannot_write(space.sitting)


def _documents() -> tuple[Action[Workspace], ...]:
    def chosen(space: Workspace) -> str:
        none = space.sitting.document is None
        return _writes(space) or (_say("Choose a document first.") if none else "")

    def included(space: Workspace) -> str:
        row = space.sitting.document_now
        if row is None:
            return _say("&Include or leave out the document…")
        return _say("&Leave out of the review…") if row.included else _say("&Include in the review…")

    return (
        Action("documents.receive", _say("&Receive documents…"), ("Ctrl+O",), _C,
               lambda space: space.receiving.receive(), _writes, spot=Spot(Menu.FILE, 21)),
        Action("documents.recognise", _say("Read scanned pa&ges"), (), _C,
               lambda space: space.receiving.scans.ask(), spot=Spot(Menu.FILE, 23)),
        Action("documents.include", _say("&Include or leave out the document…"), ("Ctrl+I",), _C,
               lambda space: space.receiving.include(), chosen, spot=Spot(Menu.FILE, 24), now=included),
        Action("casebook.check", _say("Chec&k the casebook"), (), _C, lambda space: space.acts.check(),
               spot=Spot(Menu.FILE, 31)),
        Action("search.documents", _say("Search all &documents"), ("Ctrl+Shift+F",), _C,
               lambda space: space.find_everywhere(), topic=Topic.FIND, spot=Spot(Menu.EDIT, 21)),
        Action("search.in", _say("From the search over all documents to what it found; Up goes back to it"),
               ("Down", "Return"), Scope.SEARCH, lambda space: space.go_to_results(), topic=Topic.FIND),
        Action("search.close", _say("Close what the search found"), ("Esc",), Scope.SEARCH,
               lambda space: space.leave_search(), topic=Topic.FIND),
    )  # fmt: skip


def _case() -> tuple[Action[Workspace], ...]:
    def chosen(space: Workspace) -> str:
        return "" if space.sitting.body else body_first()

    def agreed(space: Workspace) -> str:
        settled = _say("No amendments stand against each other.")
        return _writes(space) or ("" if space.sitting.snapshot.contested else settled)

    return (
        Action("body.facts", _say("&Facts of the chosen body…"), ("Ctrl+Shift+B",), _C,
               lambda space: space.case.show_facts(), chosen, Topic.VIEWS, Spot(Menu.VIEW, 38),
               short=_say("Facts…")),
        Action("case.amend", _say("&Amend the case from a folder…"), (), _C, lambda space: space.case.ask(),
               _writes, spot=Spot(Menu.FILE, 26)),
        Action("case.settle", _say("Settle the amen&dments…"), (), _C, lambda space: space.case.settle(),
               agreed, spot=Spot(Menu.FILE, 27)),
    )  # fmt: skip


def _undoing() -> tuple[Action[Workspace], ...]:
    def undone(space: Workspace) -> str:
        done = space.sitting.snapshot.undo
        return _say("&Undo: {}").format(done.replace("&", "&&")) if done else _say("&Undo")

    def redone(space: Workspace) -> str:
        undone = space.sitting.snapshot.redo
        return _say("&Redo: {}").format(undone.replace("&", "&&")) if undone else _say("&Redo")

    def nothing_done(space: Workspace) -> str:
        left = _say("There is nothing to undo.")
        return _writes(space) or ("" if space.sitting.snapshot.undo else left)

    def nothing_undone(space: Workspace) -> str:
        left = _say("There is nothing to redo.")
        return _writes(space) or ("" if space.sitting.snapshot.redo else left)

    return (
        Action("act.undo", _say("&Undo"), ("Ctrl+Z",), _C, lambda space: space.acts.undo(), nothing_done,
               spot=Spot(Menu.EDIT, 11), now=undone),
        Action("act.redo", _say("&Redo"), ("Ctrl+Shift+Z",), _C, lambda space: space.acts.redo(),
               nothing_undone, spot=Spot(Menu.EDIT, 12), now=redone),
        Action("act.list", _say("Acts &to undo…"), ("Ctrl+H",), _C, lambda space: space.acts.choose_undo(), _writes,
               spot=Spot(Menu.EDIT, 13)),
    )  # fmt: skip


def screen_actions(screens: Sequence[ScreenKind]) -> tuple[Action[Workspace], ...]:
    """Return an act for each screen, which shows it."""

    def show(at: int, kind: ScreenKind, key: str) -> Action[Workspace]:
        return Action(f"view.{kind.id}", kind.menu(), (key,) if key else (), _C,
                      lambda space: space.go(kind.id), topic=Topic.VIEWS, spot=Spot(Menu.VIEW, at),
                      short=kind.title())  # fmt: skip

    return tuple(show(at, kind, key) for at, (kind, key) in enumerate(with_keys(screens)))


def _ways() -> tuple[Action[Workspace], ...]:
    def first(space: Workspace) -> str:
        return "" if space.can_go_back else _say("There is nowhere to go back to yet.")

    def last(space: Workspace) -> str:
        return "" if space.can_go_forward else _say("There is nowhere to go forward to.")

    views = Topic.VIEWS
    return (
        Action("view.back", _say("&Back to where you were"), ("Ctrl+[",), _C, lambda space: space.back(), first,
               views, Spot(Menu.VIEW, 21)),
        Action("view.forward", _say("&Forward again"), ("Ctrl+]",), _C, lambda space: space.forward(), last,
               views, Spot(Menu.VIEW, 22)),
        Action("view.next_pane", _say("Next p&ane"), ("F6",), _C, lambda space: space.next_pane(1),
               topic=views, spot=Spot(Menu.VIEW, 31)),
        Action("view.previous_pane", _say("Previous pan&e"), ("Shift+F6",), _C,
               lambda space: space.next_pane(-1), topic=views, spot=Spot(Menu.VIEW, 32)),
        Action("body.next", _say("&Next in the list"), ("Ctrl+Alt+Down",), _C,
               lambda space: space.bodies.step(1), topic=views, spot=Spot(Menu.VIEW, 33)),
        Action("body.previous", _say("&Previous in the list"), ("Ctrl+Alt+Up",), _C,
               lambda space: space.bodies.step(-1), topic=views, spot=Spot(Menu.VIEW, 34)),
    )  # fmt: skip


def _sharing() -> tuple[Action[Workspace], ...]:
    return (
        Action("share.sync", _say("&Sync"), ("Ctrl+Shift+Y",), _C, lambda space: space.acts.sync(), _writes,
               spot=Spot(Menu.SHARE, 11)),
        Action("share.choose", _say("Sync with another &folder…"), (), _C,
               lambda space: space.acts.choose_share(), _writes, spot=Spot(Menu.SHARE, 12)),
        Action("name.choose", _say("Your &name…"), (), _C, lambda space: space.acts.choose_name(), _writes,
               spot=Spot(Menu.SHARE, 21)),
    )  # fmt: skip
