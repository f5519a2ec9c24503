from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reviewer.errors import WordingError
from reviewer.framework import load_case
from reviewer.model import Case
from reviewer.wording import check_case, compose, day, grouped, sentences, suggest
from reviewer.wording.escape import escape
from reviewer.wording.lists import joined, sentence_case
from reviewer.wording.template_names import names_for
from tests.unit.small_case import spoil, write_case

SEEN = {"fences": "seen", "swings": "seen", "ponds": "seen"}
F, INSP, L = "framework.toml", "inspection.toml", "letter.md"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return load_case(write_case(tmp_path / "case", welsh=True))


def spoken(case: Case, findings: dict[str, str], code: str = "") -> list[str]:
    body = case.bodies[0]
    language = case.languages[code]
    return [s.text for s in sentences(language, findings, names_for(case, language, body))]


def plain(markdown: str) -> str:
    """The text that a reader of the Markdown sees."""
    tokens = MarkdownIt("commonmark", {"html": False}).parse(markdown)
    inline = (child for token in tokens for child in token.children or ())
    return "".join("\n" if child.type.endswith("break") else child.content for child in inline)


def refusal(folder: Path) -> str:
    case = load_case(folder)
    with pytest.raises(WordingError) as caught:
        check_case(case)
    assert "\n" not in str(caught.value)
    return str(caught.value)


# --- the contract: a real letter --------------------------------------------------------------------


def test_the_real_case_gives_its_expected_letter_word_for_word(shared: Path) -> None:
    folder = shared / "cases/abuse-of-position-2017"
    case = load_case(folder)
    check_case(case)
    rows = [line.split("\t") for line in (folder / "verdicts.tsv").read_text("utf-8").splitlines()[1:]]
    findings = {criterion: finding for _, criterion, finding, _ in rows}

    letter = compose(case, case.languages[""], case.body("warwickshire"), findings)

    text = letter.markdown
    for number, sentence in enumerate(letter.sentences):
        text = text.replace(chr(0xE100 + number), sentence.text)
    tokens = MarkdownIt("commonmark").parse(text)
    paragraphs = [plain(token.content) for token in tokens if token.type == "inline"]
    ours = [letter.subject, letter.salutation, *paragraphs, letter.closing, case.inspection.signatory.name]
    assert ours == (folder / "expected/warwickshire.txt").read_text("utf-8").splitlines()
    assert letter.copied_to == ("Police and Crime Commissioner",)
    assert suggest(case.framework, findings) == "insufficient-information"


def test_every_allowed_finding_of_the_real_case_gives_its_sentence(shared: Path) -> None:
    case = load_case(shared / "cases/abuse-of-position-2017")

    both = spoken(case, {"ccu-capability": "included-commenced", "it-monitoring": "included-commenced"})
    earlier = spoken(case, {"partner-engagement": "no-information-earlier-evidence"})

    assert len(both) == 1
    assert both[0].endswith(
        "monitoring capability were included and this had already commenced prior to our review."
    )
    assert earlier[0].endswith("although we found evidence of this during our 2016 inspection.")


# --- sentences --------------------------------------------------------------------------------------


def test_one_sentence_a_finding_where_its_first_criterion_stands(case: Case) -> None:
    findings = {"fences": "nothing", "swings": "partly", "ponds": "nothing"}

    assert spoken(case, findings) == [
        "Nothing was sent about the fences or the ponds.",
        "The swings was begun.",
    ]
    assert grouped(case.framework, findings) == (("nothing", ("fences", "ponds")), ("partly", ("swings",)))


def test_a_criterion_has_its_own_phrase_for_a_finding(case: Case) -> None:
    assert spoken(case, {"swings": "nothing"}) == ["Nothing was sent about how swings are looked at."]
    assert spoken(case, {"swings": "seen"}) == ["We saw the swings."]


def test_three_share_a_sentence(case: Case) -> None:
    assert spoken(case, SEEN) == ["We saw the fences, the swings and the ponds."]


