"""The dialogs in which a case folder is begun, filled in and made a casebook of, with something in each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from reviewer.desk.case_saving import OpenCase
from reviewer.ui.new_case.acts import case_window
from reviewer.ui.new_case.case_window import CaseWindow
from reviewer.ui.new_case.changed_meanwhile import ContestedDialog
from reviewer.ui.new_case.dialogs import BeginDialog, MakeDialog
from reviewer.ui.new_case.languages import AddLanguageDialog

if TYPE_CHECKING:
    from tests.ui.every_dialog import Stage


def _window(stage: Stage) -> QDialog:
    case = OpenCase(stage.folder / "case")
    return case_window(stage.look, case, stage.window.work, stage.window.action_list, stage.window)


CASE_DIALOGS: Mapping[type[QDialog], Callable[[Stage], QDialog]] = {
    AddLanguageDialog: lambda stage: AddLanguageDialog(stage.look, ("en-GB", "en"), stage.window),
    BeginDialog: lambda stage: BeginDialog(stage.look, stage.folder, ("cy", "en-GB"), "en-GB", stage.window),
    CaseWindow: _window,
    ContestedDialog: lambda stage: ContestedDialog(stage.look, "inspection.toml", "forces", stage.window),
    MakeDialog: lambda stage: MakeDialog(stage.look, stage.folder / "Playgrounds.casebook", stage.window),
}
