"""A letter in a second language: nothing of it stands in the first without saying so."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from reviewer import wording
from reviewer.errors import CaseError
from reviewer.framework import case_from_data, case_to_data, load_case
from reviewer.letters import LetterDraft, SignatureLook, compose_letter, paper_of, text_of
from reviewer.letters.words import filled
from reviewer.model import Block, Case, Origin
from reviewer.paper import Paper, render_html, render_pdf
from tests.unit.letters.letter_case import FINDINGS, VERDICTS, the_case
from tests.unit.paper.printed_languages import html_languages, pdf_languages

NOW = datetime(2032, 4, 6, 9, 30, tzinfo=UTC)
LOOK = SignatureLook("Ŵyn Prŷs-Example", NOW)
DEPUTY = replace(LOOK, role="Ŵ0deputy", signatory="Michael Cunningham QPM")
MARKED = re.compile(r"Ŵ\d\w*")
KEPT = re.compile(r"\{\w+\}|\{\{.*?\}\}|\{%.*?%\}")  # what is filled in stays
PAPER = {
    "page": "Page", "of": "of", "draft": "DRAFT", "not_signed": "not signed", "signed_for": "for {signatory}",
    "signed_by": "Signed by {name}", "spoken": "Signature of {name}", "deputy": "{role}, for {signatory}",
    "issued": "Issued by the signatory", "issued_for": "Issued for {signatory}", "twin": "The PDF has it",
}  # fmt: skip


def marked(text: str) -> str:
    """A text each of whose words is made one that no language has."""
    count = 0

    def word(_: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"Ŵ{count}"

    parts = re.split(f"({KEPT.pattern})", text)
    return "".join(part if KEPT.fullmatch(part) else re.sub(r"[^\W\d_]+", word, part) for part in parts)


def toml(value: object) -> str:
    match value:
        case str():
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
        case list():
            return f"[{', '.join(map(toml, value))}]"
        case _:
            return str(value)


def overlay_of(framework: Mapping[str, Any], inspection: Mapping[str, Any]) -> Iterator[str]:
    """The lines of an overlay that says all that one can say."""
    yield "schema = 1"
    yield f"title = {toml(marked(framework['title']))}\ncopied_to = {toml(marked('Copied to'))}"
    yield f"months = {toml([f'Ŵ{n}month' for n in range(12)])}"
    yield f"[words]\nall = {toml('Ŵ1and')}\nany = {toml('Ŵ1or')}\n[paper]"
    yield from (f"{key} = {toml(marked(text))}" for key, text in PAPER.items())
    places = {
        "inspection": ("title", "review_period", "cause_of_concern", "marking", "body_noun"),
        "sender": ("organisation", "strapline", "address"),
        "signatory": ("titles",),
        "enquiries": ("name",),
        "letter": ("delivery",),
    }
    for place, keys in places.items():
        yield f"[{place}]"
        held = inspection if place == "inspection" else inspection[place]
        for key in keys:
            said = list(map(marked, held[key])) if isinstance(held[key], list) else marked(held[key])
            yield f"{key} = {toml(said)}"
    for finding in framework["finding"]:
        sentence = "Ŵ1say {{ phrases | all_of }} {{ inspection.previous_year }}."
        yield f'[[finding]]\nkey = "{finding["key"]}"\nlabel = "Ŵ1"\nsentence = {toml(sentence)}'
    for criterion in framework["criterion"]:
        yield f'[[criterion]]\nkey = "{criterion["key"]}"\ntitle = "Ŵ1"\nquestion = "Ŵ2"\n[criterion.phrase]'
        yield from (f"{key} = {toml(marked(text))}" for key, text in criterion["phrase"].items())


def welsh_folder(shared: Path, folder: Path) -> Path:
    """The real case with a second language of which every word is marked."""
    case = folder / "case"
    shutil.copytree(shared / "cases/abuse-of-position-2017", case)
    framework = tomllib.loads((case / "framework.toml").read_text(encoding="utf-8"))
    inspection = tomllib.loads((case / "inspection.toml").read_text(encoding="utf-8"))
    overlay = "\n".join(overlay_of(framework, inspection))
    (case / "framework.cy.toml").write_text(overlay, encoding="utf-8")
    first = (case / "letter.md").read_text(encoding="utf-8")
    front, text = first.removeprefix("---\n").split("---\n", 1)
    lines = (f"{key}: {words}" for key, words in _front(front))
    (case / "letter.cy.md").write_text(f"---\n{chr(10).join(lines)}\n---\n{_letter(text)}", encoding="utf-8")
    return case


def _front(front: str) -> Iterator[tuple[str, str]]:
    for line in front.strip().splitlines():
        key, _, words = line.partition(":")
        yield key, marked(words)


def _letter(text: str) -> str:
    """A letter whose own words are marked; its links lead where they led."""
    parts = re.split(r"(\(mailto:.*?\)\)?)", text)
    return "".join(part if part.startswith("(mailto:") else marked(part) for part in parts)


def data_words(case: Case) -> set[str]:
    """Words that are in no language: people's names, codes and addresses that a program reads."""
    inspection = case.inspection
    names = (inspection.signatory.name, LOOK.name, inspection.enquiries.email, inspection.key, "UTC")
    codes = " ".join(f"{body.code} {body.facts.get('welsh_name', '')}" for body in case.bodies)
    return set(re.findall(r"[^\W\d_]+", " ".join((*names, codes, inspection.sender.telephone))))