def test_a_second_language_has_its_own_words(case: Case) -> None:
    letter = compose(case, case.languages["cy"], case.bodies[0], {**SEEN, "ponds": "nothing"})

    assert [s.text for s in letter.sentences] == ["Gwelsom ffensys a siglenni.", "Dim am pyllau."]
    assert letter.subject == "Meysydd chwarae diogel"
    assert "Ysgrifennwyd ar 3 Mawrth 2031." in letter.markdown


@given(st.data())
def test_grouping_keeps_each_criterion_once_in_order_of_first_appearance(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    framework = load_case(write_case(tmp_path_factory.getbasetemp() / "law")).framework
    keys = [criterion.key for criterion in framework.criteria]
    chosen = data.draw(st.dictionaries(st.sampled_from(keys), st.sampled_from(["seen", "partly", "nothing"])))

    groups = grouped(framework, chosen)

    told = [(criterion, finding) for finding, criteria in groups for criterion in criteria]
    assert sorted(told) == sorted(chosen.items())
    assert len({finding for finding, _ in groups}) == len(groups)
    firsts = [keys.index(criteria[0]) for _, criteria in groups]
    assert firsts == sorted(firsts)
    assert all([*map(keys.index, criteria)] == sorted(map(keys.index, criteria)) for _, criteria in groups)


# --- the filters ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("items", "told"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists_are_said_as_in_a_sentence(items: list[str], told: str) -> None:
    assert joined(items, "and") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [("iT now", "IT now"), ("a B", "A B"), ("‘x’", "‘X’"), ("7 of", "7 of"), ("", ""), ("ŵyr", "Ŵyr")],
)
def test_a_sentence_begins_with_a_capital_and_keeps_the_rest(text: str, told: str) -> None:
    assert sentence_case(text) == told


def test_a_day_has_no_leading_zero() -> None:
    assert day(date(2017, 5, 6), ["", "", "", "", "May", *[""] * 7]) == "6 May 2017"


# --- values in Markdown -------------------------------------------------------------------------------


def test_values_print_as_typed_while_the_templates_markdown_works(case: Case) -> None:
    letter = compose(case, case.languages[""], case.body("elm"), SEEN)
    tokens = MarkdownIt("commonmark").parse(letter.markdown)
    children = next(token.children or [] for token in tokens if token.type == "inline")

    assert [child.type for child in children].count("em_open") == 1, "the template's *you*"
    assert plain(letter.markdown).startswith("We wrote to you, Elm_and_Oak [Town], on 3 March 2031.")
    assert letter.subject == "Safe playgrounds: Elm_and_Oak [Town]", "a subject is no Markdown"


@given(
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Co")), min_size=1),
    st.sampled_from(["", "So, ", "> ", "- "]),
)
def test_any_value_prints_as_typed_wherever_it_enters(value: str, before: str) -> None:
    seen = plain(f"{before}{escape(value)} end\n")

    lead = "So, " if before == "So, " else ""
    folded = " ".join(value.replace("\u2028", " ").replace("\u2029", " ").split(" "))
    assert seen.split() == f"{lead}{folded} end".split()


@pytest.mark.parametrize(
    "value",
    ["*x*", "a_b_c", "# one", "1. one", "2) two", "- x", "+ x", "===", "---", "`x`", "[a](b)", "![a](b)",
     "<b>", "&amp;", "a\\b", "~~x~~", "|a|", "    four", "ends  ", "http://example.org/a_b"],
)  # fmt: skip
def test_markup_in_a_value_is_no_markup(value: str) -> None:
    assert plain(f"{escape(value)}end") == f"{value}end"


def test_a_line_break_in_a_value_begins_no_block() -> None:
    assert plain(escape("one\n\n# two")) == "one # two"


