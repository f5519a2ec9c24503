"""What a scrub reads: everything, in turn, within a bounded number of syncs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.sharing.scrub_plan import LEAST_COST, Piece, Place, Stored, due

BUDGET = 2 << 20
STORED = st.builds(Stored, st.integers(0, 40 << 20), st.booleans())
FILES = st.dictionaries(st.text("abc", min_size=1, max_size=4), STORED, min_size=1, max_size=12)


def cost(files: dict[str, Stored]) -> int:
    return sum(max(stored.size, LEAST_COST) for stored in files.values())


@given(FILES, st.text("abc", max_size=4), st.integers(0, 50 << 20), st.integers(0, 90 << 20))
def test_everything_is_read_within_as_many_syncs_as_its_bytes_need(
    files: dict[str, Stored], name: str, offset: int, debt: int
) -> None:
    place, covered = Place(name, offset, debt), dict.fromkeys(files, 0)
    syncs = (2 * cost(files) + debt) // BUDGET + 3  # twice: it may begin in the middle of a file
    for _ in range(syncs):
        pieces, place = due(files, place, BUDGET)
        for piece in pieces:
            if piece.start <= covered[piece.name]:
                covered[piece.name] = max(covered[piece.name], piece.end)
    assert covered == {name: stored.size for name, stored in files.items()}


@given(FILES)
def test_a_sync_reads_hardly_more_than_its_budget_of_what_can_be_cut(files: dict[str, Stored]) -> None:
    place = Place()
    divisible = {name: Stored(stored.size, divisible=True) for name, stored in files.items()}
    for _ in range(30):
        pieces, place = due(divisible, place, BUDGET)
        assert sum(piece.end - piece.start for piece in pieces) <= BUDGET + LEAST_COST


@given(FILES, st.integers(1, 30))
def test_what_is_read_at_once_is_paid_for_by_the_syncs_after_it(files: dict[str, Stored], syncs: int) -> None:
    place, read = Place(), 0
    for _ in range(syncs):
        pieces, place = due(files, place, BUDGET)
        read += sum(max(piece.end - piece.start, LEAST_COST) for piece in pieces)
    largest = max(max(stored.size, LEAST_COST) for stored in files.values())
    assert read <= syncs * BUDGET + largest + LEAST_COST


def test_a_thorough_scrub_reads_all_of_it() -> None:
    files = {"b": Stored(9 << 30), "a": Stored(0)}
    assert due(files, Place("b", 7, 3), None) == ([Piece("a", 0, 0), Piece("b", 0, 9 << 30)], Place())


def test_nothing_to_read_is_no_reason_to_fail() -> None:
    assert due({}, Place("gone", 5, 1), BUDGET) == ([], Place())


def test_a_large_document_is_read_in_pieces_over_several_syncs() -> None:
    place, pieces = Place(), list[Piece]()
    for _ in range(3):
        read, place = due({"x": Stored(5 << 20, divisible=True)}, place, BUDGET)
        pieces += read
    assert pieces == [Piece("x", 0, BUDGET), Piece("x", BUDGET, 2 * BUDGET), Piece("x", 2 * BUDGET, 5 << 20)]
