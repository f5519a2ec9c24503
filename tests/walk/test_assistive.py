"""What someone who listens gets of the desk: read by an AT-SPI client in a process of its own, on a screen of its own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.desk import Desk, Home
from reviewer.desk.settings import PLACE
from reviewer.ui.screens import SCREENS
from tests import scans
from tests.ui.company import have_company
from tests.walk.laptop import CLIENT, SESSION, SYSTEM_PYTHON, Told

CONTROLS = {
    "check box", "combo box", "entry", "link", "list", "list item", "menu item", "page tab", "password text", "push button",
    "radio button", "slider", "spin button", "table", "table cell", "toggle button", "tree", "tree table", "tree item",
}  # fmt: skip

Heard = Callable[..., list[list[Told]]]


@pytest.fixture
def heard(launcher: str, tool: Callable[[str], str], screen: dict[str, str], root: Path) -> Heard:
    """Open a casebook in the window and return what is to be heard, at first and after each of the steps."""

    def listen(casebook: Path, *steps: str) -> list[list[Told]]:
        client = [SYSTEM_PYTHON, CLIENT, "Reviewer", 60, *steps]
        words = ["sh", "-c", SESSION, "sh", launcher, sys.executable, root, casebook, *client]
        env = {**screen, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_ACCESSIBILITY": "1"}
        done = subprocess.run(
            [tool("dbus-run-session"), "--", *map(str, words)],
            env=env, capture_output=True, text=True, check=False, timeout=240,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2000:] + done.stdout[-3000:]
        return [
            [Told(*row) for row in json.loads(line)]
            for line in done.stdout.splitlines()
            if line.startswith("[[")
        ]

    return listen


@pytest.fixture
def home(tmp_path: Path, root: Path) -> Home:
    made = Home(tmp_path / "home/config/reviewer", root / "resources", tmp_path / "home/data/reviewer")
    made.data.mkdir(parents=True)
    return made


@pytest.fixture
def sampled(home: Home, made_sample: Path, tmp_path: Path) -> Path:
    """The sample's casebook, and that person's who made it."""
    shutil.copytree(made_sample / "config", home.config, dirs_exist_ok=True)
    return shutil.copytree(made_sample / "data/sample.casebook", tmp_path / "sample.casebook")


@pytest.mark.long
@pytest.mark.screen
def test_the_desk_is_readable_by_a_screen_reader(heard: Heard, home: Home, sampled: Path) -> None:
    home.settings.put(PLACE.of(sampled), {"body": "harrowdale", "card": "policy"})
    (told,) = heard(sampled)
    names = {here.role: [each.name for each in told if each.role == here.role] for here in told}
    every = [each.name for each in told]
    (line,) = [name for name in names["list item"] if name.startswith("Harrowdale")]
    assert "A clear policy: met" in line, "a body says its verdicts in words"
    assert any(name.startswith("1. A clear policy: In place (met)") for name in every), (
        "a card says its finding"
    )
    assert any("Alt+1" in each.description for each in told), "an open card says its keys"
    assert any(name.startswith("Where the work is: ") for name in every)
    texts = [each.text for each in told if len(each.text) > 60]
    assert texts, "the document's text is there to be read"


@pytest.mark.long
@pytest.mark.screen
def test_texts_parts_and_what_else_is_there_are_readable_by_a_screen_reader(
    heard: Heard, home: Home, tmp_path: Path, root: Path
) -> None:
    from reportlab.pdfgen.canvas import Canvas

    made = scans.scan(61, sentences=2)
    (tmp_path / "c notice.pdf").write_bytes(scans.pdf_of(made.picture))
    canvas = Canvas(str(tmp_path / "b plan.pdf"))
    canvas.drawString(72, 700, "The plan was agreed in March.")
    canvas.save()
    (tmp_path / "a policy.rtf").write_bytes(rb"{\rtf1 All staff are vetted.{\v  Not the drivers.}}")
    folder = tmp_path / "mine.casebook"
    with Desk.new(folder, root / "resources/samples/boundaries/case", home) as desk:
        rows = desk.receiving.receive(
            "harrowdale", [tmp_path / f"{n}" for n in ("a policy.rtf", "b plan.pdf", "c notice.pdf")]
        )
        desk.recognition.recognise("harrowdale")
    home.settings.put(PLACE.of(folder), {"body": "harrowdale", "document": rows[0].sha256})
    first, notes, parts, _plan, plain, scanned = heard(
        folder,
        "What else is in this file: 1 note", "Hidden text, in the part",
        "Pages, parts and outline", "Parts",
        "Next document", "b plan.pdf",
        "Show as text", "The plan was agreed in March.",
        "Next document", "% sure",
    )  # fmt: skip
    assert any(each.name == "What else is in this file: 1 note" for each in first)
    assert any(each.text.startswith("Beginning") and "All staff are vetted." in each.text for each in first)
    assert ("list item", "Hidden text, in the part “hidden text”. Enter goes there.") in {
        t[:2] for t in notes
    }
    leaps = [each.name for each in parts if each.role in {"tree item", "table cell"}]
    assert leaps[-2:] == ["Beginning", "Hidden text"]
    assert any("The plan was agreed in March." in each.text for each in plain)
    (page,) = [each.text for each in scanned if "(Recognised, " in each.text]
    words = " ".join(page.split())
    assert made.words[:40] in words or scans.error_rate(made.words, words.partition("sure.) ")[2]) <= 0.05


@pytest.mark.long
@pytest.mark.screen
def test_the_letter_is_heard_on_its_pages_and_read_as_text(heard: Heard, home: Home, sampled: Path) -> None:
    home.settings.put(PLACE.of(sampled), {"body": "harrowdale", "card": "policy"})
    _desk, pages, text = heard(
        sampled,
        "Preview letter", "Not signed yet",
        "Show the letter as text", "Dear Chief Constable",
    )  # fmt: skip
    (said,) = [each.description for each in pages if each.name == "Letter, as it would be printed"]
    assert "F2 or Enter edits one" in said
    assert "Press Ctrl+T to read it as text." in said
    (twin,) = [each.text for each in text if each.name == "Letter" and each.text]
    assert "We saw good evidence of a clear policy" in twin
    assert "Yours sincerely" in twin


ROUND = (
    "Overview", "By criterion",
    "Intake", "Drop a folder here",
    "Matrix", "Matrix of forces and criteria",
    "Not read", "Which pieces to show",
    "Members", "Grace Adeyemi",
    "1 to settle", "Decided differently",
    "Letter", "Not signed yet",
    "Desk", "5 of 5 judged",
)  # fmt: skip
"""Each screen by its tab, or by the number that leads there, and what stands on it alone."""


@pytest.mark.thorough
@pytest.mark.screen
def test_every_screen_can_be_walked_while_it_is_made_and_names_all_that_can_have_the_focus(
    heard: Heard, home: Home, sampled: Path, tmp_path: Path
) -> None:
    with Desk.open(sampled, home) as desk:
        have_company(desk, tmp_path)  # alone there is nothing to settle, and no table of members
    home.settings.put(PLACE.of(sampled), {"body": "harrowdale", "card": "policy"})
    shown = heard(sampled, *ROUND)
    assert len(shown) == 1 + len(SCREENS)
    for told in shown:
        controls = [each for each in told if each.can_have_focus or each.role in CONTROLS]
        assert len(controls) > 10
        assert not [each for each in controls if not each.name.strip()]


@pytest.mark.thorough
@pytest.mark.screen
def test_a_verdict_is_given_from_opening_to_saving_without_keys_and_mouse(
    heard: Heard, home: Home, sampled: Path
) -> None:
    home.settings.put(PLACE.of(sampled), {"body": "thornwick", "card": "policy"})
    *_before, after = heard(
        sampled,
        "2. An integrity unit", "Has the force looked lately",
        "Falls short (gap)", "Falls short (gap)",
        "Reason=Nobody was moved into it.", "Nobody was moved into it.",
        "Save verdict", "1 of 5 judged",  # said at the head, so what is read behind it is read later
    )  # fmt: skip
    assert any("2. An integrity unit that can cope: Falls short (gap)" in each.name for each in after)
    with Desk.open(sampled, home) as desk:
        verdict = desk.standing.state("thornwick").criteria["unit"].verdicts[0].content
    assert (verdict.finding, verdict.because) == ("falls-short", "Nobody was moved into it.")
