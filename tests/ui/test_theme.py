"""Every text and shape stands out from its ground as WCAG 2.2 AA asks, in each theme."""

from __future__ import annotations

import pytest

from reviewer.ui.look import SIZES
from reviewer.ui.stylesheet import style_sheet
from reviewer.ui.theme import CONTRAST, PAIRS, PALETTES, TEXT, Palette, contrast

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
