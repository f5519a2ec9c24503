"""Wherever a finding stands, and however it is set, it keeps its verdict, its links and its emphasis."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.framework import load_case
from reviewer.letters import DraftSentence, LetterDraft, compose_letter
from reviewer.letters.tracing import Composed
from reviewer.model import Block, Case, Origin
from reviewer.paper import Block as PaperBlock
from reviewer.paper import (
    Bullets,
    Heading,
    Paragraph,
    Quote,
    Run,
    Table,
    blocks_from_markdown,
    html_of_blocks,
    runs_of,
    text_of_blocks,
)
from tests.unit.letters.letter_case import FINDINGS, VERDICTS, own, the_case

LOOP = "{% for finding in findings %}"
TEMPLATES = {
    "a table": f"| No. | Finding |\n|---|---|\n{LOOP}| {{{{ loop.index }}}} | Look: **{{{{ finding }}}}** |\n{{% endfor %}}",
    "a table's head": f"| {LOOP}{{{{ finding }}}} {{% endfor %}} | b |\n|---|---|\n| c | d |",
    "headings": f"{LOOP}## {{{{ finding }}}}\n\n{{% endfor %}}",
    "a quotation": "> Words before. {{ findings }} Words after.",
    "a nested list": f"- one\n{LOOP}  - *{{{{ finding }}}}*\n{{% endfor %}}",
    "bold": "**{{ findings }}** They are bold.",
    "a link": "[{{ findings }}](https://bridges.example) And more.",
    "a list in a quotation": f"> Words.\n>\n{LOOP}> - {{{{ finding }}}}\n{{% endfor %}}",
}
SAID = (
    ("You showed us surveys of every bridge.", (VERDICTS["surveys"],)),
    (
        "You sent nothing about how soon repairs are made or lamps on every bridge.",
        (VERDICTS["repairs"], VERDICTS["lights"]),
    ),
)


@pytest.fixture(params=list(TEMPLATES.values()), ids=list(TEMPLATES))
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Case:
    folder = Path(shutil.copytree(Path(__file__).parents[2] / "golden/case", tmp_path / "case"))
    letter = folder / "letter.md"
    words = letter.read_text(encoding="utf-8")
    sentence = "{{ findings }} We thank you for what you sent."
    assert sentence in words
    letter.write_text(words.replace(sentence, request.param), encoding="utf-8")
    return load_case(folder)


def _composed(case: Case, *edited: Block) -> LetterDraft:
    return compose_letter(case, "", case.body("arch"), FINDINGS, edited, VERDICTS)


def _told(draft: LetterDraft) -> list[tuple[str, tuple[str, ...]]]:
    return [(s.text, s.links) for s in draft.sentences if s.origin is Origin.FINDING]


def _runs(block: PaperBlock) -> Iterator[Run]:
    match block:
        case Paragraph(runs=runs):
            yield from runs
        case Heading(text=text):
            yield from runs_of(text)
        case Quote(blocks=inner):
            yield from (run for part in inner for run in _runs(part))
        case Bullets(items=items):
            yield from (run for item in items for part in item for run in _runs(part))
        case Table(head=head, rows=rows):
            yield from (run for row in (head, *rows) for cell in row for run in runs_of(cell))
        case _:
            raise AssertionError(block)


def _marked(draft: LetterDraft) -> dict[str, str]:
    """The words that are marked as each finding."""
    said: dict[str, str] = {}
    for block in draft.blocks:
        marks = {s.mark: s.text for s in block.sentences if s.origin is Origin.FINDING}
        for part in block.blocks:
            for run in _runs(part):
                if run.mark in marks:
                    said[marks[run.mark]] = said.get(marks[run.mark], "") + run.text
    return said


def test_a_composed_finding_keeps_its_verdict_wherever_it_stands(case: Case) -> None:
    draft = _composed(case)
    assert sorted(_told(draft)) == sorted(SAID)
    assert _marked(draft) == {text: text for text, _ in SAID}


def test_a_finding_that_was_left_alone_keeps_its_verdict_wherever_it_stands(case: Case) -> None:
    blocks = [block for block in _composed(case).blocks if block.origin is Origin.FINDING]
    edited = [own(b.key, f"{b.markdown}\n\nI add this.", because="Courtesy.") for b in blocks]
    draft = _composed(case, *edited)
    assert sorted(_told(draft)) == sorted(SAID)
    assert _marked(draft) == {text: text for text, _ in SAID}
    assert not any(block.missing for block in draft.blocks)


def test_editing_keeps_what_is_bold_leaning_or_a_link(case: Case) -> None:
    before = _composed(case)
    edited = [own(b.key, b.markdown, because="Read.") for b in before.blocks]
    after = _composed(case, *edited)
    assert [_alike(part) for part in after.content] == [_alike(part) for part in before.content]


def test_emphasis_within_a_sentence_does_not_hide_it() -> None:
    case = the_case()
    words = "You showed us **surveys** of [every bridge](https://a.example). You sent nothing about how soon repairs are made or *lamps on every bridge.* So."
    draft = _composed(case, own("findings", words, because="Courtesy."))
    assert _told(draft) == list(SAID)
    block = next(block for block in draft.blocks if block.key == "findings")
    assert "<strong>surveys</strong> of" in html_of_blocks(block.blocks)
    assert '<a href="https://a.example">every bridge</a>' in html_of_blocks(block.blocks)


def test_words_around_a_finding_that_turn_it_round_are_not_the_finding() -> None:
    for words in (
        "It is not true that You showed us surveys of every bridge.",
        "“You showed us surveys of every bridge.”",
        "You showed us surveys of every bridge, or so you say.",
    ):
        draft = _composed(the_case(), own("own-1", words, because="x"))
        block = next(block for block in draft.blocks if block.key == "own-1")
        assert [s.origin for s in block.sentences] == [Origin.WRITTEN], words


FOUND = DraftSentence("Two lamps. They are out.", Origin.FINDING, ("a",), ("lights",))
OPEN = DraftSentence("Lamps: none", Origin.FINDING, ("b",), ("lamps",))
OWN_WORDING = DraftSentence("", Origin.WRITTEN, (), (), "because")


def test_a_finding_of_two_sentences_and_one_without_a_full_stop_are_found() -> None:
    composed = Composed([FOUND, OPEN])
    traced = composed.traced(
        blocks_from_markdown("Before. Two lamps.\u00a0They are out. After. Lamps: none And more."),
        OWN_WORDING,
    )
    assert [(s.text, s.criteria) for s in traced.sentences] == [
        ("Before.", ()),
        (FOUND.text, ("lights",)),
        ("After.", ()),
        (OPEN.text, ("lamps",)),
        ("And more.", ()),
    ]
    (lone,) = composed.traced(blocks_from_markdown("Lamps: none at all."), OWN_WORDING).sentences
    assert lone.criteria == ()


@given(st.text("aB.,*_ !\n“”\u00a0#>|-", max_size=60))
def test_marking_changes_no_word(text: str) -> None:
    blocks = blocks_from_markdown(text)
    traced = Composed([FOUND, OPEN]).traced(blocks, OWN_WORDING)
    assert text_of_blocks(traced.blocks) == text_of_blocks(blocks)
    assert [_alike(block) for block in traced.blocks] == [_alike(block) for block in blocks]


def _alike(block: PaperBlock) -> list[Run]:
    """A block's letters, each as it looks."""
    return [replace(run, text=letter, mark="") for run in _runs(block) for letter in run.text]
