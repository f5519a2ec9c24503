"""A sentence has one full stop, where what it quotes or names at its end brings its own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import pytest

from reviewer.desk.words.blockers import BLOCKERS
from reviewer.desk.words.deeds import stays_lines
from reviewer.desk.words.differences import change_words, differences_said
from reviewer.desk.words.language import count, say
from reviewer.desk.words.notes import NOTES
from reviewer.desk.words.objections import OBJECTIONS, objection_words
from reviewer.desk.words.problem_table import PROBLEMS
from reviewer.desk.words.templates import COUNTED, Said, advice, filled, joined
from reviewer.documents.comparing import Change, Spot
from reviewer.documents.word_changes import Piece
from reviewer.errors import ReviewerError, ended
from reviewer.model.deeds import Deed, DeedCode, Stay, StayCode
from reviewer.model.fields import Value
from reviewer.model.objections import Objection, ObjectionCode

TABLES: tuple[Mapping[object, object], ...] = (OBJECTIONS, PROBLEMS, NOTES, BLOCKERS)  # type: ignore[assignment]
NAMES = re.compile(r"\{(\w+)[^}]*\}")
TWICE = re.compile(r"[.?!][”’\"']?\.(?!\w)")
BEHIND = re.compile(r"”\.(?!\w)")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("Nothing was read", "Nothing was read."),
        ("It says “a word”", "It says “a word”."),
        ("It says “a whole sentence.”", "It says “a whole sentence.”"),
        ("Is it “here?”", "Is it “here?”"),
        ("They call it “‘sound.’”", "They call it “‘sound.’”"),
        ("The letter is to Smith & Co.", "The letter is to Smith & Co."),
        ("It says “a sentence that was…”", "It says “a sentence that was…”."),
        ("It is about one, two …", "It is about one, two …"),
    ],
)
def test_a_sentence_has_one_full_stop(given: str, said: str) -> None:
    assert ended(given) == said
    assert str(ReviewerError(given, "Look.")) == f"{said} Look." == joined(given, "Look.")


def test_a_value_that_ends_as_a_sentence_brings_its_full_stop() -> None:
    assert say("Nothing was found for “{words}”. Look elsewhere.", words="It is done.") == (
        "Nothing was found for “It is done.” Look elsewhere."
    )
    assert say("It came from {name}.", name="Smith & Co.") == "It came from Smith & Co."
    assert say("It came from {name}.", name="Kent") == "It came from Kent."
    assert say("Version {name}.5", name="1.") == "Version 1..5", "no full stop of a sentence"
    assert count("{n:,} piece of {name}.", "{n:,} pieces of {name}.", 2, name="Co.") == "2 pieces of Co."
    overtaken = Stay(StayCode.OVERTAKEN, Deed(DeedCode.JUDGED, name="A. B. C."))
    assert stays_lines([overtaken]) == ("Decided again by somebody since, so it stays: Verdict on A. B. C.",)


def test_all_that_is_said_ends_once_whatever_it_names() -> None:
    """Each sentence of the tables, with values that end as a sentence does, and within quotation marks."""
    wrong = []
    for table in TABLES:
        for code, said in table.items():
            if isinstance(said, Said):
                found = [_told(said, end) for end in ("What we did.", "They said “no.”", "Smith & Co.")]
                wrong += [f"{code}: {words}" for words in found if TWICE.search(words)]
    assert wrong == []


def _told(said: Said, end: str) -> str:
    names = {
        name.removeprefix("n_")
        for text in (said.what, said.many, said.remedy)
        for name in NAMES.findall(text)
    }
    values: dict[str, Value] = {name: 2 if name in COUNTED or name == said.by else end for name in names}
    fit = tuple(values.items())
    try:
        return joined(filled(said, fit), advice(said, fit))
    except (ValueError, TypeError):  # a number that counts nothing else: "{megabytes:,}"
        numbers = {
            name: 2 for text in (said.what, said.many, said.remedy) for name in re.findall(r"\{(\w+):", text)
        }
        fit = tuple({**values, **numbers}.items())
        return joined(filled(said, fit), advice(said, fit))


@pytest.mark.parametrize("code", ObjectionCode)
def test_what_is_said_against_a_sentence_quotes_it_whole(code: ObjectionCode) -> None:
    said = OBJECTIONS[code]
    asked = {name for text in (said.what, said.remedy) for name in NAMES.findall(text)}
    values: dict[str, Value] = dict.fromkeys(
        asked | {"recorded", "of", "title", "said", "name", "weekday", "what"}, "The record says so."
    )
    if code is ObjectionCode.CHANGED:
        values |= dict.fromkeys(("gone", "new"), ("The record says so.",))
    words = objection_words(Objection(code, "k", "You did not send it.", 0, 0, tuple(values.items())))
    assert not TWICE.search(words), words


def test_a_change_of_wording_ends_once() -> None:
    pieces = (Piece("changed", "It is done.", "It was done."),)
    assert differences_said(pieces) == ("“It is done.” became “It was done.”",)
    moved = Change("moved", Spot("text", "", 0, 0), Spot("text", "", 0, 0), (Piece("same", "So.", "So."),))
    assert ended(change_words(moved)) == "moved: “So.”"


def test_no_sentence_of_the_program_puts_a_full_stop_behind_a_quoted_value(root: Path) -> None:
    """Where a sentence ends with a quoted value, ``ended`` or ``say`` with the value's name knows whether it has a stop."""
    wrong = [
        f"{path.relative_to(root)}:{line}"
        for path in sorted((root / "reviewer").rglob("*.py"))
        if any(
            quote in (text := path.read_text(encoding="utf-8")) for quote in ("”", "201d", "QUOTATION MARK")
        )
        for line in _behind_values(ast.parse(text))
    ]
    assert wrong == []


def _behind_values(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        match node:
            case ast.JoinedStr(values=parts):
                for one, other in pairwise(parts):
                    after = other.value if isinstance(other, ast.Constant) else ""
                    if isinstance(one, ast.FormattedValue) and BEHIND.match(str(after)):
                        yield node.lineno
            case ast.Constant(value=str(text)) if "{}”." in text:  # filled by place, not by say
                yield node.lineno
            case _:
                pass
