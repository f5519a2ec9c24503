"""Cells side by side are a passage of their own: made, quoted and found again by their addresses."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reviewer.documents.anchors import find_quote, passage, resolve
from reviewer.documents.formats.sheet_text import Cell, Room, sheet_text
from reviewer.model import DocumentText, Part, Passage, PassageError
from reviewer.model.cells import Area, area_of, cells_of, quoted, stretches

Rows = list[list[str]]
POSTS: Rows = [
    ["Unit establishment 2017"],
    ["Rank", "Posts", "Vacant"],
    ["Inspector", "2", "", "acting"],
    ["Sergeant", "6", "2"],
    ["Constable", "14", "3"],
]
WORDS = st.sampled_from(["", "", "2", "14", "yes", "Sergeant", "a plan", "no plan at all"])
GRIDS = st.lists(st.lists(WORDS, min_size=3, max_size=5), min_size=2, max_size=7)


def sheet(rows: Rows, name: str = "Posts") -> Part:
    """Return a sheet's part as its reader makes it."""
    cells = (
        Cell(row, column, text) for row, line in enumerate(rows, 1) for column, text in enumerate(line, 1)
    )
    made = sheet_text(cells, Room(10_000, 10_000))
    return Part(f"sheet:{name}", f"sheet {name}", made.text, cells=made.cells)


def book(*parts: Part) -> DocumentText:
    return DocumentText("ab" * 32, "xlsx", "made/1", parts)


def cited(rows: Rows, cells: str) -> Passage:
    return passage(book(sheet(rows)), f"sheet:Posts!{cells}", 0, 0)


def test_cells_are_cited_without_the_rest_of_their_rows() -> None:
    made = cited(POSTS, "B3:C5")
    assert (made.place, made.quote) == ("sheet:Posts!B3:C5", "2\n6\t2\n14\t3")
    assert cells_of(made.place, made.quote) == (
        ("B3", "2"), ("B4", "6"), ("C4", "2"), ("B5", "14"), ("C5", "3")
    )  # fmt: skip
    part = sheet(POSTS)
    assert (part.text[made.start], part.text[: made.end]) == ("2", part.text)
    assert [part.text[start:end] for start, end in stretches(part, Area(2, 1, 4, 2))] == [
        "2",
        "6\t2",
        "14\t3",
    ]


def test_the_place_names_the_cells_that_show_something() -> None:
    assert cited(POSTS, "C1:F3").place == "sheet:Posts!C2:D3"
    assert cited(POSTS, "C3:C4").place == "sheet:Posts!C4"
    assert cited(POSTS, "C5:A3").place == "sheet:Posts!A3:C5"
    with pytest.raises(PassageError, match="selection-empty"):
        cited(POSTS, "E4:F9")


def test_a_run_of_whole_cells_names_them_and_part_of_some_the_first() -> None:
    text = book(sheet(POSTS))
    assert find_quote(text, "Sergeant 6 2").place == "sheet:Posts!A4:C4"
    assert find_quote(text, "2 acting").place == "sheet:Posts!B3:D3"
    assert find_quote(text, "Sergeant 6 2 Constable 14 3").place == "sheet:Posts!A4:C5"
    assert find_quote(text, "2 Constable").place == "sheet:Posts!C4"
    assert find_quote(text, "Serg").place == "sheet:Posts!A4"


def test_cells_are_quoted_by_their_place() -> None:
    text = book(sheet(POSTS))
    made = find_quote(text, "Posts 2 6", "sheet:Posts!B2:B4")
    assert (made.place, made.quote) == ("sheet:Posts!B2:B4", "Posts\n2\n6")
    assert find_quote(text, "Sergeant", "sheet:Posts!A3:B4").place == "sheet:Posts!A4"
    with pytest.raises(PassageError, match="quote-absent"):
        find_quote(text, "Constable", "sheet:Posts!A3:B4")


