from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.paper.marks import Fill, Hold, Placed, Strip
from reviewer.paper.pages import paginate

BLACK = (0.0, 0.0, 0.0)


def strip(height: float, name: float = 1, **more: object) -> Strip:
    return Strip(height, (Placed(0, 0, Fill(name, height, BLACK)),), **more)  # type: ignore[arg-type]


def shape(pages: tuple[tuple[Placed, ...], ...]) -> list[list[tuple[float, float]]]:
    return [
        [(placed.mark.width, placed.y) for placed in page if isinstance(placed.mark, Fill)] for page in pages
    ]


def test_nothing_is_one_page() -> None:
    assert paginate((), 100) == ((),)


def test_strips_follow_one_another_and_space_above_falls_away_at_the_top() -> None:
    made = paginate((strip(40, 1, before=10), strip(40, 2, before=10), strip(40, 3, before=10)), 100)
    assert shape(made) == [[(1, 0), (2, 50)], [(3, 0)]]


def test_strips_that_hold_on_move_together() -> None:
    made = paginate((strip(60, 1), strip(30, 2, hold=Hold.MUST), strip(30, 3)), 100)
    assert shape(made) == [[(1, 0)], [(2, 0), (3, 30)]]


def test_a_hold_that_no_page_has_room_for_gives_way() -> None:
    made = paginate((strip(60, 1), strip(60, 2, hold=Hold.MUST), strip(60, 3)), 100)
    assert shape(made) == [[(1, 0)], [(2, 0)], [(3, 0)]]


def test_the_head_of_a_table_is_repeated_on_its_next_page() -> None:
    head = strip(10, 9)
    made = paginate((head, strip(50, 1, again=head), strip(50, 2, again=head)), 100)
    assert shape(made) == [[(9, 0), (1, 10)], [(9, 0), (2, 10)]]


def test_what_only_wishes_gives_way_before_what_must() -> None:
    wish, must = Hold.WISH, Hold.MUST
    made = paginate(
        (strip(40, 1, hold=must), strip(30, 2, hold=wish), strip(40, 3, hold=must), strip(40, 4)), 100
    )
    assert shape(made) == [[(1, 0), (2, 40)], [(3, 0), (4, 40)]]


def test_rectangles_of_one_column_that_touch_are_one() -> None:
    bars = tuple(Strip(40, (Placed(7, 0, Fill(2, 40, BLACK)),)) for _ in range(3))
    assert [
        [mark.mark.height for mark in page if isinstance(mark.mark, Fill)] for page in paginate(bars, 100)
    ] == [[80], [40]]


@given(st.lists(st.tuples(st.integers(1, 100), st.integers(0, 20), st.sampled_from(Hold)), max_size=40))
def test_every_strip_is_on_a_page_in_order_and_within_it(given_strips: list[tuple[int, int, Hold]]) -> None:
    strips = [strip(h, n, before=before, hold=hold) for n, (h, before, hold) in enumerate(given_strips)]
    pages = paginate(strips, 100)
    assert [name for page in shape(pages) for name, _ in page] == list(range(len(strips)))
    for page in pages:
        ends = [placed.y + placed.mark.height for placed in page if isinstance(placed.mark, Fill)]
        assert all(end <= 100 for end in ends)
        assert all(placed.y >= end for placed, end in zip(page[1:], ends, strict=False))
