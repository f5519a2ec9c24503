from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from reviewer.desk.printable import unprintable
from reviewer.errors import PaperError, WordingError
from reviewer.framework import load_case
from reviewer.letters import compose_letter, text_of
from reviewer.model import Body, Origin
from tests.unit.letters.letter_case import FINDINGS, VERDICTS, draft, own, the_case


def test_every_sentence_has_its_origin_and_findings_their_verdicts() -> None:
    made = draft()
    found = [(s.text, s.links) for s in made.sentences if s.origin is Origin.FINDING]
    assert found == [
        ("You showed us surveys of every bridge.", (VERDICTS["surveys"],)),
        (
            "You sent nothing about how soon repairs are made or lamps on every bridge.",
            (VERDICTS["repairs"], VERDICTS["lights"]),
        ),
    ]
    others = [s for s in made.sentences if s.origin is not Origin.FINDING]
    assert others
    assert all(s.origin is Origin.STANDING and not s.links for s in others)
    assert {key for s in made.sentences for key in s.criteria} == set(FINDINGS)


def test_the_draft_knows_whom_it_is_to_and_from() -> None:
    made = draft()
    assert made.addressee == ("Chief Engineer", "Arch & Town Council")
    assert (made.delivery, made.copied_to) == ("By e-mail", "Copied to: The Town Clerk")
    assert (made.dated, made.date_line) == (date(2032, 4, 5), "5 April 2032")
    assert made.reference == "bridges-2032/arch"
    assert made.title == "Arch & Town Council: Safe footbridges: Arch & Town Council"
    assert made.language == "en-GB"
    assert draft(body="ford").copied_to == ""


def test_another_language_takes_the_names_in_it() -> None:
    made = draft(language="cy")
    assert made.language == "cy"
    assert made.addressee == ("Prif Beiriannydd", "Cyngor y Bŵa")
    assert made.date_line == "5 Ebrill 2032"
    assert draft(language="cy", body="beam").addressee == ("Chief Engineer", "Beam Council")
    assert draft(language="en-GB") == draft()


def test_a_body_without_a_title_is_addressed_by_name() -> None:
    case = the_case()
    body = Body("x", "X Council", {"code": "x", "name": "X Council", "chief": "Engineer", "clerk": "C"})
    assert compose_letter(case, "", body, FINDINGS, (), {}).addressee == ("Engineer", "X Council")
    with pytest.raises(WordingError):
        compose_letter(case, "", Body("y", "Y", {"code": "y", "name": "Y"}), FINDINGS, (), {})


def test_keys_outlive_other_findings_and_other_paragraphs() -> None:
    one, two = draft(), draft(findings=dict.fromkeys(FINDINGS, "begun"))
    assert [block.key for block in one.blocks] == [block.key for block in two.blocks]
    assert [block.key for block in one.blocks].count("findings") == 1
    assert len({block.key for block in one.blocks}) == len(one.blocks)


def test_a_block_shows_its_markdown_with_findings_spelt_out() -> None:
    findings = next(block for block in draft().blocks if block.key == "findings")
    assert findings.markdown == (
        "You showed us surveys of every bridge. You sent nothing about how soon repairs are made or lamps on every bridge. "
        "We thank you for what you sent."
    )
    assert findings.origin is Origin.FINDING
    assert findings.links == (VERDICTS["surveys"], VERDICTS["repairs"], VERDICTS["lights"])


def test_ones_own_words_replace_a_paragraph_and_composing_anew_leaves_them() -> None:
    key = draft().blocks[0].key
    for findings in (FINDINGS, dict.fromkeys(FINDINGS, "begun")):
        made = draft(own(key, "My *own* opening.", because="It is no finding."), findings=findings)
        block = made.blocks[0]
        assert (block.key, block.edited, block.orphan, block.origin) == (key, True, False, Origin.WRITTEN)
        assert [(s.text, s.origin, s.because) for s in block.sentences] == [
            ("My own opening.", Origin.WRITTEN, "It is no finding.")
        ]
        assert "My own opening.\n" in text_of(made)


