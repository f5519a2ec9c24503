"""One catalogue speaks for the words room, for ``tr`` and for Qt's own buttons; English needs none."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from reviewer.app import make_window
from reviewer.desk import Home
from reviewer.ui.translating import wear_language
from tests.reworded import CLOSES, OPENS, Longer, longer, speak


@pytest.fixture
def home(tmp_path: Path, root: Path) -> Home:
    return Home(tmp_path / "config", root / "resources", tmp_path / "data")


def test_english_installs_no_translator(qapp: QApplication) -> None:
    assert wear_language(qapp) is None


def test_qts_own_buttons_speak_the_persons_language(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak(monkeypatch, Longer())
    worn = wear_language(qapp)
    assert worn is not None
    kinds = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(kinds.Ok | kinds.Cancel | kinds.Close | kinds.Save)
    qtbot.addWidget(box)
    said = [each.text().replace("&", "") for each in box.buttons()]
    assert len(said) == 4
    assert all(words.startswith(OPENS) and words.endswith(CLOSES) for words in said)
    qapp.removeTranslator(worn)


def test_the_window_speaks_it_and_lets_go_of_it_when_it_goes(
    qapp: QApplication, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        speak(patched, Longer())
        window = make_window(qapp, home, tmp_path / "log")
        assert window.menuBar().actions()[0].text() == longer("&File")
        assert QCoreApplication.translate("AnyWidget", "Choose a document first.").startswith("⟦")
        window.close()
        window.deleteLater()
        qapp.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
    assert QCoreApplication.translate("AnyWidget", "Choose a document first.") == "Choose a document first."
