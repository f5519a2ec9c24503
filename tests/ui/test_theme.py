"""Every text and shape stands out from its ground as WCAG 2.2 AA asks, in each theme."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reviewer.desk import Home
from reviewer.ui.desk.screen import DeskScreen
from reviewer.ui.desk.view import DeskView
from reviewer.ui.look import BARE, SIZES, Look
from reviewer.ui.stylesheet import style_sheet
from reviewer.ui.theme import CONTRAST, PAIRS, PALETTES, TEXT, Palette, ThemeName, contrast
from tests.ui.person import Sits

PALETTE = pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda palette: palette.name)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#777777") == pytest.approx(4.48, abs=0.01)  # the known near miss


@PALETTE
def test_everything_stands_out_from_its_ground(palette: Palette) -> None:
    wanting = [
        f"{front} on {back}: {found:.2f} < {least}"
        for front, back, least in PAIRS
        if (found := contrast(getattr(palette, front), getattr(palette, back))) < least
    ]
    assert not wanting


@PALETTE
def test_print_reads_on_every_highlight(palette: Palette) -> None:
    assert all(contrast(palette.ink, palette.highlight(number)) >= TEXT for number in range(1, 13))
    assert len({palette.highlight(number) for number in range(1, 9)}) == 8


def test_high_contrast_is_high() -> None:
    assert all(
        contrast(getattr(CONTRAST, front), getattr(CONTRAST, back)) >= 7
        for front, back, least in PAIRS
        if least == TEXT
    )


@PALETTE
@pytest.mark.parametrize("percent", SIZES)
def test_the_style_sheet_is_whole_at_every_size(palette: Palette, percent: int) -> None:
    sheet = style_sheet(palette, lambda length: max(1, round(length * percent / 100)))
    assert "$" not in sheet
    assert palette.accent in sheet


def worn(application: QApplication) -> list[str]:
    """The sheets of windows' own."""
    return [sheet for each in application.topLevelWidgets() if (sheet := each.styleSheet())]


def test_no_sheet_is_on_while_much_is_made_and_the_own_again_whatever_happens(qapp: QApplication) -> None:
    look = Look()
    look.wear(qapp)
    sheet = qapp.styleSheet()
    assert sheet
    with look.undressed():
        assert not qapp.styleSheet()
        assert worn(qapp) == [BARE]  # else Qt would forget who is to be told of
    assert qapp.styleSheet() == sheet
    assert worn(qapp) == []
    with pytest.raises(OSError, match="no"), look.undressed():
        raise OSError("no")
    assert qapp.styleSheet() == sheet


def test_each_widget_is_dressed_anew_once_after_screens_were_made_however_deep_it_stands(
    qapp: QApplication, qtbot: QtBot
) -> None:
    """Where a sheet takes another's place, Qt does so once for each widget that one stands in."""
    told: list[str] = []

    class Within(QWidget):
        def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.StyleChange:
                told.append(qapp.styleSheet())
            super().changeEvent(event)

    look = Look()
    look.wear(qapp)
    top = at = QWidget()
    qtbot.addWidget(top)
    for _ in range(12):
        at = QWidget(at)
    within = Within(at)
    top.show()
    told.clear()
    with look.undressed():
        pass
    assert told == ["", qapp.styleSheet()]
    assert within.palette().text().color().name() == look.palette.text.lower()


def test_a_screen_is_made_without_the_sheet_and_shown_with_it(
    sit_down: Sits, sample_home: Home, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each part would take it on whenever it is put into another: half of what it took to furnish the window."""
    seen: list[tuple[str, bool]] = []
    build, shown = DeskScreen._build, DeskScreen.shown  # noqa: SLF001 - when it is made is no act of its own

    def built(screen: DeskScreen) -> DeskView:
        seen.append(("made", bool(qapp.styleSheet())))
        return build(screen)

    def heard(screen: DeskScreen) -> None:
        seen.append(("shown", bool(qapp.styleSheet())))
        shown(screen)

    monkeypatch.setattr(DeskScreen, "_build", built)
    monkeypatch.setattr(DeskScreen, "shown", heard)
    sit_down(sample_home)
    assert seen == [("made", False), ("shown", True)]


def test_nothing_is_taken_away_while_all_widgets_are_dressed_anew(qapp: QApplication, qtbot: QtBot) -> None:
    """Qt goes over all widgets that there are, and what Python took away meanwhile would end the program."""
    collected: list[str] = []

    class Gone(QWidget):
        def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
            collected.append("collects" if gc.isenabled() else "")
            super().changeEvent(event)

    look, there = Look(), Gone()
    qtbot.addWidget(there)
    look.wear(qapp)
    there.show()
    collected.clear()
    look.choose(ThemeName.DARK, 150)
    with look.undressed():
        pass
    assert collected
    assert set(collected) == {""}
    assert gc.isenabled()
