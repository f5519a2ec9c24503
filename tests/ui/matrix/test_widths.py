"""How wide columns are: whole words first, then cut headings, then shapes alone; what is left over is given away."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.ui.matrix.widths import Wanted, widths_in

WIDE = st.integers(0, 400)
WANTED = st.integers(1, 12).flatmap(
    lambda many: st.builds(
        Wanted,
        WIDE,
        st.lists(WIDE, min_size=many, max_size=many).map(tuple),
        st.lists(WIDE, min_size=many, max_size=many).map(tuple),
        WIDE,
        WIDE,
        st.integers(20, 60),
    )
)


@given(st.integers(200, 3000), WANTED)
def test_columns_fill_the_room_or_are_scrolled_to(room: int, wanted: Wanted) -> None:
    found = widths_in(room, wanted, round)
    assert len(found.columns) == len(wanted.cells) + 3
    assert sum(found.columns) >= room
    assert all(width > 0 for width in found.columns)
    if found.words:
        assert len(wanted.cells) <= 6
        assert all(width >= least for width, least in zip(found.columns[1:-2], wanted.cells, strict=True))
    else:
        assert min(found.columns[1:-2]) >= 56


def test_headings_are_cut_before_words_go() -> None:
    wanted = Wanted(150, (130,) * 4, (180,) * 4, 100, 90, 39)
    assert widths_in(1100, wanted, round).columns[1] == 180
    cut = widths_in(800, wanted, round)
    assert cut.words
    assert cut.columns[1] < 180
    assert not widths_in(600, wanted, round).words