def draft_of(case: Case, body: str, *edited: Block) -> LetterDraft:
    findings = {c.key: c.findings[n % len(c.findings)] for n, c in enumerate(case.framework.criteria)}
    return compose_letter(case, "cy", case.body(body), findings, edited, {key: key * 3 for key in findings})


def unmarked(said: list[tuple[str, str]], data: set[str]) -> list[str]:
    """The words that are said to be in the letter's own language and are none of it."""
    own = " ".join(text for tag, text in said if tag == "cy")
    return [
        word for word in re.findall(r"[^\W\d_]\w*", own) if not MARKED.fullmatch(word) and word not in data
    ]


@pytest.mark.parametrize("look", [None, LOOK, DEPUTY])
def test_no_word_of_the_first_language_stands_in_a_welsh_letter_without_saying_so(
    shared: Path, tmp_path: Path, look: SignatureLook | None
) -> None:
    case = load_case(welsh_folder(shared, tmp_path))
    data = data_words(case)
    for body in ("dyfed-powys", "warwickshire"):
        for issued in (False, True):
            paper = paper_of(draft_of(case, body), look, issued=issued)
            html, pdf = html_languages(render_html(paper)), pdf_languages(render_pdf(paper))
            assert unmarked(html, data) == []
            assert unmarked(pdf, data) == []
            for said in (html, pdf):
                foreign = [text.strip() for tag, text in said if tag == "en-GB"]
                assert "Chief Constable" in foreign
                assert "Police and Crime Commissioner" in foreign


def test_what_the_overlay_leaves_out_is_said_to_be_english() -> None:
    draft = draft_of(the_case(), "arch")
    for paper in (paper_of(draft, LOOK), paper_of(draft, None)):
        for said in (html_languages(render_html(paper)), pdf_languages(render_pdf(paper))):
            english = "\n".join(text for tag, text in said if tag == "en-GB")
            welsh = "\n".join(text for tag, text in said if tag == "cy")
            for words in (
                "Bridge Inspectorate",
                "Made up for tests",
                "Archford",
                "Inspector of Footbridges",
                "By e-mail",
            ):
                assert words in english
                assert words not in welsh
            assert "The Town Clerk" in english
            assert "Copi at: " in welsh
            assert "Prif Beiriannydd" in welsh
    signed = paper_of(draft, LOOK)
    assert any(
        tag == "en-GB" and text.startswith("Digital signature of")
        for tag, text in pdf_languages(render_pdf(signed))
    )
    assert '<p class="field" lang="en-GB">Digitally signed by' in render_html(signed)
    assert '<span lang="en-GB">TEST</span><br>DRAFFT, heb ei lofnodi</header>' in render_html(
        paper_of(draft, None)
    )


