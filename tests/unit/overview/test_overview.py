from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.framework import load_case
from reviewer.model import Case
from reviewer.overview import Figures, count, csv_of, overview_paper
from reviewer.paper import Figure, Heading, Table, Text, plain, render_html, render_pdf, render_text, runs_of
from tests.unit.paper.printed_pages import elements

AT = datetime(2032, 6, 1, 12, tzinfo=UTC)
CASE = load_case(Path(__file__).parents[2] / "golden/case")
FINDINGS = {
    "arch": {"surveys": "sound", "repairs": "silent", "lights": "silent"},
    "beam": {"surveys": "begun"},
}


def made(case: Case = CASE, **categories: str) -> Figures:
    return count(case, FINDINGS, categories)


def test_every_body_is_counted_once_in_each_table() -> None:
    figures = made(arch="unknown")
    assert [(c.label, c.count) for c in figures.categories] == [("Good", 0), ("Not known", 1), ("Begun", 0)]
    assert (figures.total, figures.ungraded, figures.complete) == (3, 2, 1)
    surveys = figures.criteria[0]
    assert [(c.label, c.count, c.tone) for c in surveys.counts] == [
        ("Sound", 1, "met"),
        ("Begun", 1, "part"),
        ("Nothing sent", 0, "unknown"),
    ]
    assert surveys.not_judged == 1
    assert figures.add_up()


def test_each_body_has_its_line() -> None:
    arch, beam, ford = made(arch="unknown").bodies
    assert (arch.category, arch.findings, arch.judged) == (
        "Not known",
        ("Sound", "Nothing sent", "Nothing sent"),
        True,
    )
    assert (beam.category, beam.findings, beam.judged) == ("", ("Begun", "", ""), False)
    assert ford.findings == ("", "", "")


def test_a_finding_and_a_category_may_be_called_damaged() -> None:
    """A label was taken for what it says of a record: sound bodies counted as not judged."""
    framework = CASE.framework
    case = replace(
        CASE,
        framework=replace(
            framework,
            findings=tuple(replace(each, label="Damaged") for each in framework.findings),
            categories=tuple(replace(each, label="Damaged") for each in framework.categories),
        ),
    )
    done = {
        code: dict.fromkeys(("surveys", "repairs", "lights"), "sound") for code in ("arch", "beam", "ford")
    }
    lost = {"beam": frozenset({"lights"}), "ford": frozenset({""})}
    figures = count(case, done, dict.fromkeys(done, "good"), lost)
    assert (figures.complete, figures.damaged, figures.ungraded) == (1, 1, 0)
    assert [line.damaged for line in figures.bodies] == [frozenset(), *lost.values()]
    paper = overview_paper(case, figures, AT)
    table = [block for block in paper.blocks if isinstance(block, Table)][-1]
    assert [tuple(plain(runs_of(cell)) for cell in row[1:]) for row in table.rows] == [
        ("Damaged", "3 of 3"),
        ("Damaged", "2 of 3"),
        ("Damaged", "3 of 3"),
    ]
    rows = list(csv.DictReader(io.StringIO(csv_of(figures))))
    assert {row["label"] for row in rows if row["table"].startswith("body")} == {"Damaged"}
    assert "2 councils are not wholly judged" in render_text(paper)


def test_what_is_none_of_the_frameworks_is_never_left_out_silently() -> None:
    with pytest.raises((ValueError, KeyError)):
        made(arch="excellent")
    with pytest.raises((ValueError, KeyError)):
        count(CASE, {"arch": {"surveys": "splendid"}}, {})


@given(
    st.dictionaries(st.sampled_from(["arch", "beam", "ford"]), st.sampled_from(["good", "unknown", "begun"])),
    st.data(),
)
def test_the_sums_always_hold(categories: dict[str, str], data: st.DataObject) -> None:
    scale = st.dictionaries(
        st.sampled_from(["surveys", "repairs", "lights"]), st.sampled_from(["sound", "begun", "silent"])
    )
    findings = {code: data.draw(scale) for code in ("arch", "beam", "ford")}
    figures = count(CASE, findings, categories)
    assert figures.add_up()
    assert sum(c.count for c in figures.categories) == len(categories)
    for criterion in figures.criteria:
        assert criterion.not_judged == sum(criterion.key not in found for found in findings.values())


