"""The HTML of letters and overview: html-validate and axe-core find nothing, a phone shows it, paper shows its bars."""

from __future__ import annotations

import io
import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from reviewer.framework import load_case
from reviewer.letters import SignatureLook, compose_letter, paper_of
from reviewer.model import Case
from reviewer.overview import case_in, count, overview_paper
from reviewer.paper import Bar, Figure, Heading, Paper, Paragraph, Run, Table, render_html
from tests.browser import Browser
from tests.unit.paper.test_every_word import random_paper

CASE = load_case(Path(__file__).parents[1] / "golden/case")
FINDINGS = {"surveys": "sound", "repairs": "silent", "lights": "begun"}
NOW = datetime(2032, 4, 6, 9, 30, tzinfo=UTC)
LOOK = SignatureLook("Ŵyn Prŷs-Example", NOW)
CONFIG = {"root": True, "extends": ["html-validate:recommended"]}
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
PHONE, DESK = 320, 1366


@pytest.fixture
def browser(tool: Callable[[str], str], html_tools: Path, tmp_path: Path) -> Browser:
    return Browser(tool("chromium"), html_tools / "axe-core/axe.min.js", tmp_path)


@pytest.fixture
def validate(
    tool: Callable[[str], str], html_tools: Path, tmp_path: Path
) -> Callable[[dict[str, str]], dict[str, list[str]]]:
    """Ask html-validate for what its recommended rules find in pages, by name."""

    def ask(pages: dict[str, str]) -> dict[str, list[str]]:
        config = tmp_path / "htmlvalidate.json"
        config.write_text(json.dumps(CONFIG))
        for name, page in pages.items():
            (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
        program = [tool("node"), str(html_tools / "html-validate/bin/html-validate.mjs")]
        files = [str(tmp_path / f"{name}.html") for name in pages]
        done = subprocess.run(
            [*program, "--config", str(config), "--formatter", "json", *files],
            capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        found = {Path(one["filePath"]).stem: one["messages"] for one in json.loads(done.stdout)}
        return {
            name: [f"{m['ruleId']} {m['line']}: {m['message']}" for m in found.get(name, [])]
            for name in pages
        }

    return ask


def letter(case: Case, language: str, body: str, look: SignatureLook | None, findings: dict[str, str]) -> str:
    verdicts = {key: key * 8 for key in findings}
    return render_html(
        paper_of(compose_letter(case, language, case.body(body), findings, (), verdicts), look)
    )


def hard() -> Paper:
    """What breaks pages: one table twice, no heading where a cell is empty, long words, empty headings and bars of none."""
    table = Table("", ("", "Step", LONG), (("", "1", "2"), ("a", LONG, "4")))
    bars = Figure(
        "Bars.", (Bar(LONG, 1_000_000, "met"), Bar("b", 3, "gap"), Bar("none", 0), Bar("c", 9, "none"))
    )
    phone = Paragraph((Run("01632-960 001", href="tel:01632960001"), Run(LONG * 2, strong=True)))
    blocks = (
        Heading("Subject", 1),
        table,
        Heading(" ", 2),
        table,
        bars,
        phone,
        Paragraph((Run("Heddlu", lang="cy"),)),
    )
    return Paper("T " * 90, "A", "en-GB", NOW, blocks, "S", LONG, "REF", draft=("DRAFT", "not signed"))


def anything(seed: int) -> Paper:
    made = random_paper(seed, 9)
    return replace(made, blocks=(Heading("Subject", 1), *made.blocks))


def pages() -> dict[str, str]:
    figures = count(CASE, {"arch": FINDINGS}, {"arch": "begun"})
    return {
        "signed": letter(CASE, "", "arch", LOOK, FINDINGS),
        "draft": letter(CASE, "", "ford", None, FINDINGS),
        "welsh": letter(CASE, "cy", "arch", LOOK, FINDINGS),
        "overview": render_html(overview_paper(CASE, figures, NOW)),
        "trosolwg": render_html(overview_paper(CASE, count(case_in(CASE, "cy"), {}, {}), NOW, "cy")),
        "hard": render_html(hard()),
        **{f"random{seed}": render_html(anything(seed)) for seed in (3, 7)},
    }


def real(shared: Path) -> dict[str, str]:
    case = load_case(shared / "cases/abuse-of-position-2017")
    findings = {c.key: c.findings[-1] for c in case.framework.criteria}
    marks = {body.code: findings for body in case.bodies}
    grades = {body.code: case.framework.categories[n % 3].key for n, body in enumerate(case.bodies)}
    return {
        "letter": letter(case, "", "warwickshire", LOOK, findings),
        "national": render_html(overview_paper(case, count(case, marks, grades), NOW)),
    }


@pytest.mark.thorough
def test_html_validate_finds_nothing_and_would_find_something(
    validate: Callable[[dict[str, str]], dict[str, list[str]]], shared: Path
) -> None:
    good = {**pages(), **real(shared)}
    spoilt = good["overview"].replace("<section ", "<section style='color:red' ", 1)
    found = validate({**good, "spoilt": spoilt})
    assert found.pop("spoilt")
    assert found == {name: [] for name in good}


@pytest.mark.thorough
def test_axe_finds_nothing_on_a_phone_a_desk_and_in_the_dark_and_nothing_leaves_the_screen(
    browser: Browser, shared: Path
) -> None:
    good = {**pages(), **real(shared)}
    grey = good["signed"].replace("--ink:#11141b", "--ink:#999")
    wide = good["signed"].replace("<h1>", f"<h1 style='white-space:nowrap'>{LONG}")
    for width, dark in ((PHONE, False), (DESK, True)):
        seen = browser.see({**good, "grey": grey, "wide": wide}, width=width, dark=dark)
        assert {name: (one.faults, one.wider, one.beyond) for name, one in seen.items() if name in good} == (
            dict.fromkeys(good, ((), 0, ()))
        )
        if width == PHONE:
            assert any(fault.startswith("color-contrast") for fault in seen["grey"].faults)
            assert seen["wide"].wider > 0


@pytest.mark.thorough
def test_bars_are_there_when_a_page_is_printed(browser: Browser) -> None:
    """Browsers print without grounds, so that a bar which is one would be gone: where it is, there must be colour."""
    figure = Figure("Bars.", (Bar("All", 10, "gap"),))
    paper = replace(hard(), blocks=(Heading("S", 1), figure), draft=(), marking="", reference="")
    data = browser.printed(render_html(paper))
    with pypdfium2.PdfDocument(io.BytesIO(data)) as document:
        picture = document[0].render(scale=1).to_pil().convert("RGB")
    red = sum(number for number, (r, g, b) in picture.getcolors(1 << 20) if r > 150 and g < 90 and b < 90)
    assert red > 1000
