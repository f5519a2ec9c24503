"""What is issued passes veraPDF for PDF/UA-1 and PDF/A-2a, signed too; and veraPDF would notice if it did not."""

from __future__ import annotations

import io
import os
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from reviewer.framework import load_case
from reviewer.letters import SignatureLook, compose_letter, load_identity, make_identity, paper_of, sign
from reviewer.model import Block as ModelBlock
from reviewer.model import Case, Logo, Origin
from reviewer.overview import case_in, count, overview_paper
from reviewer.paper import Block, Field, Paragraph, Run, render_pdf
from tests.sixty import COUNT, letter_to
from tests.unit.paper.names import NAMES
from tests.unit.paper.test_every_word import random_paper

CASE = load_case(Path(__file__).parents[1] / "golden/case")
FINDINGS = {"surveys": "sound", "repairs": "silent", "lights": "begun"}
NOW = datetime(2032, 4, 6, 9, 30, tzinfo=UTC)
SEED = int(os.environ.get("REVIEWER_SEED", "1"))  # of the letters to sixty kinds of names

Judge = Callable[[Mapping[str, bytes]], dict[str, frozenset[str]]]


def letter(language: str = "", *, look: SignatureLook | None = None, body: str = "arch") -> bytes:
    verdicts = {key: key * 8 for key in FINDINGS}
    return render_pdf(paper_of(compose_letter(CASE, language, CASE.body(body), FINDINGS, (), verdicts), look))


def linked() -> bytes:
    """A letter whose findings stand in a heading, a table and a list, among links and in bold."""
    composed = compose_letter(CASE, "", CASE.body("arch"), FINDINGS, (), {})
    first, *_, second = (sentence.text for sentence in composed.sentences if sentence.criteria)
    link = "[*Read* more](https://a.example)"
    words = f"## {first} {link}\n\n| {link} | **By** |\n|---|---|\n| {link} | **{second}** {link} |\n\n> - [{second}](https://b.example)"
    own = ModelBlock("arch", "letter", "findings", 1, Origin.WRITTEN, words)
    return render_pdf(paper_of(compose_letter(CASE, "", CASE.body("arch"), FINDINGS, (own,), {}), None))


def signed(language: str = "") -> bytes:
    identity = load_identity(make_identity("Ŵyn Prŷs-Example", "", NOW), "", NOW)
    return sign(letter(language, look=SignatureLook(identity.name, NOW)), identity, NOW, "For tests")


def names() -> tuple[Block, ...]:
    """Every sort of name in every face."""
    return tuple(
        Paragraph(
            tuple(Run(f"{name} ", strong=strong, em=em) for strong in (False, True) for em in (False, True))
        )
        for name in NAMES
    )


def with_logo() -> Case:
    """The case, with a logo whose words are in another language than the letter."""
    pixels = zlib.compress(bytes((0, 90, 160)) * 400 * 100)
    logo = Logo("Swyddfa Pontydd", "cy", 400, 100, pixels)
    inspection = replace(CASE.inspection, sender=replace(CASE.inspection.sender, logo=logo))
    return replace(CASE, inspection=inspection)


def letter_with_logo() -> bytes:
    case = with_logo()
    return render_pdf(paper_of(compose_letter(case, "", case.body("arch"), FINDINGS, (), {}), None))


def overview(case: Case = CASE) -> bytes:
    return render_pdf(overview_paper(case, count(case, {"arch": FINDINGS}, {"arch": "begun"}), NOW))


def damaged(spoil: Callable[[pikepdf.Pdf], object], sound: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sound)) as pdf:
        spoil(pdf)
        pdf.save(out, static_id=True)
    return out.getvalue()


def with_loose_text(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].Resources.Font.keys()))
    pdf.pages[0].contents_add(f"BT {font} 12 Tf 100 100 Td (x) Tj ET".encode())


def without_program(pdf: pikepdf.Pdf) -> None:
    for font in fonts(pdf):
        del font.FontDescriptor.FontFile2


def without_meaning(pdf: pikepdf.Pdf) -> None:
    for font in fonts(pdf):
        del font.ToUnicode


def fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """The fonts that the first page uses: those of its text, not the ones that every file of ReportLab lists."""
    return [font for font in pdf.pages[0].Resources.Font.values() if "/ToUnicode" in font]


