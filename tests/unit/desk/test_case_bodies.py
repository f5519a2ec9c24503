"""The bodies' table: cells are edited in their place, and what a spreadsheet copies is matched by its headings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.desk.case_bodies import CaseBodies
from reviewer.desk.case_editing import CaseFields
from reviewer.framework.bodies import scan_bodies
from reviewer.framework.bodies_edits import cells_of
from reviewer.framework.text_edits import SourceText

FILE = "bodies.tsv"
HEAD = "code\tname\tchief\toversight\n"


def bodies(text: str = HEAD) -> CaseBodies:
    return CaseBodies(CaseFields({FILE: SourceText(text.encode())}))


def facts(text: str) -> dict[str, dict[str, str]]:
    found, errors = scan_bodies(FILE, text)
    assert not errors
    return {body.code: dict(body.facts) for body in found}


def said(table: CaseBodies) -> dict[str, dict[str, str]]:
    return facts(table.text or "")


@given(row=st.integers(0, 2), column=st.integers(0, 3), words=st.text())
def test_a_cell_is_read_back_and_all_others_stay(row: int, column: int, words: str) -> None:
    text = HEAD + "a\tAy\n\nb\tBee\t\tBoard\nc\tSea\tChief\tCouncil"
    table = bodies(text)
    before = [list(cells) for cells in table.table.rows]
    table.put(row, column, words)
    after = [list(cells) for cells in table.table.rows]
    shown = " ".join(part for part in words.replace("\r", "\n").replace("\n", "\t").split("\t"))
    if after != before and len(after) == len(before):
        assert after[row][column].split() == shown.split()
        after[row][column] = before[row][column]
        assert after == before or (not before[row][0] and column == 1)
    lines, old = (table.text or "").split("\n"), text.split("\n")
    assert [line for at, line in enumerate(lines) if at != (1, 3, 4)[row]] == [
        line for at, line in enumerate(old) if at != (1, 3, 4)[row]
    ]


def test_headings_are_matched_in_any_order_and_new_ones_become_columns() -> None:
    table = bodies()
    made = table.paste(
        "Chief\tForce\tRegion\nThe Chief Constable\tAsh Valley Police\tNorth\r\nCC\tPenmarsh Police\t\r\n"
    )
    assert (made.added, made.changed) == (2, 0)
    assert said(table) == {
        "ash-valley-police": {
            "code": "ash-valley-police", "name": "Ash Valley Police", "chief": "The Chief Constable", "region": "North",
        },
        "penmarsh-police": {"code": "penmarsh-police", "name": "Penmarsh Police", "chief": "CC"},
    }  # fmt: skip


def test_a_heading_that_is_none_of_ours_is_the_name_where_no_other_is() -> None:
    table = bodies()
    table.paste("Parish\tChief\tRegion\nAsh\tClerk\tNorth\n")
    assert said(table) == {"ash": {"code": "ash", "name": "Ash", "chief": "Clerk", "region": "North"}}


def test_without_headings_columns_are_taken_in_order() -> None:
    coded, named = bodies(), bodies()
    coded.paste("ash\tAsh Parish\tClerk\nelm\tElm Parish\tClerk\n")
    named.paste("Ash Parish\tClerk\tCouncil\n")
    assert list(said(coded)) == ["ash", "elm"]
    assert said(named) == {
        "ash-parish": {"code": "ash-parish", "name": "Ash Parish", "chief": "Clerk", "oversight": "Council"}
    }


def test_a_body_that_is_there_has_its_facts_changed_and_one_act_takes_it_back() -> None:
    table = bodies(HEAD + "ash\tAsh Parish\tClerk\t\n")
    made = table.paste("name\toversight\nAsh Parish\tDistrict Council\nElm Parish\tBorough Council\n")
    assert (made.added, made.changed) == (1, 1)
    assert said(table)["ash"]["chief"] == "Clerk"
    assert said(table)["ash"]["oversight"] == "District Council"
    table.take_back()
    assert table.text == HEAD + "ash\tAsh Parish\tClerk\t\n"


def test_cells_of_several_lines_are_one_line_and_quotation_marks_are_kept() -> None:
    assert cells_of('a\t"1 Street\nTown ""X"""\tc\r\n"Big" Police\t"B"\t\n\n') == [
        ["a", '1 Street Town "X"', "c"],
        ['"Big" Police', '"B"', ""],
    ]


def test_the_same_names_get_codes_of_their_own() -> None:
    table = bodies(HEAD + "ash\tAnother\t\t\n")
    table.paste("name\nAsh\n")
    assert list(said(table)) == ["ash", "ash-2"]


def test_an_empty_file_gets_its_columns_by_what_is_pasted_or_typed() -> None:
    table = bodies("")
    table.paste("Name\tChief\nAsh\tClerk\n")
    assert said(table) == {"ash": {"code": "ash", "name": "Ash", "chief": "Clerk"}}


def test_rows_are_removed_with_their_lines_alone() -> None:
    table = bodies(HEAD + "a\tA\n# \nb\tB\nc\tC")
    table.remove([0, 2])
    assert table.text == HEAD + "# \nc\tC"