def test_a_link_made_of_values_still_is_one(case: Case) -> None:
    language = case.languages[""]
    link = "[{{ enquiries.email }}](mailto:{{ enquiries.email }}) {{ findings }}"
    enquiries = replace(case.inspection.enquiries, email="a_b*c@example.org")
    case = replace(case, inspection=replace(case.inspection, enquiries=enquiries))
    language = replace(language, template=replace(language.template, text=link))

    tokens = MarkdownIt("commonmark").parse(compose(case, language, case.bodies[0], SEEN).markdown)
    children = tokens[1].children or []

    assert children[0].attrs["href"] == "mailto:a_b*c@example.org"
    assert children[1].content == "a_b*c@example.org"


# --- findings in the letter -----------------------------------------------------------------------------


def test_findings_leave_a_mark_for_each_sentence(case: Case) -> None:
    letter = compose(case, case.languages[""], case.bodies[0], {**SEEN, "ponds": "nothing"})

    assert "\ue100 \ue101 That is all." in letter.markdown
    assert [(s.key, s.criteria) for s in letter.sentences] == [
        ("seen", ("fences", "swings")),
        ("nothing", ("ponds",)),
    ]


def test_a_letter_may_list_its_findings_and_ask_for_one(tmp_path: Path) -> None:
    folder = write_case(tmp_path)
    spoil(folder, L, "{{ findings }}", "{% for each in findings %}\n- {{ each }}\n{% endfor %}\n"
          "{% if 'nothing' in findings %}Send more.{% endif %} {{ findings | length }}")  # fmt: skip
    case = load_case(folder)
    check_case(case)

    markdown = compose(case, case.languages[""], case.bodies[0], {**SEEN, "ponds": "nothing"}).markdown

    assert "- \ue100\n" in markdown
    assert "Send more. 2" in markdown


@pytest.mark.parametrize(
    ("new", "told"),
    [("All is well.", "does not say it"), ("{{ findings }} {{ findings }}", "says it more than once")],
)
def test_a_letter_that_does_not_say_its_findings_once_is_refused(tmp_path: Path, new: str, told: str) -> None:
    folder = write_case(tmp_path)
    spoil(folder, L, "{{ findings }}", new)

    assert refusal(folder).startswith(
        f"letter.md: the letter must say {{{{ findings }}}} once, and it {told}."
    )