def test_the_first_language_is_marked_nowhere_in_its_own_letter() -> None:
    draft = compose_letter(the_case(), "", the_case().body("arch"), FINDINGS, (), VERDICTS)
    assert draft.foreign == {}
    assert {tag for tag, _ in html_languages(render_html(paper_of(draft, LOOK)))} == {"en-GB"}
    assert {tag for tag, _ in pdf_languages(render_pdf(paper_of(draft, LOOK)))} == {"en-GB"}


def case_with(tmp_path: Path, text: str, *, sentence: str = "") -> Case:
    folder = tmp_path / "case"
    shutil.copytree(Path(__file__).parents[2] / "golden/case", folder)
    path = folder / "letter.cy.md"
    path.write_text(path.read_text(encoding="utf-8").replace("{{ findings }}", text), encoding="utf-8")
    if sentence:
        overlay = folder / "framework.cy.toml"
        words = overlay.read_text(encoding="utf-8").replace("Gwelsom: {{ phrases | all_of }}.", sentence)
        overlay.write_text(words, encoding="utf-8")
    return load_case(folder)


def english(paper: Paper) -> list[str]:
    return [text for tag, text in html_languages(render_html(paper)) if tag == "en-GB"]


def test_facts_keep_their_language_in_markdown_in_lists_in_links_and_in_sentences(tmp_path: Path) -> None:
    text = (
        "## Am {{ body.name }}\n\n*{{ body.chief }}*, {{ [body.chief, body.clerk] | all_of }} "
        "[{{ body.name }}](https://a.example/{{ body.clerk }}) <https://b.example>\n\n{{ findings }}\n\n"
        "| {{ sender.strapline }} | x |\n|---|---|\n| {{ inspection.review_period }} | {{ inspection.letters_dated | day }} |"
    )
    case = case_with(tmp_path, text, sentence="Gwelsom {{ body.clerk }}: {{ phrases | all_of }}.")
    findings = dict.fromkeys(FINDINGS, "sound")
    facts = {**case.body("arch").facts, "clerk": "Clerk"}
    draft = compose_letter(case, "cy", replace(case.body("arch"), facts=facts), findings, (), VERDICTS)
    html = render_html(paper_of(draft, None))

    assert '<h2>Am <span lang="en-GB">Arch &amp; Town Council</span></h2>' in html
    assert '<em><span lang="en-GB">Chief Engineer</span></em>' not in html, (
        "the span is outside: one element less"
    )
    assert '<span lang="en-GB"><em>Chief Engineer</em></span>' in html
    assert '<span lang="en-GB">Chief Engineer</span> a <span lang="en-GB">Clerk</span>' in html
    assert '<a href="https://a.example/Clerk" lang="en-GB">Arch &amp; Town Council</a>' in html
    assert '<a href="https://b.example">https://b.example</a>' in html
    assert 'Gwelsom <span lang="en-GB">Clerk</span>: arolygon, atgyweiriadau a goleuadau.' in html
    assert '<th scope="col"><span lang="en-GB">Made up for tests</span></th>' in html
    assert "<td>5 Ebrill 2032</td>" in html
    assert any(sentence.text.startswith("Gwelsom Clerk: ") for sentence in draft.sentences)
    everything = (html, text_of(draft), render_pdf(paper_of(draft, None)).decode("latin-1"))
    assert not any(mark in words for words in everything for mark in "\ue0fe\ue0ff")
    assert not any(mark in block.markdown for block in draft.blocks for mark in "\ue0fe\ue0ff")
    assert "%EE%83" not in html