@pytest.mark.parametrize(
    ("rows", "state", "place"),
    [
        (POSTS, "exact", "sheet:Posts!B3:C5"),
        ([*POSTS, ["Total", "22", "5"]], "exact", "sheet:Posts!B3:C5"),
        ([["Draft"], *POSTS], "moved", "sheet:Posts!B4:C6"),
        ([["", *row] for row in POSTS], "moved", "sheet:Posts!C3:D5"),
        (
            [*POSTS[:3], ["Sergeant (acting)", "6", "2", "since May"], *POSTS[4:]],
            "exact",
            "sheet:Posts!B3:C5",
        ),
        ([*POSTS[:3], ["Sergeant", "7", "2"], *POSTS[4:]], "near", "sheet:Posts!B3:C5"),
        ([["Draft"], *POSTS[:3], ["Sergeant", "7", "2"], *POSTS[4:]], "near", "sheet:Posts!B4:C6"),
        ([["Rank", "Posts"], ["Chief", "1"]], "lost", ""),
    ],
)
def test_cells_are_found_again(rows: Rows, state: str, place: str) -> None:
    text = book(sheet(rows))
    found = resolve(cited(POSTS, "B3:C5"), text)
    assert (found.state, found.place) == (state, place)
    if state in {"exact", "moved"}:
        assert quoted(text.parts[0], found.place, found.start, found.end) == "2\n6\t2\n14\t3"


def test_cells_are_found_on_a_sheet_of_another_name_and_among_equal_ones_by_what_is_round_them() -> None:
    made = cited(POSTS, "B3:C5")
    found = resolve(made, book(sheet([["nothing"]]), sheet(POSTS, "2017!A1")))
    assert (found.state, found.place) == ("moved", "sheet:2017!A1!B3:C5")
    table: Rows = [["North", "yes"], ["South", "yes"], ["East", "yes"], ["West", "yes"]]
    made = cited(table, "B3:B4")
    found = resolve(made, book(sheet([["Middle", "yes"], *table])))
    assert (found.state, found.place) == ("moved", "sheet:Posts!B4:B5")


def test_cells_are_found_by_their_words_in_a_text_without_cells() -> None:
    made = cited(POSTS, "A4:C4")
    page = DocumentText("ab" * 32, "pdf", "made/1", (Part("p1", "page 1", "Rank Posts\nSergeant 6 2\nend"),))
    found = resolve(made, page)
    assert (found.state, found.place, found.start, found.end) == ("moved", "p1", 11, 23)


def test_a_passage_that_was_made_as_a_run_of_rows_stays_found_and_names_its_cells() -> None:
    part = sheet(POSTS)
    start = part.text.index("Sergeant")
    old = Passage(
        "ab" * 32, "sheet:Posts!A4", start, len(part.text), part.text[start:], "acting\n", "", "made/0"
    )
    found = resolve(old, book(part))
    assert (found.state, found.start, found.end) == ("exact", start, len(part.text))
    assert cells_of(old.place, old.quote)[3:] == (("A5", "Constable"), ("B5", "14"), ("C5", "3"))


@given(GRIDS, st.data())
def test_any_cells_are_found_where_they_were_cited(rows: Rows, data: st.DataObject) -> None:
    top, left = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.integers(0, 4))
    area = Area(top, left, data.draw(st.integers(top, len(rows) - 1)), data.draw(st.integers(left, 4)))
    wanted = {
        (row, column): text
        for row, line in enumerate(rows)
        for column, text in enumerate(line)
        if text and area.top <= row <= area.bottom and area.left <= column <= area.right
    }
    assume(len(wanted) > 1)
    made = cited(rows, area.name)
    named = {Area(row, column, row, column).name: text for (row, column), text in wanted.items()}
    assert dict(cells_of(made.place, made.quote)) == named
    found = resolve(made, book(sheet(rows)))
    assert (found.state, found.place, found.start, found.end) == ("exact", made.place, made.start, made.end)
    down, across = data.draw(st.integers(0, 3)), data.draw(st.integers(0, 2))
    moved = book(sheet([["put in"]] * down + [[""] * across + line for line in rows]))
    found = resolve(made, moved)
    assert found.state in {"exact", "moved"}
    assert quoted(moved.parts[0], found.place, found.start, found.end) == made.quote


@pytest.mark.parametrize(
    ("place", "area"),
    [
        ("sheet:Posts!B2:C4", Area(1, 1, 3, 2)),
        ("sheet:Posts!C4:B2", Area(1, 1, 3, 2)),
        ("sheet:a!b!A1:XFD1048576", Area(0, 0, 1048575, 16383)),
        ("sheet:Posts!B2", None),
        ("sheet:Posts", None),
        ("sheet:Posts!B2:", None),
        ("p7", None),
        ("text!B2:C4", None),
    ],
)
def test_a_place_names_cells(place: str, area: Area | None) -> None:
    assert area_of(place) == area