def test_the_report_tells_how_complete_it_is() -> None:
    text = render_text(overview_paper(CASE, made(arch="unknown"), AT))
    assert (
        "These figures are not complete: 2 councils are not wholly judged. They stood so on 1 June 2032."
        in text
    )
    done = {
        code: dict.fromkeys(("surveys", "repairs", "lights"), "sound") for code in ("arch", "beam", "ford")
    }
    whole = count(CASE, done, dict.fromkeys(done, "good"))
    assert "These figures are complete: every council is judged." in render_text(
        overview_paper(CASE, whole, AT)
    )
    left = count(CASE, done, {"arch": "good", "beam": "good"})
    assert "1 council is not wholly judged" in render_text(overview_paper(CASE, left, AT))


def number(cell: Text) -> int:
    return int(plain(runs_of(cell)))


def test_the_reports_tables_add_up_and_its_figures_say_the_same() -> None:
    blocks = overview_paper(CASE, made(arch="unknown"), AT).blocks
    tables = [block for block in blocks if isinstance(block, Table)]
    figures = [block for block in blocks if isinstance(block, Figure)]
    assert len(tables) == len(figures) + 1 == 5
    for table, figure in zip(tables, figures, strict=False):
        *rows, (_, total, share) = table.rows
        assert sum(number(row[1]) for row in rows) == number(total) == 3
        assert share == "100%"
        assert [(row[0], number(row[1])) for row in rows] == [(bar.label, bar.count) for bar in figure.bars]
        assert all(f"{bar.label}: {bar.count}" in figure.alt for bar in figure.bars)
        assert table.caption
    assert [row[0] for row in tables[-1].rows] == [body.name for body in CASE.bodies]


def test_not_judged_is_shown_as_such_only_where_there_is_some() -> None:
    done = {
        code: dict.fromkeys(("surveys", "repairs", "lights"), "sound") for code in ("arch", "beam", "ford")
    }
    whole = count(CASE, done, dict.fromkeys(done, "good"))
    assert "Not judged" not in render_html(overview_paper(CASE, whole, AT))
    assert "Not judged" in render_html(overview_paper(CASE, made(), AT))


def test_the_report_names_its_parts() -> None:
    headings = [(b.level, b.text) for b in overview_paper(CASE, made(), AT).blocks if isinstance(b, Heading)]
    assert headings == [
        (1, "Footbridges, 2032"), (2, "Overall categories"), (2, "Findings by criterion"), (3, "1. Surveys"),
        (3, "2. Repairs"), (3, "3. Lights"), (2, "Every council"),
    ]  # fmt: skip


def test_the_csv_has_every_count_and_every_body() -> None:
    rows = list(csv.DictReader(io.StringIO(csv_of(made(arch="unknown")))))
    sums = Counter[tuple[str, str]]()
    for row in rows:
        if row["of"] == "3":
            sums[row["table"], row["criterion"]] += int(row["count"])
    assert set(sums.values()) == {3}
    assert len(sums) == 4
    assert {row["key"] for row in rows if row["table"] == "body category"} == {"arch", "beam", "ford"}
    assert (
        next(row for row in rows if row["table"] == "body finding" and row["key"] == "ford")["label"]
        == "Not judged"
    )


def test_the_national_result_of_2017(shared: Path) -> None:
    case = load_case(shared / "cases/abuse-of-position-2017")
    result = {"insufficient-information": 11, "not-commenced": 15, "commenced": 15, "all-in-place": 2}
    codes = iter(case.bodies)
    grades = {next(codes).code: key for key, number in result.items() for _ in range(number)}
    figures = count(case, {}, grades)
    assert {c.key: c.count for c in figures.categories} == result
    assert (figures.total, figures.ungraded) == (43, 0)
    table = next(b for b in overview_paper(case, figures, AT).blocks if isinstance(b, Table))
    assert table.caption == "Forces in each category"
    assert table.rows[-1] == ("All", "43", "100%")
    assert {row[0]: row[1] for row in table.rows}["Plans contained insufficient information"] == "11"


@pytest.mark.parametrize("long", range(1, 22, 2))
def test_a_question_ends_on_the_page_of_its_table_and_chart(long: int) -> None:
    first = CASE.framework.criteria[0]
    criteria = tuple(
        replace(first, key=f"c{number}", question=" ".join(["Is it so?"] * 9 * long)) for number in range(6)
    )
    case = replace(CASE, framework=replace(CASE.framework, criteria=criteria))
    found = list(elements(render_pdf(overview_paper(case, count(case, {}, {}), AT))))
    at = [index for index, (tag, _) in enumerate(found) if tag == "H3"]
    assert len(at) == len(criteria)
    for index in at:
        held = found[index : index + 4]
        assert [tag for tag, _ in held] == ["H3", "P", "Table", "Figure"]
        heading, question, table, chart = (pages for _, pages in held)
        assert table == chart == {max(question)}
        assert heading == {min(question)}
