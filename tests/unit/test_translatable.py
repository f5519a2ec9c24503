"""Every word that the window shows can be translated: no literal goes straight into a widget."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SETTERS = {
    "setText", "setWindowTitle", "setPlaceholderText", "setToolTip", "setAccessibleName", "setAccessibleDescription",
    "setInformativeText", "setLabelText", "setStatusTip", "setNameFilter", "tell", "complain", "busy", "addMenu", "addAction",
    "add_line", "finish", "setDetailedText",
}  # fmt: skip
MAKERS = {
    "Label",
    "QLabel",
    "QPushButton",
    "QCheckBox",
    "QRadioButton",
    "QToolButton",
    "QAction",
    "button",
    "Choice",
}
PRINTERS = {"done", "echo", "confirm", "prompt", "fail", "UsageError"}
"""What the command line says by: what it is given first is read by a person."""
SAME = {"reviewer: ", "\r\x1b[K", "\n----\n\n", "\n  SHA-256 "}
"""What is printed alike in every language."""
TRANSLATORS = {"tr", "say", "count"}


def untranslated(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Lines and words of literals with letters in them that reach a widget without a translator."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and _name(call.func) in {"Action", "Family"}:
            for given in words_of_action(call):
                yield from ((call.lineno, words) for words in _literals(given))
        if isinstance(call, ast.Call) and _name(call.func) in SETTERS | MAKERS:
            for given in [
                *call.args[:1],
                *(key.value for key in call.keywords if key.arg in {"text", "tip"}),
            ]:
                yield from ((call.lineno, words) for words in _literals(given))


def printed_untranslated(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The same of the command line: what is printed, and what a listing says where it is empty."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and _name(call.func) in PRINTERS | {"listing"}:
            given = call.args[:1] if _name(call.func) in PRINTERS else []
            for each in [*given, *(key.value for key in call.keywords if key.arg == "empty")]:
                yield from ((call.lineno, words) for words in _literals(each) if words not in SAME)


def words_of_action(call: ast.Call) -> list[ast.expr]:
    """What an act of the list says: its second argument, and those that have words in their names."""
    return [*call.args[1:2], *(key.value for key in call.keywords if key.arg in {"words", "short", "sought"})]


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _literals(node: ast.expr) -> Iterator[str]:
    """Words in an expression; what stands within a translator's brackets, or is looked up by, is none."""
    inner: list[ast.expr] = []
    match node:
        case ast.Constant(value=str(words)) if any(letter.isalpha() for letter in words):
            yield words
        case ast.Call(func=ast.Attribute(value=value)) if _name(node.func) not in TRANSLATORS:
            inner = [value]
        case ast.JoinedStr(values=parts) | ast.BoolOp(values=parts):
            inner = parts
        case ast.BinOp(left=left, right=right) | ast.IfExp(body=left, orelse=right):
            inner = [left, right]
        case _:
            pass
    for part in inner:
        yield from _literals(part)


@pytest.mark.thorough
def test_every_word_of_the_window_can_be_translated(root: Path) -> None:
    folder = root / "reviewer/ui"
    found = [
        f"{path.relative_to(root)}:{line}: {words!r}"
        for path in sorted(folder.rglob("*.py"))
        for line, words in untranslated(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not found, "\n".join(found)


def test_every_word_of_the_command_line_can_be_translated(root: Path) -> None:
    found = [
        f"{path.relative_to(root)}:{line}: {words!r}"
        for path in sorted((root / "reviewer/cli").rglob("*.py"))
        for line, words in printed_untranslated(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "code",
    [
        'done("Words")',
        'done(f"Words of {who}")',
        'click.echo(f"{number} words", err=True)',
        'listing(rows, COLUMNS, empty="None.")',
        'raise click.UsageError("Words")',
        'self.fail(f"“{value}” is none", param, ctx)',
    ],
)
def test_a_literal_that_is_printed_is_seen(code: str) -> None:
    assert list(printed_untranslated(ast.parse(code)))


@pytest.mark.thorough
def test_the_window_has_one_way_to_say_beside_tr(root: Path) -> None:
    """``say`` and ``count`` of the words room: no module has its own, which a catalogue or an extraction would miss."""
    found = [
        f"{path.relative_to(root)}:{node.lineno}"
        for path in sorted((root / "reviewer/ui").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Attribute) and ast.unparse(node) == "QCoreApplication.translate")
        or (isinstance(node, ast.FunctionDef) and node.name in {"say", "count"} and _says_a_text(node))
    ]
    assert not found, "\n".join(found)


def _says_a_text(function: ast.FunctionDef) -> bool:
    return [each.arg for each in function.args.args][:1] == ["text"]


@pytest.mark.parametrize(
    "code",
    [
        'label.setText("Words")',
        'Label("Words")',
        'Action("an.id", "Words", (), scope, run)',
        'Action("an.id", say("Words"), (), scope, run, short="Fewer")',
        'button("Words", act)',
        'Label(f"{number} words")',
        'Label("Words" if one else "more")',
        'Label("Words of {}".format(who))',
        'self.messages.tell("Words" + more)',
    ],
)
def test_a_literal_in_a_widget_is_seen(code: str) -> None:
    assert list(untranslated(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        'label.setText(self.tr("Words"))',
        'Label(say("Words of {}").format(who))',
        'Label(count("{n} word", "{n} words", 3))',
        'Label(f"{number} · {name}")',
        'self.setProperty("role", "words")',
        'Label("", "small")',
        'label.setText(say("Words"))',
    ],
)
def test_what_is_translated_or_no_words_is_let_pass(code: str) -> None:
    assert not list(untranslated(ast.parse(code)))


SAYS_BODY = re.compile(r"(?<![{\w])bod(?:y|ies)\b(?![}\w])", re.IGNORECASE)
BEFORE_ANY_CASE = {"Set one up: questions, wording, dates and bodies, with the letter beside"}
"""Said where no case is open yet whose own word could be used."""
SETS_UP = "new_case"
"""What sets a case up speaks of bodies while the case is being given its word for them."""


def said_in(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Lines and words of what a translator is given."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and _name(call.func) in TRANSLATORS:
            for given in ast.walk(call):
                if isinstance(given, ast.Constant) and isinstance(given.value, str):
                    yield call.lineno, given.value


@pytest.mark.thorough
@pytest.mark.parametrize("folder", ["ui"])
def test_the_window_calls_a_body_by_the_cases_own_word(root: Path, folder: str) -> None:
    """A case says "force", "school" or "ward": sentences take that noun, never ours."""
    found = [
        f"{path.relative_to(root)}:{line}: {words}"
        for path in sorted((root / "reviewer" / folder).rglob("*.py"))
        if path.parent.name != SETS_UP
        for line, words in said_in(ast.parse(path.read_text("utf-8")))
        if SAYS_BODY.search(words) and words not in BEFORE_ANY_CASE
    ]
    assert not found
