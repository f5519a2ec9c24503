"""Every text of the program is in the catalogue that translators are given, and what they gave back fits it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from reviewer.desk.words import extracting
from reviewer.desk.words.extracting import ENDING, FOREIGN, messages
from tests.catalogues import written


def test_the_catalogues_are_what_the_command_makes(root: Path) -> None:
    for path, data in written().items():
        there = path.read_bytes() if path.exists() else None
        assert there == data, f"{path.relative_to(root)} is not up to date: run `make words`"


def catalogues(root: Path) -> list[Catalog]:
    found = []
    for file in (root / "resources/locale").glob("*/LC_MESSAGES/*.po"):
        with file.open("rb") as opened:
            found.append(read_po(opened, locale=file.parents[1].name))
    return found


def fields(text: str) -> set[str]:
    """The values that a text names; a number in braces stands for a pair of empty ones."""
    names = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    return {name.partition(".")[0].partition("[")[0] for name in names if not name.isdecimal()}


def _forms(texts: object) -> list[str]:
    return [str(each) for each in (texts if isinstance(texts, tuple | list) else [texts]) if each]


def misfits(message: Message) -> Iterator[str]:
    """Forms of a translation that name other values than the English ones do."""
    texts, said = _forms(message.id), _forms(message.string)
    wanted = set().union(*map(fields, texts)) - {""}
    empties = max(sum(name == "" for _, name, _, _ in Formatter().parse(text)) for text in texts)
    for form in said:
        given = [name for _, name, _, _ in Formatter().parse(form) if name is not None]
        numbered = sum(name == "" or name.isdecimal() for name in given)
        if fields(form) - {""} != wanted or numbered != empties:
            yield form


def test_what_is_translated_names_the_values_of_the_english_text(root: Path) -> None:
    known = catalogues(root)
    assert known
    assert not [form for each in known for message in each if message.id for form in misfits(message)]


def test_welsh_has_its_months_its_kinds_and_its_six_forms(root: Path) -> None:
    (welsh,) = [each for each in catalogues(root) if str(each.locale) == "cy"]
    assert welsh.num_plurals == 6
    said = {message.id: message.string for message in welsh if message.string and any(message.string)}
    assert said["January"] == "Ionawr"
    assert said["E-mail"] == "E-bost"
    pages = said["{n:,} page", "{n:,} pages"]
    assert len(pages) == 6
    assert pages[2] == "{n:,} dudalen"


def test_a_translation_that_lost_or_made_up_a_value_is_seen() -> None:
    assert list(misfits(Message("{name} of {day}", string="{name}")))
    assert list(misfits(Message("{name}", string="{enw}")))
    assert list(misfits(Message("{} of {}", string="{}")))
    assert not list(misfits(Message("{} of {}", string="{1}, {0}")))
    assert not list(misfits(Message(("{n} page", "{n:,} pages"), string=("{n} a", "{n} b"))))


SAYING_ROOMS = {
    "casebook",
    "sharing",
    "letters",
    "paper",
    "framework",
    "wording",
    "desk",
    "cli",
    "ui",
    "review",
}


# --- errors ------------------------------------------------------------------------------------------


Calls = Sequence[tuple[Mapping[str, ast.expr], ast.Call]]


@pytest.fixture(scope="module")
def found_in_calls(root: Path) -> tuple[list[str], list[str]]:
    """Where sentences are filled in, and where values are put together: each module is read once for both."""
    filled_in: list[str] = []
    put_together: list[str] = []
    for path in sorted((root / "reviewer").rglob("*.py")):
        place = path.relative_to(root)
        calls = calls_of(path.read_text(encoding="utf-8"))
        if place.parts[1] in SAYING_ROOMS:
            filled_in += [f"{place}:{line}" for line in errors_filled_in(calls)]
        if place.parts[1] != "documents":  # it says facts by codes
            put_together += [f"{place}:{line}" for line in values_put_together(calls)]
    return filled_in, put_together


def calls_of(code: str) -> Calls:
    return list(extracting.calls_in(ast.parse(code)))


def errors_filled_in(calls: Calls) -> Iterator[int]:
    """Lines that give an error or a fault a sentence whose values are filled in already: nobody can translate that."""
    for scope, call in calls:
        name = extracting.name_of(call.func)
        if (name.endswith(ENDING) and name not in FOREIGN) or name in {"Fault", "Phrase", "complain"}:
            for given in call.args[2:4] if name == "complain" else call.args[:2]:
                stands = scope.get(given.id, given) if isinstance(given, ast.Name) else given
                if _is_filled_in(stands):
                    yield call.lineno


def _is_filled_in(node: ast.expr) -> bool:
    match node:
        case ast.JoinedStr(values=parts):
            return not all(_is_constant(part) for part in parts)
        case ast.BinOp(op=ast.Add() | ast.Mod()):
            return True
        case ast.Call(func=ast.Attribute(attr="format", value=value)):
            return isinstance(value, ast.Constant | ast.Name)
        case ast.IfExp(body=one, orelse=other):
            return _is_filled_in(one) or _is_filled_in(other)
        case ast.BoolOp(values=parts) | ast.Tuple(elts=parts):
            return any(map(_is_filled_in, parts))
        case _:
            return False


def _is_constant(part: ast.expr) -> bool:
    inner = part.value if isinstance(part, ast.FormattedValue) else part
    return isinstance(inner, ast.Constant) or (isinstance(inner, ast.Name) and inner.id.isupper())


def test_no_error_is_given_a_sentence_that_is_filled_in_already(
    found_in_calls: tuple[list[str], list[str]],
) -> None:
    filled_in, _put_together = found_in_calls
    assert not filled_in, "\n".join(filled_in)


@pytest.mark.parametrize(
    "code",
    [
        'raise ShareError(f"{name} is gone", "Look for it.")',
        'raise ShareError("It is gone", "Look for " + name)',
        'raise ShareError("{} is gone".format(name))',
        'def f():\n    message = f"{name} is gone"\n    raise ShareError(message)',
        'yield Fault(f"{name} is gone", "")',
    ],
)
def test_a_sentence_that_is_filled_in_is_seen(code: str) -> None:
    assert list(errors_filled_in(calls_of(code)))


ENGLISH = re.compile(r"(?<![.\w])[A-Za-z]{3,}")
SAYS = {"Phrase", "counted", "say", "count", "Fault"}


def values_put_together(calls: Calls) -> Iterator[int]:
    """Lines that put a value into a sentence in which words of English are joined to others: they are in no catalogue."""
    for scope, call in calls:
        name = extracting.name_of(call.func)
        if name in SAYS or (name.endswith(ENDING) and name not in FOREIGN):
            for key in call.keywords:
                stands = scope.get(key.value.id, key.value) if isinstance(key.value, ast.Name) else key.value
                if isinstance(stands, ast.JoinedStr) and any(
                    isinstance(part, ast.Constant) and ENGLISH.search(str(part.value))
                    for part in stands.values
                ):
                    yield call.lineno


def test_no_value_of_a_sentence_is_english_that_is_put_together(
    found_in_calls: tuple[list[str], list[str]],
) -> None:
    _filled_in, put_together = found_in_calls
    assert not put_together, "\n".join(put_together)


@pytest.mark.parametrize(
    "code",
    [
        'Phrase("{a} is gone", a=f"the {b}")',
        'def f():\n    a = f"the {b}"\n    raise ShareError("{a} is gone", a=a)',
    ],
)
def test_a_value_that_is_put_together_is_seen(code: str) -> None:
    assert list(values_put_together(calls_of(code)))
    assert not list(values_put_together(calls_of('Phrase("{a}", a=f"{b}.pdf")')))


# --- what is found ------------------------------------------------------------------------------------


def found_in(folder: Path, code: str) -> set[tuple[str, str]]:
    (folder / "reviewer").mkdir()
    (folder / "reviewer/module.py").write_text(code)
    return {(each.text, each.many) for each in messages(folder)}


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ('say("Words")', {("Words", "")}),
        ('self.tr("One" if this else "Two")', {("One", ""), ("Two", "")}),
        ('count("{n} page", "{n} pages", 3)', {("{n} page", "{n} pages")}),
        ('Said("One", "Do it.", many="Many", by="n")', {("One", "Many"), ("Do it.", "")}),
        ('WORDS = {1: "One"}\nsay(WORDS[1])', {("One", "")}),
        ('raise ShareError("Gone: {name}", REMEDY, name=name)\nREMEDY = "Look."', {("Gone: {name}", ""), ("Look.", "")}),
        ('def f():\n    what = "One"\n    what = "Two"\n    return say(what)', {("One", ""), ("Two", "")}),
        ('raise ValueError("a programmer")', set()),
        ("say(given)", set()),
    ],
)  # fmt: skip
def test_what_is_said_is_found(tmp_path: Path, code: str, texts: set[tuple[str, str]]) -> None:
    assert found_in(tmp_path, code) == texts
