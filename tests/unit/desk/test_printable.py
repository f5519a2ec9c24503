"""What cannot be printed is known at once, and keeps nobody else's letter waiting."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from reviewer.desk import Desk, Home
from reviewer.desk.printable import FILE, unprintable
from reviewer.desk.words.blockers import blocker_words
from reviewer.errors import WordingError
from reviewer.framework import load_case
from reviewer.model import Case
from tests.scale import grid
from tests.unit.desk.conftest import CASE, Clock
from tests.unit.paper.names import NAMES

ARABIC, HAN = "شرطة", "王"


@pytest.fixture
def named(tmp_path: Path, case_dir: Path, home: Home, clock: Clock) -> Iterator[Desk]:
    """The sample with one body whose name is in letters that cannot be printed."""
    folder = tmp_path / "case"
    shutil.copytree(case_dir, folder)
    bodies = folder / "bodies.tsv"
    (before,) = {
        line.split("\t")[1] for line in bodies.read_text("utf-8").splitlines() if "harrowdale" in line
    }
    bodies.write_text(bodies.read_text("utf-8").replace(before, f"Harrow {HAN} {ARABIC}"), encoding="utf-8")
    with Desk.new(tmp_path / "Named.casebook", folder, home, clock) as desk:
        yield desk


def judge_all(desk: Desk) -> None:
    for body in desk.case.bodies:
        for criterion in desk.case.framework.criteria:
            desk.judging.verdict(body.code, criterion.key, criterion.findings[0], "As seen.")


def test_it_is_known_before_anything_is_judged_with_every_character(named: Desk) -> None:
    found = named.printability.of_all()
    assert set(found) == {"harrowdale"}
    told = " ".join(found["harrowdale"])
    for character in (HAN, *ARABIC):
        assert f"U+{ord(character):04X}" in told


def test_status_says_it(named: Desk) -> None:
    lines = [blocker_words(blocker) for blocker in named.standing.state("harrowdale").blocks_signing]
    assert any("cannot be printed" in line and "U+738B" in line for line in lines)
    others = [body.code for body in named.case.bodies if body.code != "harrowdale"]
    for code in others:
        assert not any(
            "cannot be printed" in blocker_words(blocker)
            for blocker in named.standing.state(code).blocks_signing
        )


def test_it_stops_neither_the_other_letters_nor_the_overview(named: Desk, tmp_path: Path) -> None:
    judge_all(named)
    outcomes = {outcome.body: outcome for outcome in named.letters.write_all(tmp_path / "letters")}
    assert outcomes.pop("harrowdale").made is None
    assert all(outcome.made is not None for outcome in outcomes.values())
    assert named.overview.unprintable() == ("harrowdale",)
    named.overview.write(tmp_path / "overview.pdf")
    with pypdfium2.PdfDocument(tmp_path / "overview.pdf") as document:
        words = " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)
    assert "harrowdale (its name cannot be printed)" in words


def test_the_answer_is_kept_and_a_damaged_one_found_again(named: Desk, home: Home, clock: Clock) -> None:
    folder = named.session.folder
    known = named.printability.of_all()
    kept = folder / "cache" / FILE
    assert json.loads(kept.read_text("utf-8"))["bodies"]
    for damage in ("", "[]", '{"key": "of another case", "bodies": {}}', '{"key": 1}'):
        kept.write_text(damage, encoding="utf-8")
        with Desk.open(folder, home, clock, writable=False) as again:
            assert again.printability.of_all() == known


@pytest.fixture(scope="module")
def case(root: Path) -> Case:
    return load_case(root / CASE)


@pytest.mark.parametrize("name", grid(NAMES, ordinary=NAMES[::5]))
def test_every_sort_of_name_in_latin_greek_and_cyrillic_can_be_printed(case: Case, name: str) -> None:
    body = replace(case.bodies[0], name=name, facts={**case.bodies[0].facts, "name": name})
    assert unprintable(replace(case, bodies=(body,))) == {}


@pytest.mark.parametrize("name", ["हिन्दी", "ไทย", "שלום", "日本", "x\u0302\u0323", "\ue000"])
def test_what_cannot_be_set_right_is_refused_whole_and_quick(case: Case, name: str) -> None:
    body = replace(case.bodies[1], name=name, facts={**case.bodies[1].facts, "name": name})
    other = replace(case, bodies=(case.bodies[0], body))
    assert set(unprintable(other)) == {body.code} == set(unprintable(other, quick=True))


def test_a_letter_that_would_not_say_a_finding_makes_no_casebook(
    tmp_path: Path, case_dir: Path, home: Home, clock: Clock
) -> None:
    folder = Path(shutil.copytree(case_dir, tmp_path / "case"))
    words = (folder / "letter.md").read_text("utf-8")
    swallowed = words.replace("{{ findings }}", '[x](https://a.example "{{ findings }}")')
    (folder / "letter.md").write_text(swallowed, encoding="utf-8")
    with pytest.raises(WordingError, match="would not be printed"):
        Desk.new(tmp_path / "None.casebook", folder, home, clock)
    assert not (tmp_path / "None.casebook").exists()


def test_words_for_a_seal_that_cannot_be_printed_are_known_too(case_dir: Path, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(case_dir, folder)
    overlay = folder / "framework.cy.toml"
    text = overlay.read_text("utf-8")
    overlay.write_text(text.replace("Llofnod digidol {name}", f"{HAN} {{name}}"), encoding="utf-8")
    first = load_case(folder).bodies[0].code
    (told,) = unprintable(load_case(folder))[first]
    assert "U+738B" in told
    assert unprintable(load_case(case_dir)) == {}
