"""The head of a card shows its title whole, whatever the width."""

from __future__ import annotations

import pytest
from shiboken6 import Shiboken

from reviewer.ui.checklist.header import INSET_X, SHAPE, SWATCH, CardHeader
from reviewer.ui.look import SMALL, Look
from reviewer.ui.theme import ThemeName

TITLES = ("A clear policy", "Hearing from local organisations", "An integrity unit that can cope")
WORD = "In place"


@pytest.mark.usefixtures("qtbot")
def test_a_title_stands_beside_its_finding_only_where_it_takes_one_line() -> None:
    look = Look(ThemeName.LIGHT)
    line = look.high("A", 1000, bold=True)
    for number, title in enumerate(TITLES, start=1):
        header = CardHeader(look, number, title)
        header.show_finding(WORD, "met", "", conflict=False)
        least = header.heightForWidth(1000)
        aside = look.px(INSET_X + SWATCH + 8) + look.px(INSET_X + SHAPE + 8) + look.px(12)
        for width in range(200, 500):
            room = width - aside - look.wide(WORD, SMALL, bold=True)
            if header.heightForWidth(width) == least and room > 0:
                assert look.high(title, room, bold=True) == line, (title, width)
        Shiboken.delete(header)
