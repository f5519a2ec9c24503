"""The guide leads nowhere in vain, has a page for every screen and dialog, and comes with the program."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po
from PySide6.QtGui import QKeySequence

from reviewer.desk.guide import Guide, guide_of_this_installation, split
from reviewer.ui.actions.action import bare
from reviewer.ui.actions.key_tables import all_actions
from reviewer.ui.actions.keys import key_words
from reviewer.ui.menus import title_of
from reviewer.ui.screens import SCREENS
from tests.static.statements import statements

DIALOGS = {"QDialog", "QMessageBox"}
EMPHASIS = re.compile(r"(?<![*\w])(\*{1,2})([A-Z][^*\n]+)\1(?!\*)")
KEY = re.compile(
    r"(?:Ctrl|Alt|Shift)\+(?:Shift\+)?(?:F\d+|Enter|Left|Right|Up|Down|Page Up|Page Down|\d|[A-Z](?!\w)|[][,])"
)
LARGEST = 100_000
"""Bytes of a picture."""
FEWEST = 10
"""Words of what is read in a picture's place."""
NO_LABELS = {"In its place", "Heddlu"}
"""What is set in italics as a word of its own, not as one of the program's."""
SYSTEMS = {"Shift+F10", "Ctrl+C"}
"""Keys of rows' menus, and of a terminal."""


def leads(guide: Guide, topic: str) -> bool:
    name, anchor = split(topic)
    page = guide.page(name)
    return page is not None and page.has(anchor)


