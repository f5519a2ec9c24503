"""The acts of the window itself: opening and closing, help, the palette, what is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from reviewer.desk.words.language import say
from reviewer.ui.actions.action import Action, Menu, Scope, Spot, Topic
from reviewer.ui.preferences.actions import choosing_actions
from reviewer.ui.preferences.preference import Section

if TYPE_CHECKING:
    from reviewer.ui.author_key.acts import KeyActs
    from reviewer.ui.backups.acts import BackupActs
    from reviewer.ui.window import MainWindow

_P = Scope.PROGRAM
AGAIN = 50  # milliseconds, after which it is looked again whether all that was asked for is done


def window_actions() -> tuple[Action[MainWindow], ...]:
    """Return all acts of the window."""
    return (*_opening(), *_backing_up(), _verifying(), *_helping(), *choosing_actions())


def _closed(window: MainWindow) -> str:
    return "" if window.workspace is not None else say("No casebook is open.")


def _not_kept(window: MainWindow) -> str:
    """Return why what is open can't be put elsewhere whole: nothing is, or it is a merged file."""
    space = window.workspace
    return _closed(window) or ("" if space is None else space.session.why_no_casebook())


def _opening() -> tuple[Action[MainWindow], ...]:
    return (
        Action("case.new", say("&New inspection…"), ("Ctrl+N",), _P,
               lambda window: window.opening.begin_case(), topic=Topic.CASE, spot=Spot(Menu.FILE, 11)),
        Action("casebook.open", say("&Open a casebook…"), ("Ctrl+Shift+O",), _P,
               lambda window: window.opening.ask_open(), spot=Spot(Menu.FILE, 12)),
        Action("casebook.join", say("&Join a colleague's inspection…"), (), _P, lambda window: window.opening.ask_join(),
               spot=Spot(Menu.FILE, 13)),
        Action("casebook.sample", say("Open the &sample"), (), _P, lambda window: window.opening.sample(),
               spot=Spot(Menu.FILE, 14)),
        Action("case.go_on", say("&Go on with a case folder…"), (), _P,
               lambda window: window.opening.cases.ask_go_on(), topic=Topic.CASE, spot=Spot(Menu.FILE, 16)),
        Action("casebook.new", say("Make a casebook of a case &folder…"), (), _P,
               lambda window: window.opening.ask_new(), topic=Topic.CASE, spot=Spot(Menu.FILE, 17)),
        Action("casebook.close", say("&Close the casebook"), ("Ctrl+W",), _P,
               lambda window: window.close_casebook(), _closed, spot=Spot(Menu.FILE, 38)),
        Action("program.preferences", say("&Preferences…"), ("Ctrl+,",), _P,
               lambda window: window.show_preferences(), topic=Topic.PROGRAM, spot=Spot(Menu.EDIT, 21)),
        Action("name.choose", say("Your &name…"), (), _P,
               lambda window: window.show_preferences(Section.YOU), topic=Topic.PROGRAM, spot=Spot(Menu.SHARE, 21)),
        Action("author.save_key", say("Sa&ve your key…"), (), _P, lambda window: _keys(window).save(),
               topic=Topic.PROGRAM, spot=Spot(Menu.SHARE, 22)),
        Action("author.load_key", say("&Load a key…"), (), _P, lambda window: _keys(window).load(),
               topic=Topic.PROGRAM, spot=Spot(Menu.SHARE, 23)),
        Action("program.anew", say("Open the &window anew"), (), _P, _open_anew,
               topic=Topic.PROGRAM),
        Action("program.quit", say("&Quit"), ("Ctrl+Q",), _P, lambda window: window.close(),
               topic=Topic.PROGRAM, spot=Spot(Menu.FILE, 39)),
    )  # fmt: skip


def _keys(window: MainWindow) -> KeyActs:
    """Return what saves and loads the key of whoever sits at a window."""
    return window.opening.keys(lambda: _open_again(window))


def _open_again(window: MainWindow) -> None:
    """Close the casebook that is open, if one is, and open it as whoever records on this laptop now."""
    if window.workspace is not None:
        opened = window.workspace.session.desk.session.origin.opened
        window.close_casebook()
        window.opening.open(opened)


def _backups(window: MainWindow) -> BackupActs:
    """Return what backs up, restores, exports and imports, for what is open in a window."""
    return window.opening.backups(lambda: window.workspace.session if window.workspace is not None else None)


def _backing_up() -> tuple[Action[MainWindow], ...]:
    return (
        Action("casebook.back_up", say("&Back up now…"), (), _P, lambda window: _backups(window).back_up(), _not_kept,
               spot=Spot(Menu.FILE, 32)),
        Action("casebook.restore", say("Restore from a back&up…"), (), _P, lambda window: _backups(window).restore(),
               spot=Spot(Menu.FILE, 33)),
        Action("casebook.export", say("&Export the whole casebook…"), (), _P,
               lambda window: _backups(window).export(), _not_kept, spot=Spot(Menu.FILE, 34)),
        Action("casebook.import", say("I&mport a casebook…"), (), _P, lambda window: _backups(window).import_(),
               spot=Spot(Menu.FILE, 35)),
    )  # fmt: skip


def _open_anew(window: MainWindow) -> None:
    """Ask for another window in the place of this one, once what is under way is done; all is remembered for it."""
    space = window.workspace
    if window.work.asked_for or (space is not None and not (space.furnished and space.session.settled)):
        QTimer.singleShot(AGAIN, window, lambda: _open_anew(window))
    else:
        window.anew_wanted.emit()


def _verifying() -> Action[MainWindow]:
    return Action("letter.verify", say("&Verify signed letters…"), (), _P, lambda window: window.verifying.ask(),
                  topic=Topic.LETTER, spot=Spot(Menu.LETTER, 18), short=say("Verify…"))  # fmt: skip


def _helping() -> tuple[Action[MainWindow], ...]:
    return (
        Action("program.palette", say("&Find by name…"), ("Ctrl+K",), _P,
               lambda window: window.show_palette(), topic=Topic.PROGRAM, spot=Spot(Menu.HELP, 11)),
        Action("program.help", say("&Help on what is shown"), ("F1",), _P,
               lambda window: window.helping.show_here(), topic=Topic.PROGRAM, spot=Spot(Menu.HELP, 12)),
        Action("program.guide", say("&Guide"), (), _P, lambda window: window.helping.show(),
               topic=Topic.PROGRAM, spot=Spot(Menu.HELP, 13)),
        Action("program.keyboard", say("&Keyboard"), ("Shift+F1",), _P, lambda window: window.show_keyboard(),
               topic=Topic.PROGRAM, spot=Spot(Menu.HELP, 14)),
        Action("program.licences", say("&Licences of all parts…"), (), _P, lambda window: window.about.show_licences(),
               topic=Topic.PROGRAM, spot=Spot(Menu.HELP, 15)),
        Action("program.about", say("&About Reviewer"), (), _P, lambda window: window.about.show(),
               topic=Topic.PROGRAM, spot=Spot(Menu.HELP, 16)),
        Action("message.dismiss", say("Close the message"), ("Esc",), Scope.MESSAGE,
               lambda window: window.message_bar.dismiss(), topic=Topic.PROGRAM),
    )  # fmt: skip
