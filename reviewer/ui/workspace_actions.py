"""The acts of an open casebook that can be done from any of its views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from reviewer.desk.words.blockers import left_and_remedy
from reviewer.ui.actions.action import Action, Menu, Scope, Spot, Topic
from reviewer.ui.actions.reasons import cannot_write

if TYPE_CHECKING:
    from reviewer.ui.workspace import Workspace

_C = Scope.CASEBOOK
DESK, LETTER, OVERVIEW, INTAKE = range(4)


def _say(text: str) -> str:
    return QCoreApplication.translate("workspace_actions", text)


def workspace_actions() -> tuple[Action[Workspace], ...]:
    """Return all acts of a workspace."""
    return (*_documents(), *_undoing(), *_views(), *_letters(), *_sharing())


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
        Action("documents.receive_many", _say("Receive from &many…"), ("Ctrl+Shift+M",), _C,
               lambda space: space.receive_from_many(), spot=Spot(Menu.FILE, 22)),
        Action("documents.recognise", _say("Read scanned pa&ges"), (), _C,
               lambda space: space.receiving.scans.ask(), spot=Spot(Menu.FILE, 23)),
        Action("documents.include", _say("&Include or leave out the document…"), ("Ctrl+I",), _C,
               lambda space: space.acts.include(), chosen, spot=Spot(Menu.FILE, 24), now=included),
        Action("documents.compare", _say("Compare with an earlier &version…"), ("Ctrl+Shift+V",), _C,
               lambda space: space.version_acts.compare_chosen(), _comparable, Topic.VERSIONS,
               Spot(Menu.FILE, 25)),
        Action("casebook.check", _say("Chec&k the casebook"), (), _C, lambda space: space.acts.check(),
               spot=Spot(Menu.FILE, 31)),
        Action("search.documents", _say("Search all &documents"), ("Ctrl+Shift+F",), _C,
               lambda space: space.find_everywhere(), topic=Topic.FIND, spot=Spot(Menu.EDIT, 13)),
        Action("search.in", _say("From the search over all documents to what it found; Up goes back to it"),
               ("Down", "Return"), Scope.SEARCH, lambda space: space.go_to_results(), topic=Topic.FIND),
        Action("search.close", _say("Close what the search found"), ("Esc",), Scope.SEARCH,
               lambda space: space.leave_search(), topic=Topic.FIND),
    )  # fmt: skip


def _comparable(space: Workspace) -> str:
    row, view = space.sitting.document, space.sitting.view
    others = [each for each in view.documents if each.sha256 != row.sha256] if view and row else []
    return "" if others else _say("Choose one of two or more documents first.")


def _undoing() -> tuple[Action[Workspace], ...]:
    def undone(space: Workspace) -> str:
        done = space.sitting.desk.history.can_undo()
        return _say("&Undo: {}").format(done.replace("&", "&&")) if done else _say("&Undo")

    def redone(space: Workspace) -> str:
        undone = space.sitting.desk.history.can_redo()
        return _say("&Redo: {}").format(undone.replace("&", "&&")) if undone else _say("&Redo")

    def nothing_done(space: Workspace) -> str:
        left = _say("There is nothing to undo.")
        return _writes(space) or ("" if space.sitting.desk.history.can_undo() else left)

    def nothing_undone(space: Workspace) -> str:
        left = _say("There is nothing to redo.")
        return _writes(space) or ("" if space.sitting.desk.history.can_redo() else left)

    return (
        Action("act.undo", _say("&Undo"), ("Ctrl+Z",), _C, lambda space: space.acts.undo(), nothing_done,
               spot=Spot(Menu.EDIT, 11), now=undone),
        Action("act.redo", _say("&Redo"), ("Ctrl+Shift+Z",), _C, lambda space: space.acts.redo(),
               nothing_undone, spot=Spot(Menu.EDIT, 12), now=redone),
    )  # fmt: skip


def _views() -> tuple[Action[Workspace], ...]:
    views = (
        ("desk", _say("&Desk"), "", DESK),
        ("letter", _say("&Letter"), "", LETTER),
        ("overview", _say("&Overview"), "", OVERVIEW),
        ("intake", _say("&Intake from many"), _say("Intake"), INTAKE),
    )

    def show(name: str, words: str, short: str, at: int) -> Action[Workspace]:
        return Action(f"view.{name}", words, (f"Ctrl+{at + 1}",), _C, lambda space: space.show_view(at),
                      topic=Topic.VIEWS, spot=Spot(Menu.VIEW, 11 + at), short=short)  # fmt: skip

    return (
        *(show(*view) for view in views),
        Action("view.next_pane", _say("Next p&ane"), ("F6",), _C, lambda space: space.next_pane(1),
               topic=Topic.VIEWS, spot=Spot(Menu.VIEW, 21)),
        Action("view.previous_pane", _say("Previous pan&e"), ("Shift+F6",), _C,
               lambda space: space.next_pane(-1), topic=Topic.VIEWS, spot=Spot(Menu.VIEW, 22)),
        Action("body.next", _say("&Next in the list"), ("Ctrl+Alt+Down",), _C,
               lambda space: space.bodies.step(1), topic=Topic.VIEWS, spot=Spot(Menu.VIEW, 23)),
        Action("body.previous", _say("&Previous in the list"), ("Ctrl+Alt+Up",), _C,
               lambda space: space.bodies.step(-1), topic=Topic.VIEWS, spot=Spot(Menu.VIEW, 24)),
        Action("documents.next", _say("Ne&xt document"), ("Ctrl+PgDown",), _C,
               lambda space: space.desk_view.documents.step(1), topic=Topic.VIEWS, spot=Spot(Menu.VIEW, 25)),
        Action("documents.previous", _say("Pre&vious document"), ("Ctrl+PgUp",), _C,
               lambda space: space.desk_view.documents.step(-1), topic=Topic.VIEWS, spot=Spot(Menu.VIEW, 26)),
        Action("review.left", _say("&What is left"), ("Ctrl+L",), _C,
               lambda space: space.desk_view.remaining.lead(), topic=Topic.VERDICT, spot=Spot(Menu.REVIEW, 13)),
    )  # fmt: skip


def _letters() -> tuple[Action[Workspace], ...]:
    """Return what is done with letters from any view; what is done within the letter is its view's."""
    letter = Topic.LETTER
    return (
        Action("letter.preview", _say("P&review"), (), _C, lambda space: space.show_view(LETTER), topic=letter,
               spot=Spot(Menu.LETTER, 11), short=_say("Preview letter"), sought=_say("Preview the letter")),
        Action("letter.add_paragraph", _say("Add a &paragraph…"), ("Ctrl+Shift+P",), _C,
               lambda space: space.write(lambda view: view.add_paragraph()), _drafted, letter,
               Spot(Menu.LETTER, 13)),
        Action("letter.category", _say("&Category…"), ("Ctrl+Shift+C",), _C,
               lambda space: space.sitting.category_wanted.emit(), topic=letter, spot=Spot(Menu.LETTER, 14)),
        Action("letter.sign", _say("&Sign…"), ("Ctrl+Shift+S",), _C, lambda space: space.letters.sign(),
               _signable, letter, Spot(Menu.LETTER, 15)),
        Action("letter.export", _say("E&xport the draft…"), ("Ctrl+E",), _C,
               lambda space: space.letters.export(), _drafted, letter, Spot(Menu.LETTER, 16),
               short=_say("Export…")),
        Action("letter.export_all", _say("Write &all letters…"), (), _C,
               lambda space: space.letters.export_all(), topic=letter, spot=Spot(Menu.LETTER, 17)),
        Action("letter.verify", _say("&Verify signed letters…"), (), _C, lambda space: space.letters.verify(),
               topic=letter, spot=Spot(Menu.LETTER, 18), short=_say("Verify…")),
        Action("overview.export", _say("Export the &overview…"), (), _C,
               lambda space: space.acts.export_overview(), topic=letter, spot=Spot(Menu.LETTER, 21)),
    )  # fmt: skip


def _drafted(space: Workspace) -> str:
    view = space.sitting.view
    if view is None:
        return _say("Choose a body first.")
    return left_and_remedy(view.blocks_draft[0]) if view.blocks_draft else ""


def _signable(space: Workspace) -> str:
    view = space.sitting.view
    if view is None:
        return _say("Choose a body first.")
    if view.blocks_signing:
        return left_and_remedy(view.blocks_signing[0])
    return _writes(space) or space.letter_view.objection


def _sharing() -> tuple[Action[Workspace], ...]:
    return (
        Action("share.sync", _say("&Sync"), ("Ctrl+Shift+Y",), _C, lambda space: space.acts.sync(), _writes,
               spot=Spot(Menu.SHARE, 11)),
        Action("share.choose", _say("Sync with another &folder…"), (), _C,
               lambda space: space.acts.choose_share(), _writes, spot=Spot(Menu.SHARE, 12)),
    )  # fmt: skip
