"""Makes the dialog of preferences for a window: which rows stand in which section."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from reviewer.ui.actions.listing import ActionList
from reviewer.ui.look import Look
from reviewer.ui.preferences.anew import AnewRow
from reviewer.ui.preferences.backing_up import BackupRow
from reviewer.ui.preferences.dialog import PreferencesDialog
from reviewer.ui.preferences.dialog_actions import preferences_actions
from reviewer.ui.preferences.in_force import Preferences
from reviewer.ui.preferences.keys import KeysPage
from reviewer.ui.preferences.person import KeyRow, NameRow
from reviewer.ui.preferences.policy import policy_rows
from reviewer.ui.preferences.preference import Section
from reviewer.ui.preferences.rows import OptionRow, SettingRow, SettingsPage
from reviewer.ui.preferences.sharing import ShareRow
from reviewer.ui.preferences.signing import IdentityRow

if TYPE_CHECKING:
    from reviewer.desk import Home
    from reviewer.ui.session_model import SessionModel
    from reviewer.ui.work import Work


@dataclass(frozen=True, slots=True)
class PreferencesNeed:
    """What the dialog needs of the window; ``session`` is the casebook that is open, None without."""

    look: Look
    preferences: Preferences
    actions: ActionList
    home: Home
    work: Work
    session: SessionModel | None
    soon: Callable[[Callable[[], object]], object]


def preferences_dialog(need: PreferencesNeed, window: QWidget, first: Section | None) -> PreferencesDialog:
    """Return the dialog, to be opened, in its ``first`` section or in the list of them."""
    dialog = PreferencesDialog(need.look, need.preferences, need.actions, window)
    need.actions.add(dialog, preferences_actions())
    dialog.fill({section: _page(need, dialog, section) for section in Section}, first)
    return dialog


def _page(need: PreferencesNeed, dialog: PreferencesDialog, section: Section) -> SettingsPage:
    listed = (each for each in need.preferences.listed.values() if each.section is section)
    if section is Section.KEYS:
        return KeysPage(need.look, need.preferences, need.actions, need.home.settings, dialog.news)
    options = [OptionRow(need.look, need.preferences, each) for each in listed]
    set_for_all = policy_rows(need.look, need.home.policy, section)
    return SettingsPage(need.look, *options, *_others(need, dialog, section), *set_for_all)


def _others(need: PreferencesNeed, dialog: PreferencesDialog, section: Section) -> tuple[SettingRow, ...]:
    """Return the rows of settings that are no choice among options."""

    def leave(name: str) -> None:
        dialog.accept()
        need.soon(lambda: need.actions.run(name))

    if section is Section.YOU:
        name = NameRow(need.look, need.preferences, need.home, need.session, dialog.news)
        return name, KeyRow(need.look, need.actions, need.home, leave)
    if section is Section.LANGUAGE:
        return (AnewRow(need.look, leave),)
    if section is Section.SIGNING:
        return (IdentityRow(need.look, need.preferences, need.home, need.work, dialog.news),)
    if section is Section.SHARE:
        row = BackupRow(need.look, need.preferences, need.home, need.work, need.session, dialog.news)
        row.add_act(need.actions, leave)
        return row, ShareRow(need.look, need.actions, need.session, leave)
    return ()