def without_words_for_links(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for note in page.get("/Annots", []):
            del note.Contents


def without_words_for_figures(pdf: pikepdf.Pdf) -> None:
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure":
            del thing.Alt


def with_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


Spoil = Callable[[pikepdf.Pdf], object]
BOTH = frozenset(("ua1", "2a"))
CONTROLS: dict[str, tuple[Spoil, frozenset[str]]] = {
    "no-tree": (lambda pdf: pdf.Root.__delattr__("StructTreeRoot"), BOTH),
    "no-metadata": (lambda pdf: pdf.Root.__delattr__("Metadata"), BOTH),
    "no-font": (without_program, BOTH),
    "no-meaning": (without_meaning, BOTH),
    "loose-text": (with_loose_text, frozenset(("ua1",))),
    "no-title-shown": (lambda pdf: pdf.Root.__delattr__("ViewerPreferences"), frozenset(("ua1",))),
    "no-language": (lambda pdf: pdf.Root.__delattr__("Lang"), frozenset(("ua1",))),
    "silent-link": (without_words_for_links, frozenset(("ua1",))),
    "silent-figure": (without_words_for_figures, frozenset(("ua1",))),
    "no-profile": (lambda pdf: pdf.Root.__delattr__("OutputIntents"), frozenset(("2a",))),
    "script": (with_script, frozenset(("2a",))),
}
"""What is taken from a sound file or put into it, and which standard is broken by that: nine ways for PDF/UA-1."""


def controls() -> dict[str, bytes]:
    sounds = {"silent-figure": overview()}
    return {name: damaged(spoil, sounds.get(name, letter())) for name, (spoil, _broken) in CONTROLS.items()}


@pytest.mark.thorough
def test_letters_and_overviews_pass_and_damaged_ones_fail(standards: Judge) -> None:
    good = {
        "signed": signed(),
        "welsh": signed("cy"),
        "draft": letter(body="ford"),
        "linked": linked(),
        "overview": overview(),
        "logo": letter_with_logo(),
        "overview-logo": overview(with_logo()),
        "anything": render_pdf(replace(random_paper(7, 9), draft=("DRAFT", "not signed"))),
        "names": render_pdf(replace(random_paper(8, 2), blocks=names())),
    }
    assert {one: sum(one in broken for _spoil, broken in CONTROLS.values()) for one in BOTH} == {
        "ua1": 9,
        "2a": 6,
    }
    found = standards({**good, **controls()})
    assert {name: found[name] for name in good} == dict.fromkeys(good, BOTH)
    assert {name: found[name] & broken for name, (_spoil, broken) in CONTROLS.items()} == {
        name: set() for name in CONTROLS
    }


@pytest.mark.long
def test_letters_to_sixty_kinds_of_names_pass_signed_and_unsigned(standards: Judge) -> None:
    identity = load_identity(make_identity("Ŵyn Prŷs-Example", "", NOW), "", NOW)
    look = SignatureLook(identity.name, NOW)
    files = {}
    for kind in range(COUNT):
        draft = letter_to(kind, SEED, "cy" if kind % 5 == 0 else "")
        files[f"{kind}-signed"] = sign(render_pdf(paper_of(draft, look)), identity, NOW, "For tests")
        files[f"{kind}-draft"] = render_pdf(paper_of(draft, None))
    assert standards(files) == dict.fromkeys(files, BOTH)


@pytest.mark.long
def test_the_real_letter_and_overview_pass(standards: Judge, shared: Path) -> None:
    case = load_case(shared / "cases/abuse-of-position-2017")
    findings = {c.key: c.findings[-1] for c in case.framework.criteria}
    identity = load_identity(make_identity("A Signatory", "", NOW), "", NOW)
    draft = compose_letter(case, "", case.body("warwickshire"), findings, (), {})
    pdf = sign(render_pdf(paper_of(draft, SignatureLook("A Signatory", NOW))), identity, NOW)
    report = render_pdf(overview_paper(case, count(case, {"warwickshire": findings}, {}), NOW))
    assert standards({"letter": pdf, "overview": report}) == {"letter": BOTH, "overview": BOTH}


@pytest.mark.thorough
def test_what_is_in_two_languages_passes(standards: Judge) -> None:
    """Runs, links, seals, captions and charts with a language of their own; a tag that is none is noticed."""
    figures = count(case_in(CASE, "cy"), {"arch": FINDINGS}, {"arch": "begun"})
    seal = Field("Signature", "Digital signature of A", ("Signed by A", "today"), "en-GB")
    link = Run("Y lle", href="https://a.example", lang="cy")
    blocks = (Paragraph((Run("Ŵ "), link, Run(" word", lang="en-GB", strong=True))), seal)
    good = {
        "draft-cy": letter("cy"),
        "overview-cy": render_pdf(overview_paper(CASE, figures, NOW, "cy")),
        "runs": render_pdf(replace(random_paper(9, 2), language="cy", blocks=blocks)),
    }
    wrong = render_pdf(replace(random_paper(9, 2), blocks=(Paragraph((Run("x", lang="no language"),)),)))
    assert standards({**good, "wrong": wrong}) == {**dict.fromkeys(good, BOTH), "wrong": frozenset()}
