"""The overview in a second language: its own words, and what is in another is said to be."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from reviewer.errors import CaseError
from reviewer.framework import case_from_data, case_to_data, load_case
from reviewer.framework.program_words import OverviewTable
from reviewer.letters import compose_letter, paper_of
from reviewer.model import Case
from reviewer.overview import Figures, case_in, count, csv_of, overview_paper, overview_words
from reviewer.overview.words import OverviewWords
from reviewer.paper import render_html, render_pdf, render_text
from tests.unit.letters.test_tongues import data_words, marked, toml, unmarked, welsh_folder
from tests.unit.paper.printed_languages import html_languages, pdf_languages

AT = datetime(2032, 6, 1, 23, 30, tzinfo=UTC)
OWN = {field.name: field.default for field in fields(OverviewWords)[:-1]}
GOLDEN = Path(__file__).parents[2] / "golden/case"


def figures(case: Case, language: str = "cy") -> Figures:
    """A case in which one body is wholly judged, one in part, and the others not."""
    named = case_in(case, language)
    done = {c.key: c.findings[0] for c in case.framework.criteria}
    first, second = case.bodies[0].code, case.bodies[1].code
    part = dict(list(done.items())[:1])
    return count(named, {first: done, second: part}, {first: case.framework.categories[0].key})


def with_words(folder: Path) -> Path:
    path = folder / "framework.cy.toml"
    words = "\n".join(f"{key} = {toml(marked(str(text)))}" for key, text in OWN.items())
    text = path.read_text(encoding="utf-8").replace("[paper]", f"[overview]\n{words}\n[paper]", 1)
    path.write_text(text, encoding="utf-8")
    return folder


def test_no_word_of_the_first_language_stands_in_a_welsh_overview_without_saying_so(
    shared: Path, tmp_path: Path
) -> None:
    case = load_case(with_words(welsh_folder(shared, tmp_path)))
    for category in case.languages["cy"].framework.categories:
        assert category.label == case.framework.category(category.key).label, "the overlay leaves them out"
    assert case_from_data(case_to_data(case)) == case
    paper = overview_paper(case, figures(case), AT, "cy")
    for said in (html_languages(render_html(paper)), pdf_languages(render_pdf(paper))):
        # What a picture says in one text can have no languages of its own: the labels in it are the table's again.
        text = [(tag, words) for tag, words in said if not re.match(r"Ŵ\d\w*\. ", words)]
        assert len(said) - len(text) == len(case.framework.criteria) + 1
        assert unmarked(text, data_words(case) | {"overview"}) == []
        english = {words.strip() for tag, words in said if tag == "en-GB"}
        assert {"Avon and Somerset Police", case.framework.categories[0].label} <= english
    table = next(block for block in paper.blocks if hasattr(block, "rows") and len(block.rows) > 40)
    assert "Heddlu Gwent" in str(table), "a body's own name in the language"


def test_without_words_of_its_own_an_overview_says_which_are_english() -> None:
    case = load_case(GOLDEN)
    paper = overview_paper(case, figures(case), AT, "cy")
    assert paper.language == "cy"
    for said in (html_languages(render_html(paper)), pdf_languages(render_pdf(paper))):
        welsh = "\n".join(text for tag, text in said if tag == "cy")
        english = "\n".join(text for tag, text in said if tag == "en-GB")
        for words in (
            "National overview",
            "Findings by criterion",
            "not wholly judged",
            "Share",
            "Good",
            "Councils",
        ):
            assert words in english
            assert words not in welsh
        assert "Cyngor y Bŵa" in welsh
        assert "29 Chwefror 2032" in welsh
    assert "bridges-2032/overview" in render_html(paper)
    assert f'<title lang="en-GB">{case.inspection.title}: national overview</title>' in render_html(paper)
    about = [text for tag, text in html_languages(render_html(paper)) if tag == "en-GB"]
    assert "How many councils stand where, in all and by criterion" in about
    with pikepdf.open(io.BytesIO(render_pdf(paper))) as pdf:
        packet = pdf.Root.Metadata.read_bytes().decode()
    assert f'<rdf:li xml:lang="en-GB">{case.inspection.title}: national overview</rdf:li>' in packet


def test_a_picture_and_its_labels_are_each_in_one_language() -> None:
    """The program's words are English, the case's labels Welsh: what stands for a picture has no runs, so it is all English."""
    golden = load_case(GOLDEN)
    spoken = golden.languages["cy"]
    framework = replace(
        spoken.framework,
        categories=tuple(replace(each, label=f"Da {each.key}") for each in spoken.framework.categories),
        findings=tuple(replace(each, label=f"Wele {each.key}") for each in spoken.framework.findings),
    )
    facts = {**spoken.facts, "body_noun": ("cyngor", "cynghorau")}
    welsh = replace(spoken, framework=framework, facts=facts)
    case = replace(golden, languages={**golden.languages, "cy": welsh})
    paper = overview_paper(case, figures(case), AT, "cy")
    for said in (html_languages(render_html(paper)), pdf_languages(render_pdf(paper))):
        english = [text for tag, text in said if tag == "en-GB"]
        assert not re.search(r"\b(Da|Wele) |[Cc]yngor|[Cc]ynghorau", "\n".join(english))
        pictures = [text for text in english if text.startswith("Bars. ")]
        assert len(pictures) == len(case.framework.criteria) + 1
        assert "Bars. Councils in each category. " in pictures[0]
        assert all(f"{each.label}: " in pictures[0] for each in golden.framework.categories)
        for each in framework.categories:
            shown = [tag for tag, text in said if text.strip() == each.label]
            assert len(shown) > 1, "in the table and at a bar"
            assert set(shown) == {"cy"}


def test_the_pages_of_an_overview_are_counted_as_those_of_a_letter_are(shared: Path, tmp_path: Path) -> None:
    case = load_case(GOLDEN)
    for language, words in (("cy", ("Tudalen", "o")), ("", ("Page", "of"))):
        letter = paper_of(compose_letter(case, language, case.bodies[0], {}, (), {}), None)
        assert overview_paper(case, figures(case, language), AT, language).page_words == words
        assert letter.page_words == words
    own = load_case(with_words(welsh_folder(shared, tmp_path)))
    assert overview_paper(own, figures(own), AT, "cy").page_words == ("Ŵ1", "Ŵ1")


def test_the_first_languages_overview_is_as_it_was() -> None:
    case = load_case(GOLDEN)
    paper = overview_paper(case, figures(case, ""), AT)
    assert {tag for tag, _ in html_languages(render_html(paper))} == {"en-GB"}
    assert "1 council" not in render_text(paper)
    assert "3 councils inspected on 3 criteria" in render_text(paper)


def test_the_table_is_in_the_language_too() -> None:
    case = load_case(GOLDEN)
    rows = list(csv.DictReader(io.StringIO(csv_of(figures(case), "Heb ei farnu"))))
    assert {row["label"] for row in rows if row["key"] == "ford"} == {"Heb ei farnu"}
    assert overview_words(case.languages["cy"]).language == "en-GB"


def test_the_schema_asks_for_the_words_that_there_are_with_all_that_they_have_filled_in() -> None:
    assert set(OverviewTable.model_fields) == set(OWN)
    for key, words in OWN.items():
        assert set(re.findall(r"\{(\w+)\}", str(words))) <= set(OverviewTable.filled.get(key, ())), key


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('cover = "Ŵ1 Ŵ2"\n', "", "overview.cover: missing"),
        ('cover = "Ŵ1 Ŵ2"', 'cover = "{name}"', "overview.cover: it holds a brace, and this phrase has none"),
        ("Ŵ1 {period}", "Ŵ1 {day}", "overview.reviewed: it holds a brace that is none of {period}"),
    ],
)
def test_a_phrase_that_would_print_its_braces_is_refused(
    shared: Path, tmp_path: Path, before: str, after: str, said: str
) -> None:
    folder = with_words(welsh_folder(shared, tmp_path))
    path = folder / "framework.cy.toml"
    text = path.read_text(encoding="utf-8").replace("Ŵ1 Ŵ2 {period}", "Ŵ1 {period}")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(CaseError, match=re.escape(said)):
        load_case(folder)


def test_a_body_without_a_name_in_the_language_keeps_its_own() -> None:
    case = load_case(GOLDEN)
    assert [body.name for body in case_in(case, "cy").bodies] == [
        "Cyngor y Bŵa",
        "Beam Council",
        "Ford Council",
    ]
    assert case_in(case, "") == replace(case)