def classes(root: Path) -> Iterator[tuple[Path, ast.ClassDef]]:
    for path in sorted((root / "reviewer/ui").rglob("*.py")):
        for node in statements(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                yield path, node


def help_said(node: ast.ClassDef) -> str | None:
    for item in node.body:
        if isinstance(item, ast.Assign) and ast.unparse(item.targets[0]) == "help":
            return str(ast.literal_eval(item.value))
    return None


def test_every_screen_has_its_page() -> None:
    guide = guide_of_this_installation()
    assert [kind.id for kind in SCREENS if not kind.help or not leads(guide, kind.help)] == []


def test_every_dialog_has_its_page_and_every_page_that_is_named_is_there(root: Path) -> None:
    guide = guide_of_this_installation()
    known = {node.name: (path, node) for path, node in classes(root)}
    said = {name: help_said(node) for name, (_path, node) in known.items()}
    bases = {name: [ast.unparse(base) for base in node.bases] for name, (_path, node) in known.items()}

    def is_dialog(name: str) -> bool:
        return any(base in DIALOGS or (base in known and is_dialog(base)) for base in bases[name])

    def help_of(name: str) -> str:
        inherited = (help_of(base) for base in bases[name] if base in known)
        return said[name] or next(filter(None, inherited), "")

    dialogs = [name for name in known if is_dialog(name)]
    assert len(dialogs) > 20
    assert [name for name in dialogs if name != "Form" and not help_of(name)] == []
    assert [name for name, topic in said.items() if topic and not leads(guide, topic)] == []


def test_every_link_of_the_guide_leads_somewhere(root: Path) -> None:
    guide = Guide(root / "docs/guide")
    broken = []
    for path in sorted(guide.folder.glob("*.md")):
        page = guide.page(path.stem)
        assert page is not None
        for target in re.findall(r'href="([^"]+)"', page.html):
            name, _, anchor = target.partition("#")
            broken += (
                [] if leads(guide, f"{name.removesuffix('.md')}#{anchor}") else [f"{path.name}: {target}"]
            )
        pictures = re.findall(r'src="([^"]+)"', page.html)
        broken += [f"{path.name}: {name}" for name in pictures if not (guide.folder / name).is_file()]
        broken += [
            f"{path.name}: {name}.md is no page" for name in re.findall(r"\(([\w./-]+)\.md\)", page.html)
        ]
    assert broken == []


def test_pictures_are_small_and_shown_with_words_that_say_what_they_show(root: Path) -> None:
    texts = [path.read_text("utf-8") for path in (root / "docs/guide").glob("*.md")]
    shown = [found for text in texts for found in re.findall(r"!\[([^]]*)\]\(images/([\w.-]+)\)", text)]
    files = {path.name: path.stat().st_size for path in (root / "docs/guide/images").iterdir()}
    assert {name for _words, name in shown} == files.keys()
    assert [name for name, size in files.items() if size > LARGEST] == []
    assert [(words, name) for words, name in shown if len(words.split()) < FEWEST] == []


def test_the_parts_that_people_take_stand_before_the_topics(root: Path) -> None:
    titles = Guide(root / "docs/guide").titles
    first, *others = titles
    assert first == "README"
    assert [name for name, title in titles.items() if title.startswith("For ")] == others[:6]


def pages(root: Path) -> Iterator[tuple[str, str]]:
    """Yield each page's name and its text without code."""
    for path in sorted((root / "docs/guide").glob("*.md")):
        yield path.name, re.sub(r"```.*?```|`[^`]*`", "", path.read_text("utf-8"), flags=re.DOTALL)


def label(words: str) -> str:
    return bare(words).rstrip("….:").replace("’", "'").casefold()


def test_every_menu_path_leads_to_an_act_of_that_menu(root: Path) -> None:
    inside: dict[str, set[str]] = {"file": {"open recent"}}  # a menu in the menu
    for action in all_actions():
        if action.spot:
            inside.setdefault(label(title_of(action.spot.menu)), set()).add(label(action.plain))
    paths = [
        (name, *words.partition(", ")[::2])
        for name, text in pages(root)
        for _mark, words in EMPHASIS.findall(text)
        if label(words.partition(", ")[0]) in inside and ", " in words
    ]
    assert len(paths) > 15
    assert [path for path in paths if label(path[2]) not in inside[label(path[1])]] == []


def test_what_the_guide_calls_by_a_label_has_that_label(root: Path) -> None:
    with (root / "resources/locale/reviewer.pot").open("rb") as file:
        texts = {message.id for message in read_po(file) if isinstance(message.id, str)}
    labels = {label(text) for text in texts} | {label(text.partition(" ({")[0]) for text in texts}
    named = [
        (name, words)
        for name, text in pages(root)
        for mark, words in EMPHASIS.findall(text)
        if mark == "*" and label(words.partition(", ")[0]) not in {"file", "edit", "share", "letter", "help"}
    ]
    assert len(named) > 40
    assert [one for one in named if one[1] not in NO_LABELS and label(one[1]) not in labels] == []


def test_every_key_that_the_guide_names_is_an_acts(root: Path) -> None:
    portable = QKeySequence.SequenceFormat.PortableText
    known = SYSTEMS | {key_words(key, portable) for action in all_actions() for key in action.keys}
    named = {
        (name, key)
        for name, text in pages(root)
        for key in KEY.findall(text.partition("### Keys that are taken")[0])
    }
    assert len(named) > 60
    assert sorted(one for one in named if one[1] not in known) == []


def test_the_guide_counts_the_samples_bodies(root: Path) -> None:
    bodies = (root / "resources/samples/boundaries/case/bodies.tsv").read_text("utf-8").splitlines()[1:]
    papers = {
        path.name.removesuffix("-late")
        for path in (root / "resources/samples/boundaries/documents").iterdir()
    }
    numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    said = " ".join((root / "docs/guide/README.md").read_text("utf-8").split())
    assert (
        f"{numbers[len(bodies)].capitalize()} forces are invented, with papers that were made for {numbers[len(papers)]} of them"
        in said
    )


def test_the_installed_program_has_its_guide_and_all_else_that_it_brings_along(
    root: Path, tmp_path: Path
) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=root, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(installed)
    code = (
        "from reviewer.desk.guide import guide_of_this_installation as guide\n"
        "from reviewer.desk import Home\n"
        "found = guide()\n"
        "print(found.folder, len(found.titles), len(found.find('undo')) > 0)\n"
        "print(sorted(path.name for path in (found.folder / 'images').iterdir()))\n"
        "print((Home.default().resources / 'fonts/inter/Inter-Regular.otf').is_file())\n"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True,
        env={"PYTHONPATH": str(installed), "HOME": str(tmp_path)},
    )  # fmt: skip
    lines = done.stdout.splitlines()
    own = sorted((root / "docs/guide").glob("*.md"))
    assert lines[0] == f"{installed / 'reviewer_resources/guide'} {len(own)} True"
    assert lines[1] == str(sorted(path.name for path in (root / "docs/guide/images").iterdir()))
    assert lines[2] == "True"