def test_sentences_that_were_left_alone_keep_their_origin() -> None:
    before = next(block for block in draft().blocks if block.key == "findings")
    words = before.markdown.replace("We thank you", "Two lamps were out. We thank you")
    made = draft(own("findings", words, [VERDICTS["lights"]]))
    block = next(block for block in made.blocks if block.key == "findings")
    assert [s.origin for s in block.sentences] == [
        Origin.FINDING,
        Origin.FINDING,
        Origin.WRITTEN,
        Origin.STANDING,
    ]
    assert block.sentences[2].links == (VERDICTS["lights"],)
    assert block.missing == ()
    assert block.order == before.order


def test_a_finding_that_was_edited_away_is_missed_unless_what_replaces_it_is_linked() -> None:
    words = "You showed us surveys of every bridge. Repairs are slow."
    missed = next(b for b in draft(own("findings", words, because="x")).blocks if b.key == "findings")
    assert [s.text for s in missed.missing] == [
        "You sent nothing about how soon repairs are made or lamps on every bridge."
    ]
    linked = own("findings", words, [VERDICTS["repairs"], VERDICTS["lights"]])
    assert next(b for b in draft(linked).blocks if b.key == "findings").missing == ()


def test_a_paragraph_of_ones_own_stands_by_its_order() -> None:
    made = draft(own("own-1", "Between first and third.", because="Courtesy.", order=150))
    assert [block.key for block in made.blocks].index("own-1") == 1
    assert not made.blocks[1].orphan


def test_words_for_a_paragraph_that_is_gone_are_kept_and_marked() -> None:
    made = draft(own("s-000000000000", "Once here.", because="x"))
    assert next(block for block in made.blocks if block.key == "s-000000000000").orphan


def test_a_bad_link_in_ones_own_words_is_refused() -> None:
    with pytest.raises(PaperError, match="leads neither"):
        draft(own("own-1", "[x](here)"))


def test_equal_paragraphs_have_keys_of_their_own(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(Path(__file__).parents[2] / "golden/case", tmp_path / "case"))
    letter = folder / "letter.md"
    letter.write_text(
        letter.read_text(encoding="utf-8").replace("## What we found", "Same.\n\nSame."), encoding="utf-8"
    )
    case = load_case(folder)
    keys = [b.key for b in compose_letter(case, "", case.body("arch"), FINDINGS, (), VERDICTS).blocks]
    assert len(set(keys)) == len(keys)


def test_the_real_case_word_for_word(shared: Path) -> None:
    folder = shared / "cases/abuse-of-position-2017"
    case = load_case(folder)
    with (folder / "verdicts.tsv").open(encoding="utf-8", newline="") as file:
        findings = {row["criterion"]: row["finding"] for row in csv.DictReader(file, delimiter="\t")}
    made = compose_letter(case, "", case.body("warwickshire"), findings, (), {key: key for key in findings})
    expected = (folder / "expected/warwickshire.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in text_of(made, issued=True).split("\n") if line] == expected


@pytest.mark.parametrize(
    "swallowed",
    [
        "{% for one in findings %}[x](https://a.example/{{ one }}) {% endfor %}",
        '[x](https://a.example "{{ findings }}")',
    ],
)
def test_a_finding_that_would_not_be_printed_is_refused(tmp_path: Path, swallowed: str) -> None:
    folder = Path(shutil.copytree(Path(__file__).parents[2] / "golden/case", tmp_path / "case"))
    letter = folder / "letter.md"
    words = letter.read_text(encoding="utf-8").replace("{{ findings }} We", f"{swallowed} We")
    letter.write_text(words, encoding="utf-8")
    case = load_case(folder)
    with pytest.raises(WordingError, match=r"letter.md: “You .*” would not be printed"):
        compose_letter(case, "", case.body("arch"), FINDINGS, (), VERDICTS)
    with pytest.raises(WordingError):
        unprintable(case)
