"""Two states of a case show what differs between them, and nothing where, and only where, they are equal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.desk.words.amendments import LONGEST, change_words, differing
from reviewer.framework import case_from_data, case_to_data, load_case
from reviewer.framework.case_changes import ORDER, differences
from reviewer.model import Body, Case, Category, Criterion, Finding, Framework, Language, Template, Tone
from reviewer.model.amendments import CaseChange
from tests.unit.small_case import spoil, write_case

TEXT = st.text(st.sampled_from("ab, ;\n"), max_size=3)
LINES = st.lists(TEXT, max_size=2).map(tuple)
KEYS = st.lists(st.sampled_from("pqr"), unique=True, max_size=3)


def findings(keys: list[str]) -> st.SearchStrategy[tuple[Finding, ...]]:
    return st.tuples(*(
        st.builds(Finding, key=st.just(key), label=TEXT, tone=st.sampled_from(Tone), sentence=TEXT) for key in keys
    ))  # fmt: skip


def criteria(keys: list[str]) -> st.SearchStrategy[tuple[Criterion, ...]]:
    return st.tuples(*(
        st.builds(
            Criterion, key=st.just(key), title=TEXT, question=TEXT, guidance=TEXT, search=LINES,
            findings=KEYS.map(tuple), phrase=st.dictionaries(st.sampled_from(["default", "p"]), TEXT),
        ) for key in keys
    ))  # fmt: skip


def categories(keys: list[str]) -> st.SearchStrategy[tuple[Category, ...]]:
    return st.tuples(*(st.builds(Category, key=st.just(key), label=TEXT, suggest=TEXT) for key in keys))


FRAMEWORKS = st.builds(
    Framework, key=TEXT, title=TEXT, language=st.just("en-GB"), findings=KEYS.flatmap(findings),
    criteria=KEYS.flatmap(criteria), categories=KEYS.flatmap(categories),
)  # fmt: skip
TEMPLATES = st.builds(Template, TEXT, TEXT, TEXT, TEXT)
LANGUAGES = st.builds(Language, code=st.just(""), framework=FRAMEWORKS, template=TEMPLATES, months=LINES)


@st.composite
def cases(draw: st.DrawFn, like: Case) -> Case:
    """A case with much of it drawn from little, so that two are often equal but for one thing."""
    first = draw(LANGUAGES)
    languages = {"": first}
    if draw(st.booleans()):
        languages["cy"] = replace(draw(LANGUAGES), code="cy")
    codes = draw(st.lists(st.sampled_from(["ash", "elm", "oak"]), unique=True, min_size=1, max_size=3))
    bodies = [
        Body(code, "N", {"code": code, "name": "N", **draw(st.dictionaries(st.sampled_from("cd"), TEXT))})
        for code in codes
    ]
    inspection = replace(
        like.inspection,
        title=draw(TEXT),
        letters_dated=draw(st.sampled_from([date(2031, 5, 1), date(2031, 5, 2)])),
        previous_year=draw(st.sampled_from([None, 2016])),
        sender=replace(like.inspection.sender, address=draw(LINES)),
    )
    return Case(first.framework, inspection, tuple(bodies), languages, draw(st.none() | TEMPLATES))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return load_case(write_case(tmp_path_factory.mktemp("small") / "case", welsh=True))


@pytest.mark.thorough
@given(data=st.data())
def test_nothing_differs_where_and_only_where_two_cases_are_equal(small: Case, data: st.DataObject) -> None:
    one, other = data.draw(cases(small)), data.draw(cases(small))
    assert differences(one, one) == ()
    assert differences(one, case_from_data(case_to_data(one))) == ()
    assert (differences(one, other) == ()) == (one == other)
    assert {change.path for change in differences(one, other)} == {
        change.path for change in differences(other, one)
    }


@given(data=st.data())
def test_one_thing_that_differs_is_one_change(small: Case, data: st.DataObject) -> None:
    one = data.draw(cases(small))
    other = replace(one, inspection=replace(one.inspection, review_period="another"))
    (change,) = differences(one, other)
    assert change == CaseChange(("inspection", "review_period"), small.inspection.review_period, "another")


def changed(folder: Path, file: str, old: str, new: str) -> tuple[CaseChange, ...]:
    before = load_case(folder)
    spoil(folder, file, old, new)
    return differences(before, load_case(folder))


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("bodies.tsv", "The Town Clerk", "Mayor Oak", ("Elm_and_Oak [Town]: clerk", "The Town Clerk", "Mayor Oak")),
        ("bodies.tsv", "Play *well*", "", ("Ash Parish: motto", "Play *well*", "")),
        ("bodies.tsv", "elm\tElm", "oak\tOak Green\tOaks\t\nelm\tElm", ("Oak Green", "", "Oak Green; Oaks")),
        ("inspection.toml", "2031-05-01", "2031-05-03", ("Date of the letters", "1 May 2031", "3 May 2031")),
        ("framework.toml", '"the ponds"', '"all ponds"', ("Criterion ponds: phrase: default", "the ponds", "all ponds")),
        ("framework.toml", 'title = "Fences"', 'title = "Rails"', ("Criterion fences: title", "Fences", "Rails")),
        ("letter.cy.md", "Annwyl", "Hoff", ("In Welsh: Letter: salutation", "Annwyl {{ body.clerk }}", "Hoff {{ body.clerk }}")),
    ],
)  # fmt: skip
def test_what_differs_is_said_in_words(
    tmp_path: Path, file: str, old: str, new: str, said: tuple[str, str, str]
) -> None:
    folder = write_case(tmp_path / "case", welsh=True)
    before = load_case(folder)
    found = changed(folder, file, old, new)
    lines = [(change_words(change, [before, load_case(folder)]), *differing(change)) for change in found]
    assert lines == [said]


def test_another_order_of_bodies_is_told() -> None:
    (change,) = (CaseChange(("bodies", ORDER), "ash, elm", "elm, ash"),)
    assert change_words(change, []) == "Order of the list"


def test_of_a_long_text_the_place_is_shown_where_it_differs() -> None:
    text = "word " * 200
    before, after = differing(CaseChange(("languages", "", "template", "text"), text + "end", text + "close"))
    assert "end" in before
    assert "close" in after
    assert max(map(len, (before, after))) <= LONGEST + 2
