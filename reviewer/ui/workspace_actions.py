"""The acts of an open casebook that can be done from any of its views."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reviewer.desk.words.language import say
from reviewer.model.members import Role
from reviewer.ui.actions.action import Action, Menu, Scope, Spot, Topic
from reviewer.ui.actions.reasons import body_first, cannot_record, cannot_write
from reviewer.ui.screen import ScreenKind, with_keys

if TYPE_CHECKING:
    from reviewer.ui.workspace import Workspace

_C = Scope.CASEBOOK


def workspace_actions() -> tuple[Action[Workspace], ...]:
    """Return all acts of a workspace."""
    return (*_documents(), *_case(), *_undoing(), *_ways(), *_sharing())


def _writes(space: Workspace) -> str:
    return cannot_write(space.session)


def _records(space: Workspace) -> str:
    return cannot_record(space.session)


def _amends(space: Workspace) -> str:
    return cannot_record(space.session, Role.LEAD)


def _documents() -> tuple[Action[Workspace], ...]:
    def chosen(space: Workspace) -> str:
        none = space.session.document is None
        return _records(space) or (say("Choose a document first.") if none else "")

    def included(space: Workspace) -> str:
        row = space.session.document_now
        if row is None:
            return say("&Include or leave out the document…")
        return say("&Leave out of the review…") if row.included else say("&Include in the review…")

    return (
        Action("documents.receive", say("&Receive documents…"), ("Ctrl+O",), _C,
               lambda space: space.receiving.receive(), _records, spot=Spot(Menu.FILE, 21)),
        Action("documents.recognise", say("Read scanned pa&ges"), (), _C,
               lambda space: space.receiving.scans.ask(), spot=Spot(Menu.FILE, 23)),
        Action("documents.include", say("&Include or leave out the document…"), ("Ctrl+I",), _C,
               lambda space: space.receiving.include(), chosen, spot=Spot(Menu.FILE, 24), now=included),
        Action("casebook.check", say("Chec&k the casebook"), (), _C, lambda space: space.acts.check(),
               spot=Spot(Menu.FILE, 31)),
        Action("search.documents", say("Search all &documents"), ("Ctrl+Shift+F",), _C,
               lambda space: space.find_everywhere(), topic=Topic.FIND, spot=Spot(Menu.EDIT, 21)),
        Action("search.in", say("From the search over all documents to what it found; Up goes back to it"),
               ("Down", "Return"), Scope.SEARCH, lambda space: space.go_to_results(), topic=Topic.FIND),
        *_find_actions(),
        Action("search.close", say("Close what the search found"), ("Esc",), Scope.SEARCH,
               lambda space: space.leave_search(), topic=Topic.FIND),
    )  # fmt: skip


def _find_actions() -> tuple[Action[Workspace], ...]:
    def unfound(space: Workspace) -> str:
        return (
            "" if space.results.list.chosen is not None else say("Go to a place that the search found first.")
        )

    def narrow(space: Workspace) -> str:
        filters, chosen = space.results.filters, space.results.list.chosen
        there = chosen is not None and filters.body.currentData() == chosen.body
        return unfound(space) or (say("It looks there alone already.") if there else "")

    def wide(space: Workspace) -> str:
        return "" if space.results.filters.narrow else say("It looks everywhere already.")

    def only(space: Workspace) -> str:
        chosen = space.results.list.chosen
        if chosen is None:
            return say("Search only where this was found")
        return say("Search only the documents of {}").format(space.session.desk.body(chosen.body).name)

    scope, topic = Scope.SEARCH, Topic.FIND
    return (
        Action("search.open", say("Go to the place found"), (), scope, lambda space: space.results.open_chosen(), unfound,
               topic),
        Action("search.only_here", say("Search only where this was found"), (), scope,
               lambda space: space.results.only_here(), narrow, topic, now=only),
        Action("search.everywhere", say("Search everywhere again"), (), scope,
               lambda space: space.results.filters.open_up(), wide, topic),
    )  # fmt: skip


def _case() -> tuple[Action[Workspace], ...]:
    def chosen(space: Workspace) -> str:
        return "" if space.session.body else body_first(space.session)

    def facts(space: Workspace) -> str:
        return say("&Facts of the chosen {noun}…", noun=space.session.desk.case.inspection.body_noun[0])

    def agreed(space: Workspace) -> str:
        settled = say("No amendments stand against each other.")
        return _amends(space) or ("" if space.session.snapshot.contested else settled)

    return (
        Action("body.facts", say("&Facts from the case…"), ("Ctrl+Shift+B",), _C,
               lambda space: space.case.show_facts(), chosen, Topic.VIEWS, Spot(Menu.VIEW, 38),
               short=say("Facts…"), now=facts),
        Action("case.amend", say("&Amend the case from a folder…"), (), _C, lambda space: space.case.ask(),
               _amends, spot=Spot(Menu.FILE, 27)),
        Action("case.settle", say("Settle the amen&dments…"), (), _C, lambda space: space.case.settle(),
               agreed, spot=Spot(Menu.FILE, 28)),
    )  # fmt: skip


def _undoing() -> tuple[Action[Workspace], ...]:
    def undone(space: Workspace) -> str:
        done = space.session.snapshot.undo
        return say("&Undo: {}").format(done.replace("&", "&&")) if done else say("&Undo")

    def redone(space: Workspace) -> str:
        undone = space.session.snapshot.redo
        return say("&Redo: {}").format(undone.replace("&", "&&")) if undone else say("&Redo")

    def nothing_done(space: Workspace) -> str:
        left = say("There is nothing to undo.")
        return _records(space) or ("" if space.session.snapshot.undo else left)

    def nothing_undone(space: Workspace) -> str:
        left = say("There is nothing to redo.")
        return _records(space) or ("" if space.session.snapshot.redo else left)

    return (
        Action("act.undo", say("&Undo"), ("Ctrl+Z",), _C, lambda space: space.acts.undo(), nothing_done,
               spot=Spot(Menu.EDIT, 11), now=undone),
        Action("act.redo", say("&Redo"), ("Ctrl+Shift+Z",), _C, lambda space: space.acts.redo(),
               nothing_undone, spot=Spot(Menu.EDIT, 12), now=redone),
        Action("act.list", say("Acts &to undo…"), ("Ctrl+Shift+H",), _C, lambda space: space.acts.choose_undo(), _records,
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
        return "" if space.can_go_back else say("There is nowhere to go back to yet.")

    def last(space: Workspace) -> str:
        return "" if space.can_go_forward else say("There is nowhere to go forward to.")

    views = Topic.VIEWS
    return (
        Action("view.back", say("&Back to where you were"), ("Ctrl+[",), _C, lambda space: space.back(), first,
               views, Spot(Menu.VIEW, 21)),
        Action("view.forward", say("&Forward again"), ("Ctrl+]",), _C, lambda space: space.forward(), last,
               views, Spot(Menu.VIEW, 22)),
        Action("view.next_pane", say("Next p&ane"), ("F6",), _C, lambda space: space.next_pane(1),
               topic=views, spot=Spot(Menu.VIEW, 31)),
        Action("view.previous_pane", say("Previous pan&e"), ("Shift+F6",), _C,
               lambda space: space.next_pane(-1), topic=views, spot=Spot(Menu.VIEW, 32)),
        Action("body.next", say("&Next in the list"), ("Alt+PgDown",), _C,
               lambda space: space.bodies.step(1), topic=views, spot=Spot(Menu.VIEW, 33)),
        Action("body.previous", say("&Previous in the list"), ("Alt+PgUp",), _C,
               lambda space: space.bodies.step(-1), topic=views, spot=Spot(Menu.VIEW, 34)),
    )  # fmt: skip


def _sharing() -> tuple[Action[Workspace], ...]:
    return (
        Action("share.sync", say("&Sync"), ("Ctrl+Shift+Y",), _C, lambda space: space.acts.sync(), _writes,
               spot=Spot(Menu.SHARE, 11)),
        Action("share.choose", say("Sync with another &folder…"), (), _C,
               lambda space: space.acts.choose_share(), _writes, spot=Spot(Menu.SHARE, 12)),
        Action("share.database", say("Sync, and &write the database for colleagues without Reviewer"), (), _C,
               lambda space: space.acts.sync(merged=True), _writes, spot=Spot(Menu.SHARE, 13)),
    )  # fmt: skip