def test_a_paragraph_keeps_its_languages_when_it_is_edited(tmp_path: Path) -> None:
    case = case_with(tmp_path, "Annwyl {{ body.name }}.\n\n{{ findings }}")
    composed = compose_letter(case, "cy", case.body("arch"), FINDINGS, (), VERDICTS)
    block = next(block for block in composed.blocks if "Annwyl" in block.markdown)
    own = Block(
        "arch", "letter-cy", block.key, block.order, Origin.WRITTEN, f"{block.markdown} Diolch.", (), "x"
    )
    edited = compose_letter(case, "cy", case.body("arch"), FINDINGS, (own,), VERDICTS)
    assert "Arch & Town Council" in english(paper_of(edited, None))
    assert "Diolch." in text_of(edited)
    assert not any(block.orphan for block in edited.blocks)


def test_keys_of_paragraphs_are_what_they_were_before_languages_were_marked() -> None:
    """A key is made of a paragraph's words: those edited earlier must find theirs."""
    case = the_case()
    plain = replace(case.languages["cy"], columns="", code="")  # as the first language: nothing is marked
    first = replace(case, languages={**case.languages, "": plain}, framework=plain.framework)
    body = case.body("beam")
    marked_, unmarked_ = (
        compose_letter(each, code, body, FINDINGS, (), VERDICTS) for each, code in ((case, "cy"), (first, ""))
    )
    assert [block.key for block in marked_.blocks] == [block.key for block in unmarked_.blocks]
    assert [block.markdown for block in marked_.blocks] == [block.markdown for block in unmarked_.blocks]