# --- errors -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (L, "That is all.", "{{ colour }}", 'letter.md: line 8: unknown name "colour"; known: body, enquiries, findings, framework, inspection, sender, signatory'),
        (L, "That is all.", "{% if false %}{{ boddy.name }}{% endif %}", 'letter.md: line 8: unknown name "boddy" (did you mean "body"?)'),
        (L, "That is all.", "{% if false %}{{ sender.phone }}{% endif %}", 'letter.md: line 8: unknown name "sender.phone" (did you mean'),
        (L, "That is all.", "{{ body.mayor }}", "letter.md: line 8: there is no body.mayor; body has code, name, clerk, motto"),
        (L, "That is all.", "{{ body.motto }}", 'letter.md: line 8: body.motto is empty: the line of "elm" in the bodies\' file has no motto'),
        (L, "That is all.", "{{ inspection.previous_year }}", "letter.md: line 8: inspection.previous_year is empty: inspection.toml has no previous_year"),
        (L, "That is all.", "{{ framework.criteria[0].colour }}", "letter.md: line 8: there is no criterion.colour; criterion has title, key, question"),
        (L, "That is all.", "{{ body.name.colour }}", 'letter.md: line 8: there is no "colour" in str'),
        (L, "That is all.", "{% if not body.name %}{% set who = 1 %}{% endif %}{{ who }}", 'letter.md: line 8: unknown name "who"'),
        (L, "That is all.", "{{ framework.criteria[9] }}", "letter.md: line 8: there is no"),
        (L, "That is all.", "{{ body }}", "letter.md: line 8: body is not text; name a part of it, such as body.code"),
        (L, "That is all.", "{{ inspection.body_noun }}", "letter.md: line 8: a list can't be printed"),
        (L, "That is all.", "{{ body.name | day }}", "letter.md: line 8: day is for dates"),
        (L, "That is all.", "{{ body.name | allof }}", 'letter.md: line 8: unknown filter "allof" (did you mean "all_of"?)'),
        (L, "That is all.", "{% if x is fine %}{% endif %}", "letter.md: line 8: "),
        (L, "That is all.", "{% if body is fine %}{% endif %}", 'letter.md: line 8: unknown test "fine"'),
        (L, "That is all.", "{% if body.name %}", "letter.md: line 8: "),
        (L, "That is all.", "{{ body.name | safe }}", 'letter.md: line 8: unknown filter "safe"'),
        (L, "That is all.", "{% include 'x' %}", "letter.md: line 8: include can't be used here"),
        (L, "That is all.", "{% macro m() %}{% endmacro %}", "letter.md: line 8: macro can't be used here"),
        (L, "That is all.", "{% set x %}a{% endset %}", "letter.md: line 8: assignblock can't be used here"),
        (L, "That is all.", "{{ body._values }}", "letter.md: line 8: it can't be filled: “access to attribute '_values'"),
        (L, "That is all.", "{{ body.name.__class__ }}", "letter.md: line 8: it can't be filled: “access to attribute '__class__'"),
        (L, "That is all.", "{{ body.name * 999999999 }}", "letter.md: line 8: * is for two numbers only"),
        (L, "That is all.", "{{ 9 ** 9 }}", "letter.md: line 8: ** can't be used"),
        (L, "That is all.", "{{ 1 / 0 }}", "letter.md: line 8: division by zero"),
        (L, "That is all.", "{{ body.name + 1 }}", "letter.md: line 8: it can't be filled: “can only concatenate"),
        (L, "Yours sincerely", "Yours {{ humbly }}", 'letter.md: closing: unknown name "humbly"'),
        (L, "Dear {{ body.clerk }}", "Dear {{ body.motto }}", 'letter.md: salutation: body.motto is empty: the line of "elm"'),
        (F, "We saw {{ phrases | all_of }}.", "We saw {{ phases }}.", 'framework.toml: finding.sentence (seen): unknown name "phases" (did you mean "phrases"?)'),
        (F, "We saw {{ phrases | all_of }}.", "{{ findings }}", 'framework.toml: finding.sentence (seen): unknown name "findings"'),
        (F, "We saw {{ phrases | all_of }}.", "{{ phrases }}", "framework.toml: finding.sentence (seen): a list can't be printed"),
        (F, "We saw {{ phrases | all_of }}.", "{# none #}", "framework.toml: finding.sentence (seen): the sentence comes out empty"),
        (F, "We saw {{ phrases | all_of }}.", "{{ phrases[1] }}", "framework.toml: finding.sentence (seen): there is no"),
        (F, "We saw {{ phrases | all_of }}.", "We saw {{ phrases", "framework.toml: finding.sentence (seen): "),
        (F, "tones.count('unknown') >= 2", "tone == 'met'", 'framework.toml: category.suggest (unknown): unknown name "tone" (did you mean "tones"?); known: findings, tones'),
        (F, "tones.count('unknown') >= 2", "tones.count(", "framework.toml: category.suggest (unknown): "),
        (F, "tones.count('unknown') >= 2", "tones > 1", "framework.toml: category.suggest (unknown): it can't be filled: “'>' not supported"),
        (INSP, "{{ body.clerk }}", "{{ body.mayor }}", "inspection.toml: letter.copied_to[1]: there is no body.mayor"),
        (INSP, "{{ body.clerk }}", "{{ oversight }}", 'inspection.toml: letter.copied_to[1]: unknown name "oversight"'),
    ],
)  # fmt: skip
def test_an_error_names_the_file_the_line_or_key_and_the_name(
    tmp_path: Path, file: str, old: str, new: str, told: str
) -> None:
    folder = write_case(tmp_path)
    spoil(folder, file, old, new)

    assert told in refusal(folder)


