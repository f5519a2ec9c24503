"""The matrix without a screen: what a cell says, sorting, filtering, totals and what is copied."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.make_matrix import CATEGORIES, FINDINGS, made_framework, made_lines
from reviewer.desk import Desk
from reviewer.desk.body_lines import BodyLine, CellState
from reviewer.desk.matrix.card_facts import details_of
from reviewer.desk.matrix.cell_states import MARKS, BlockerCode, Care, care_of, marks_of
from reviewer.desk.matrix.copying import as_html, as_tsv
from reviewer.desk.matrix.row_order import Column, Field, Filter, Group, Sort, columns_of, filtered, in_order
from reviewer.desk.matrix.totals import totals_of

FRAMEWORK = made_framework(3)
TONES = {finding.key: finding.tone.value for finding in FINDINGS}

CELLS = st.builds(
    CellState,
    st.sampled_from(["", *TONES]),
    st.lists(
        st.sampled_from([BlockerCode.VERDICTS_DIFFER.value, BlockerCode.NO_EVIDENCE.value]),
        max_size=2,
        unique=True,
    ).map(tuple),
)


def _line(
    code: str, name: str, cells: list[CellState], letter: str, category: str | None, ready: bool
) -> BodyLine:
    tones = tuple(TONES.get(cell.finding, "") for cell in cells)
    return BodyLine(code, name, tones, 0, 0, letter, category, ready, tuple(cells), int(not ready))


LINES = st.lists(
    st.builds(
        _line,
        st.text(max_size=3),
        st.text(max_size=6),
        st.lists(CELLS, min_size=3, max_size=3),
        st.sampled_from(["", "signed", "issued", "drafted"]),
        st.sampled_from([None, *(category.key for category in CATEGORIES)]),
        st.booleans(),
    ),
    max_size=12,
).map(tuple)
ORDERS = st.builds(Sort, st.sampled_from(columns_of(FRAMEWORK)), st.booleans())
FILTERS = st.builds(Filter, st.text(max_size=3), st.sampled_from(Group))


def _words(line: BodyLine) -> list[str]:
    return [cell.finding for cell in line.cells]


# --- laws ------------------------------------------------------------------------------------------


@given(LINES, ORDERS)
def test_sorting_is_a_stable_permutation(lines: tuple[BodyLine, ...], order: Sort) -> None:
    places = {id(line): at for at, line in enumerate(lines)}
    once = in_order(lines, order, FRAMEWORK)
    assert Counter(map(id, once)) == Counter(map(id, lines))
    assert in_order(once, order, FRAMEWORK) == once
    for before, after in pairwise(once):
        if in_order((before, after), order, FRAMEWORK) == in_order((after, before), order, FRAMEWORK):
            continue
        assert (
            places[id(before)] < places[id(after)] or in_order((after, before), order, FRAMEWORK)[0] is before
        )


@given(LINES, ORDERS)
def test_turning_an_order_twice_gives_the_same(lines: tuple[BodyLine, ...], order: Sort) -> None:
    twice = order.by(order.column).by(order.column)
    assert twice == order
    assert in_order(lines, twice, FRAMEWORK) == in_order(lines, order, FRAMEWORK)


@given(LINES, FILTERS)
def test_totals_add_up_to_the_bodies_shown(lines: tuple[BodyLine, ...], wanted: Filter) -> None:
    shown = filtered(lines, wanted, _words)
    totals = totals_of(shown, 3)
    assert len(totals.marks) == 3
    assert all(sum(marks) == len(shown) == totals.bodies for marks in totals.marks)


@given(LINES, FILTERS, ORDERS)
def test_a_filter_keeps_the_order(lines: tuple[BodyLine, ...], wanted: Filter, order: Sort) -> None:
    shown = filtered(lines, wanted, _words)
    left = iter(lines)
    assert all(any(line is other for other in left) for line in shown)
    assert in_order(shown, order, FRAMEWORK) == filtered(in_order(lines, order, FRAMEWORK), wanted, _words)
    assert filtered(shown, wanted, _words) == shown


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), min_size=1, max_size=5))
def test_a_copied_table_has_its_shape_whatever_cells_say(rows: list[list[str]]) -> None:
    lines = as_tsv(rows).split("\n")
    assert [line.count("\t") for line in lines] == [1] * len(rows) + [0]
    assert as_html(rows).count("<tr>") == len(rows)


# --- cases -----------------------------------------------------------------------------------------


def test_an_order_is_from_a_to_z_without_case_or_accents() -> None:
    lines = tuple(_line(name, name, [CellState()] * 3, "", None, False) for name in ("éa", "Eb", "ec", "D"))
    assert [line.name for line in in_order(lines, Sort(), FRAMEWORK)] == ["D", "éa", "Eb", "ec"]
    turned = in_order(lines, Sort(turned=True), FRAMEWORK)
    assert [line.name for line in turned] == ["ec", "Eb", "éa", "D"]


def test_a_column_is_sorted_as_its_totals_stand() -> None:
    column = Column(Field.CRITERION, "c1")
    ordered = in_order(made_lines(43, 3), Sort(column), FRAMEWORK)
    places = [MARKS.index(marks_of(line)[0]) for line in ordered]
    assert places == sorted(places)
    assert len(set(places)) >= 5


def test_another_column_begins_unturned() -> None:
    order = Sort().by(Column(Field.LETTER))
    assert order == Sort(Column(Field.LETTER))
    assert order.by(Column(Field.LETTER)).turned


def test_letters_changed_since_come_first_then_signed_ready_and_least_left() -> None:
    ordered = in_order(made_lines(43, 3), Sort(Column(Field.LETTER)), FRAMEWORK)
    assert ordered[0].letter_changed
    assert [line.letter_state for line in ordered[:4]] == ["signed", "signed", "signed", ""]
    left = [line.left for line in ordered if not line.ready and not line.letter_state]
    assert left == sorted(left)


def test_groups_are_what_their_chips_say() -> None:
    lines = made_lines(43, 4)
    sizes = {group: len(filtered(lines, Filter(group=group), _words)) for group in Group}
    assert sizes[Group.ALL] == 43
    assert sizes[Group.UNFINISHED] == sum(not all(line.tones) for line in lines)
    assert sizes[Group.SIGNED] == 3
    assert all(sizes[group] for group in Group)


@pytest.mark.parametrize(("words", "found"), [("durh", 1), ("DURHAM ", 1), ("wales", 2), ("nobody", 0)])
def test_a_filter_looks_at_names(words: str, found: int) -> None:
    assert len(filtered(made_lines(43, 4), Filter(words), _words)) == found


def test_a_filter_looks_at_findings() -> None:
    lines = made_lines(43, 4)
    shown = filtered(lines, Filter("refused"), _words)
    assert shown == tuple(line for line in lines if "refused" in _words(line))
    assert 0 < len(shown) < len(lines)


@pytest.mark.parametrize(
    ("left", "care"),
    [
        ((), Care.NONE),
        ((BlockerCode.NEAR_PASSAGE,), Care.LOOK),
        ((BlockerCode.HITS_NOT_LOOKED_AT,), Care.LOOK),
        ((BlockerCode.NEAR_PASSAGE, BlockerCode.LOST_PASSAGE), Care.WAY),
        ((BlockerCode.VERDICTS_DIFFER,), Care.WAY),
    ],
)
def test_care_is_the_greatest_that_a_cell_wants(left: tuple[str, ...], care: Care) -> None:
    assert care_of(left) is care


def test_a_copied_table_says_what_heads_what() -> None:
    table = as_html([["Force", "IT"], ["A & B", "In <place>"]])
    found = ET.fromstring(table)  # noqa: S314 - our own
    assert [head.get("scope") for head in found.iter("th")] == ["col", "col", "row"]
    assert [cell.text for cell in found.iter("td")] == ["In <place>"]
    assert as_tsv([["Force", "IT\tmonitoring\n"]]) == "Force\tIT monitoring\n"


# --- from a desk -----------------------------------------------------------------------------------


def test_a_desks_lines_say_what_each_cell_wants(desk: Desk, plan: Path) -> None:
    code, criteria = desk.case.bodies[0].code, desk.case.framework.criteria
    desk.receiving.receive(code, [plan], date(2025, 2, 20))
    document = desk.reading.documents(code)[0].sha256
    first, second = criteria[0], criteria[1]
    desk.judging.evidence(code, first.key, document, "two posts and one vacancy")
    desk.judging.verdict(code, first.key, first.findings[0], "It says so.")
    desk.judging.verdict(code, second.key, second.findings[0], "Nothing behind it.")
    line = desk.standing.body_lines()[0]
    assert [cell.finding for cell in line.cells[:3]] == [first.findings[0], second.findings[0], ""]
    assert line.cells[0].left == ()
    assert line.cells[1].left == (BlockerCode.NO_EVIDENCE,)
    assert line.cells[2].left == ()  # that it is open is seen
    assert line.left == len(desk.standing.state(code).blocks_signing)
    assert (line.letter_at, line.letter_changed) == (0, False)
    details = details_of(desk.standing.state(code), second.key, desk.people())
    assert [blocker.code for blocker in details.left] == [BlockerCode.NO_EVIDENCE]
    assert details.view.verdicts[0].author in details.people