def test_whom_a_letter_is_to_is_what_the_case_says(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(Path(__file__).parents[2] / "golden/case", folder)
    path = folder / "inspection.toml"
    words = 'addressee = ["{{ body.clerk if body.clerk is defined else \'\' }}", "{{ body.name }}", "{{ sender.organisation }}"]'
    path.write_text(f"{path.read_text(encoding='utf-8')}{words}\n", encoding="utf-8")
    case = load_case(folder)
    assert case_from_data(case_to_data(case)) == case
    draft = compose_letter(case, "", case.body("arch"), FINDINGS, (), VERDICTS)
    assert draft.addressee == ("The Town Clerk", "Arch & Town Council", "Bridge Inspectorate")
    welsh = compose_letter(case, "cy", case.body("arch"), FINDINGS, (), VERDICTS)
    assert welsh.addressee == ("The Town Clerk", "Cyngor y Bŵa", "Bridge Inspectorate")
    assert welsh.runs("Cyngor y Bŵa")[0].lang == ""
    assert compose_letter(case, "", case.body("ford"), FINDINGS, (), VERDICTS).addressee[0] == "Ford Council"


@pytest.mark.parametrize(
    ("salutation", "lines"),
    [
        ("Dear {{ body.clerk }}", ("The Town Clerk", "Arch & Town Council")),
        (
            "Dear {{ body.chief }} and {{ body.clerk }}:",
            ("Chief Engineer The Town Clerk", "Arch & Town Council"),
        ),
        (
            "{% if body.welsh_chief is defined %}Dear {{ body.welsh_chief }}{% else %}Sir{% endif %}",
            ("Prif Beiriannydd", "Arch & Town Council"),
        ),
        ("{% raw %}Dear {{ all }}{% endraw %}", ("Arch & Town Council",)),
        ("Dear members of {{ body.name }}", ("Arch & Town Council",)),
        ("Dear colleague", ("Arch & Town Council",)),
    ],
)
def test_a_case_that_does_not_say_whom_its_letters_are_to_has_said_it_in_the_salutation(
    salutation: str, lines: tuple[str, ...]
) -> None:
    case = the_case()
    assert case.inspection.letter.addressee == (), "the golden case says nothing"
    first = case.languages[""]
    greeting = replace(
        case,
        languages={
            **case.languages,
            "": replace(first, template=replace(first.template, salutation=salutation)),
        },
    )
    assert compose_letter(greeting, "", case.body("arch"), FINDINGS, (), VERDICTS).addressee == lines
    assert wording.addressed(greeting, case.body("arch")) == lines
    again = case_from_data(case_to_data(greeting))
    assert again.inspection.letter.addressee == (), "not taken for a record of before"


def test_no_fact_of_a_body_but_its_name_is_known_to_the_program(root: Path) -> None:
    """What a body's columns mean is said by the case; of records that could not say it, by what wrote them.

    Sentences that explain how a letter asks for a column have one for an example.
    """
    named = re.compile(r"body\.(?!name\b|code\b|facts\b)\w+ *[|}]|chief_officer_title")
    examples = re.compile(r'"""Return a template without.*?"""|"[^"\n]*\{\{ body\.chief \}\}[^"\n]*"')
    found = {
        path.relative_to(root).as_posix()
        for path in (root / "reviewer").rglob("*.py")
        if named.search(examples.sub("", path.read_text("utf-8")))
    }
    assert found == {"reviewer/framework/case_record.py"}


def test_a_casebook_of_before_addresses_its_letters_as_it_did() -> None:
    data = case_to_data(the_case())
    del data["inspection"]["letter"]["addressee"]
    for language in data["framework"]["languages"].values():
        for key in ("facts", "paper", "columns"):
            del language[key]
    old = case_from_data(data)
    draft = compose_letter(old, "cy", old.body("arch"), FINDINGS, (), VERDICTS)
    assert draft.addressee == ("Prif Beiriannydd", "Cyngor y Bŵa")
    assert compose_letter(old, "", old.body("arch"), FINDINGS, (), VERDICTS).addressee[0] == "Chief Engineer"


def test_facts_of_a_newer_program_are_passed_over() -> None:
    data = case_to_data(the_case())
    facts = data["framework"]["languages"]["cy"]["facts"]
    facts |= {"sender.organisation": "Arolygiaeth", "sender.motto": "x", "logo.alt": "y"}
    case = case_from_data(data)
    assert dict(case.languages["cy"].facts) == {"sender.organisation": "Arolygiaeth"}
    assert draft_of(case, "arch").sender.organisation == "Arolygiaeth"


def said_otherwise(key: str, words: str) -> str:
    """All of the paper's words, one of them another."""
    return "\n".join(f"{each} = {toml(text)}" for each, text in (PAPER | {key: words}).items())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ('[paper]\npage = "Tudalen"\n', "paper.of: missing"),
        ('[sender]\ntelephone = "1"\n', "sender.telephone: there is no such key"),
        (
            "[paper]\n" + "\n".join(f'{key} = "x"' for key in PAPER),
            "paper.signed_for: expected text with {signatory} in it",
        ),
        *(
            (
                f"[paper]\n{said_otherwise(key, words)}",
                f"paper.{key}: it holds a brace{said_of_it}",
            )
            for key, words, said_of_it in (
                ("twin", "The {titel} has it", ", and this phrase has none"),
                ("signed_by", "{name} of {office}", " that is none of {name}"),
                ("deputy", "{role}, for {signatory}}", " that is none of {role}, {signatory}"),
                ("issued_for", "For {signatory} by {name}", " that is none of {signatory}"),
            )
        ),
    ],
)
def test_an_overlay_says_all_of_the_papers_words_or_none_and_nothing_else(
    tmp_path: Path, words: str, said: str
) -> None:
    folder = tmp_path / "case"
    shutil.copytree(Path(__file__).parents[2] / "golden/case", folder)
    path = folder / "framework.cy.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("[words]", f"{words}\n[words]"), encoding="utf-8"
    )
    with pytest.raises(CaseError, match=r"framework\.cy\.toml") as caught:
        load_case(folder)
    assert said in str(caught.value)


def test_a_name_with_braces_is_filled_in_as_it_is() -> None:
    assert (
        filled("{role}, for {signatory} {x}", role="{signatory}", signatory="A {role}")
        == "{signatory}, for A {role} {x}"
    )