def test_an_error_in_a_second_language_names_its_files(tmp_path: Path) -> None:
    folder = write_case(tmp_path, welsh=True)
    spoil(folder, "framework.cy.toml", "Gwelsom {{ phrases | all_of }}.", "{{ geiriau }}")
    assert 'framework.cy.toml: finding.sentence (seen): unknown name "geiriau"' in refusal(folder)

    spoil(folder, "framework.cy.toml", "{{ geiriau }}", "Gwelsom.")
    spoil(folder, "letter.cy.md", "{{ findings }}", "{{ findings }} {{ llythyr }}")
    assert 'letter.cy.md: line 8: unknown name "llythyr"' in refusal(folder)


def test_a_sentence_is_tried_with_one_criterion_at_a_time(tmp_path: Path) -> None:
    folder = write_case(tmp_path)
    spoil(
        folder,
        F,
        "We saw {{ phrases | all_of }}.",
        "{{ phrases[1] if phrases | length > 2 else phrases[1] }}",
    )

    assert "framework.toml: finding.sentence (seen): there is no" in refusal(folder)


def test_a_guarded_fact_may_be_empty(tmp_path: Path) -> None:
    folder = write_case(tmp_path)
    spoil(
        folder,
        L,
        "That is all.",
        "{% if body.motto is defined %}{{ body.motto }}{% endif %}{{ body.x | default('–') }}",
    )
    spoil(folder, INSP, "{{ body.clerk }}", "{% if body.motto is defined %}{{ body.clerk }}{% endif %}")
    case = load_case(folder)
    check_case(case)

    ash, elm = (compose(case, case.languages[""], body, SEEN) for body in case.bodies)

    assert (ash.copied_to, elm.copied_to) == (("The Clerk of Ash",), ())
    assert plain(ash.markdown).endswith("Play *well*–")


def test_a_column_may_have_any_name(tmp_path: Path) -> None:
    folder = write_case(tmp_path)
    for column, name in (("clerk", "items"), ("motto", "values")):
        spoil(folder, "bodies.tsv", column, name)
        spoil(folder, L if name == "items" else INSP, "body.clerk", f"body.{name}")
    spoil(folder, INSP, "body.values", "body.items")
    case = load_case(folder)
    check_case(case)

    assert compose(case, case.languages[""], case.bodies[0], SEEN).salutation == "Dear The Clerk of Ash"


def test_criteria_can_be_listed_and_numbers_multiplied(tmp_path: Path) -> None:
    folder = write_case(tmp_path)
    spoil(
        folder,
        L,
        "That is all.",
        "{% for c in framework.criteria %}{{ loop.index * 2 }}{{ c.title }}{% endfor %}",
    )
    case = load_case(folder)
    check_case(case)

    assert "2Fences4Swings6Ponds" in compose(case, case.languages[""], case.bodies[0], SEEN).markdown


def test_a_letter_made_again_is_the_same(case: Case) -> None:
    once, again = (compose(case, case.languages[""], case.bodies[0], SEEN) for _ in range(2))

    assert once == again


# --- suggestions ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("findings", "category"),
    [
        (("seen", "seen", "seen"), "good"),
        (("nothing", "seen", "nothing"), "unknown"),
        (("partly", "seen", "nothing"), "begun"),
    ],
)
def test_the_first_category_whose_expression_is_true_is_suggested(
    case: Case, findings: tuple[str, ...], category: str
) -> None:
    assert suggest(case.framework, dict(zip(SEEN, findings, strict=True))) == category


def test_nothing_is_suggested_until_all_is_judged_or_when_nothing_is_true(case: Case) -> None:
    assert suggest(case.framework, {"fences": "seen"}) is None
    never = tuple(replace(category, suggest="false") for category in case.framework.categories)
    assert suggest(replace(case.framework, categories=never), SEEN) is None
