"""The window's own typeface: shipped, used, and followed by others for what it has not."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo, QFontMetrics, QRawFont
from PySide6.QtWidgets import QApplication

from reviewer.desk import Home
from reviewer.ui.look import Look
from reviewer.ui.typefaces import FAMILIES, Typefaces, load_typefaces
from tests.ui.person import Sits

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"


def test_the_window_is_set_in_the_typeface_that_is_shipped(open_window: Sits, home: Home) -> None:
    open_window(home)
    font = QApplication.font()
    assert QFontInfo(font).family() == "Inter"
    assert tuple(font.families()) == FAMILIES


@pytest.mark.parametrize("bold", [False, True])
def test_its_weights_are_drawn_and_not_made_up(open_window: Sits, home: Home, *, bold: bool) -> None:
    open_window(home)
    look = Look(families=load_typefaces(FONTS))
    drawn = QRawFont.fromFont(look.font(bold=bold))
    assert drawn.weight() == (600 if bold else 400)


@pytest.mark.parametrize("letters", ["Ŵŷ", "Ελλάς", "Україна", "✓→½", "\N{NON-BREAKING HYPHEN}"])
@pytest.mark.usefixtures("qapp")
def test_other_scripts_and_signs_are_drawn_by_what_is_shipped(letters: str) -> None:
    families = Typefaces(FONTS).families()
    files = [file for folder in ("inter", "noto") for file in sorted((FONTS / folder).glob("*.[ot]tf"))]
    assert families == FAMILIES
    raw = [QRawFont(str(file), 13) for file in files]
    for letter in letters:
        assert any(font.supportsCharacter(ord(letter)) for font in raw), letter


def test_a_missing_folder_leaves_the_systems_own(qapp: QApplication, tmp_path: Path) -> None:
    assert Typefaces(tmp_path).families() == ()
    look = Look()
    look.wear(qapp)
    assert QFontMetrics(look.font()).height() > 0
