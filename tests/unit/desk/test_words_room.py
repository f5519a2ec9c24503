"""The words room: every code has words and no words stand there without a code; plurals, and the values put in."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from string import Formatter
from typing import Any

import pytest

from reviewer.desk.triage.values import Unfit
from reviewer.desk.words.blockers import BLOCKERS, blocker_and_remedy, left_words
from reviewer.desk.words.counts import NOUNS as COUNTED
from reviewer.desk.words.counts import Noun, counted
from reviewer.desk.words.errors import error_words, what_happened, what_to_do
from reviewer.desk.words.kinds import GROUPS, NOUNS, UNITS, counted_units, group_words, tab_words
from reviewer.desk.words.language import count, say
from reviewer.desk.words.notes import NOTES, note_words, notes_counted
from reviewer.desk.words.problem_table import PROBLEMS
from reviewer.desk.words.problems import (
    THINGS,
    beside_password,
    problem_alone,
    problem_words,
)
from reviewer.desk.words.templates import Said, filled
from reviewer.desk.words.triage import UNFIT, unfit_words
from reviewer.desk.words.unread import UNREAD, WAITS, counts_words, unread_words
from reviewer.errors import ShareError
from reviewer.model import Difference, Group, NoteCode, NoText, Part, Problem, ProblemError, Reason, Unit
from reviewer.model.fields import Value, values_of
from reviewer.model.notes import listed, note
from reviewer.model.problems import Thing, both, problem, problem_of
from reviewer.review import Blocker, BlockerCode

TABLES: list[tuple[type[StrEnum], Mapping[Any, object]]] = [
    (Reason, PROBLEMS), (Thing, THINGS), (NoteCode, NOTES), (BlockerCode, BLOCKERS),
    (Group, GROUPS), (Unit, UNITS), (Unit, NOUNS), (Noun, COUNTED), (Unfit, UNFIT), (NoText, UNREAD),
]  # fmt: skip
NUMBERS = (
    "decisions",
    "bytes", "categories", "columns", "controls", "depth", "documents", "hits", "pieces", "fields", "files", "formulas", "height", "kept", "kilobytes", "left", "levels", "limit",
    "start", "end", "times",
    "unread",
    "links", "megabytes", "messages", "more", "objects", "of", "page", "pages", "pictures", "rows", "sheets", "signatures", "slides",
    "states", "terms", "verdicts", "width",
)  # fmt: skip
NAMES = (
    "address", "cut", "difference", "ending", "finding", "imported", "inner", "kind", "last", "name", "packing", "part", "place", "places",
    "program", "quote", "refused", "remedy", "seconds", "since", "sort", "subject", "text", "what", "when", "where", "who", "why",
)  # fmt: skip
EVERYTHING: dict[str, Value] = {
    **dict.fromkeys(NUMBERS, 1234), **{name: f"<{name}>" for name in NAMES}, "names": ("one", "two"),
}  # fmt: skip


@pytest.mark.parametrize(("codes", "table"), TABLES, ids=lambda each: getattr(each, "__name__", ""))
def test_every_code_has_words_and_no_words_are_without_a_code(
    codes: type[StrEnum], table: Mapping[Any, object]
) -> None:
    assert set(table) == set(codes)
    assert all(table.values())


@pytest.mark.thorough
@pytest.mark.parametrize(
    "said", [*PROBLEMS.values(), *NOTES.values(), *BLOCKERS.values(), *UNREAD.values(), *WAITS.values()]
)
def test_every_sentence_names_only_values_that_there_are_and_is_whole(said: Said) -> None:
    words = filled(said, values_of(EVERYTHING))
    assert "{" not in words
    asked = {field for text in (said.what, said.many) for _, field, _, _ in Formatter().parse(text) if field}
    assert {name.removeprefix("n_") for name in asked} <= {*EVERYTHING, "listed"}
    assert bool(said.many) == bool(said.by)
    assert not said.remedy or said.remedy.endswith((".", "{remedy}"))


def test_a_problem_says_what_is_so_and_what_to_do() -> None:
    locked = problem(Reason.LOCKED, ending=".pdf")
    assert problem_words(locked) == (
        "Locked with a password (though its name ends in .pdf). "
        "Ask the sender for the password, or for a copy without one."
    )
    assert beside_password(locked) == "Ask the sender for the password, or for a copy without one."
    assert beside_password(Problem(Reason.LOCKED_OTHERWISE)).startswith("Locked with another password")
    assert problem_alone(locked) == "Locked with a password (though its name ends in .pdf)."
    slow = problem(Reason.READING_TOO_SLOW, page=7, seconds="10")
    assert problem_words(slow).startswith("Page 7 took longer than 10 seconds to read. It is kept;")
    stopped = problem(Reason.READING_TOO_SLOW, name="a.pdf", seconds="10")
    assert problem_alone(stopped) == "a.pdf: took longer than 10 seconds to read."


def test_problems_within_and_beside_each_other_are_told_together() -> None:
    packed = Problem(
        Reason.MEMBERS_LEFT, values_of({"left": 2, "of": 3, "name": "a.pdf"}), Problem(Reason.LOCKED_MEMBER)
    )
    more = both(packed, problem(Reason.MEMBERS_TOO_MANY, kept=1, of=3, limit=1))
    assert more is not None
    assert problem_words(more) == (
        "2 of its 3 documents could not be unpacked, for example a.pdf: Locked with a password. "
        "Ask the sender for the password, or for the files without one. "
        "Only 1 of its 3 documents was unpacked: the limit for one file is 1. "
        "Ask the sender for it in smaller parts."
    )
    assert problem_alone(more).count("Ask") == 0
    assert more.wants_password
    assert both(None, None) is None
    assert problem_of(more.packed()) == more


@pytest.mark.parametrize(
    "told",
    [
        {"reason": "no such", "values": {}},
        {"reason": "locked"},
        {"reason": "locked", "values": []},
        {"reason": "locked", "values": {"page": 1.5}},
        {"reason": "locked", "values": {"page": True}},
        {"reason": "locked", "values": {"names": [1]}},
    ],
)
def test_what_is_no_problem_is_told_as_such(told: object) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        problem_of(told)


def test_things_are_counted_with_their_plural() -> None:
    assert note_words(note(NoteCode.HIDDEN_SHEETS, sheets=1)) == "1 hidden sheet, shown here and labelled so."
    assert note_words(note(NoteCode.HIDDEN_SLIDES, slides=2)).startswith("2 hidden slides,")
    both_hidden = note(NoteCode.HIDDEN_ROWS_AND_COLUMNS, rows=1, columns=2)
    assert note_words(both_hidden).startswith("1 hidden row and 2 runs of hidden columns,")
    assert [notes_counted(number) for number in (0, 1, 2)] == ["", "+1 note", "+2 notes"]
    assert [counted_units(Unit.SLIDE, number) for number in (1, 1200)] == ["1 slide", "1,200 slides"]
    assert [counted(Noun.ENTRY, number) for number in (1, 2)] == ["1 entry", "2 entries"]
    assert count("{n} day", "{n} days", 1) == "1 day"
    sheets = [
        problem(Reason.SHEETS_DAMAGED, sheets=len(names), **listed(names)) for names in (["A"], list("ABCD"))
    ]
    assert [problem_alone(each) for each in sheets] == [
        "The sheet A is damaged and could not be read.",
        "The sheets A, B, C and 1 more are damaged and could not be read.",
    ]


def test_a_tab_says_what_a_sheet_is_called_and_what_is_wrong_with_it() -> None:
    sheets = [
        Part("sheet:Posts", "sheet Posts", "x"),
        Part("sheet:Old", "sheet Old (hidden) (damaged)", "", NoText.DAMAGED, hidden=True),
        Part("sheet:Q!A1", "sheet Q!A1", "x"),
        Part("s1", "comments", "x"),
    ]
    assert [tab_words(part) for part in sheets] == ["Posts", "Old (hidden) (damaged)", "Q!A1", "comments"]


def test_braces_in_a_value_stay_as_they_are() -> None:
    assert note_words(note(NoteCode.COMMENT, "p1", page=1, text="{page} {")) == "Comment on page 1: {page} {"
    assert say("{what}", what="{0}") == "{0}"


def test_what_is_left_is_said_with_and_without_the_key() -> None:
    blocker = Blocker(BlockerCode.NEAR_PASSAGE, "unit", "The unit", difference=Difference(2, 7, 0))
    assert blocker_and_remedy(blocker) == (
        "The unit (unit): a passage reads differently now: 2 of 7 words differ. "
        "Look at both on its card, and confirm it, or untie it."
    )
    assert left_words(blocker) == "The unit: a passage reads differently now: 2 of 7 words differ."
    assert left_words(Blocker(BlockerCode.NO_CATEGORY)) == "No category is chosen."


def test_an_error_with_a_value_is_put_into_words_and_any_other_has_them() -> None:
    error = ProblemError(problem(Reason.FILE_NOT_READ, name="a.pdf", why="No such file or directory"))
    assert error_words(error) == (
        "a.pdf can't be read (No such file or directory). Check that the file is there and open to you."
    )
    assert (what_happened(error), what_to_do(error)) == (
        "a.pdf can't be read (No such file or directory)",
        "Check that the file is there and open to you.",
    )
    other = ShareError("The share is gone", "Look for it.")
    assert (error_words(other), what_happened(other), what_to_do(other)) == (
        "The share is gone. Look for it.", "The share is gone", "Look for it.",
    )  # fmt: skip
    assert unfit_words(Unfit.EMPTY) == "There is no file in it."
    assert group_words(Group.MAIL) == "E-mail"


def test_a_piece_says_what_it_is_and_what_to_do() -> None:
    assert unread_words("page 3", NoText.WRITING) == (
        "page 3: Writing not recognised, or not all of it. Look at it by eye, or type out what it says."
    )
    assert unread_words("page 3", NoText.PICTURE, waits=True) == (
        "page 3: A picture that waits for recognition. Wait until it was tried."
    )
    assert unread_words("", problem(Reason.LOCKED)) == problem_words(problem(Reason.LOCKED))
    pictures = note(NoteCode.PICTURES_TOO_MANY, pictures=3, limit=2000)
    assert unread_words("", pictures) == note_words(pictures)


def test_unread_pieces_are_counted_and_those_that_wait_of_them() -> None:
    assert [counts_words(*counts) for counts in ((0, 0), (1, 0), (3, 1))] == [
        "",
        "1 not read",
        "3 not read, 1 waiting",
    ]


def test_what_is_left_of_a_search_is_counted_and_says_since_when() -> None:
    def said(code: BlockerCode, **values: Value) -> str:
        return left_words(Blocker(code, "unit", "Unit", values_of(values)))

    assert said(BlockerCode.HITS_NOT_LOOKED_AT, hits=1, changed=0) == "Unit: 1 hit not looked at."
    assert said(BlockerCode.HITS_NOT_LOOKED_AT, hits=3, changed=2) == (
        "Unit: 3 hits not looked at (since the search, pages or pictures were recognised, typed out or read anew)."
    )
    assert said(BlockerCode.PIECES_NOT_SEEN, pieces=2) == "Unit: 2 unread pieces not looked at."
    assert said(BlockerCode.PIECES_WAIT, pieces=1) == "Unit: 1 unread piece waits for recognition."
    assert said(BlockerCode.PIECES_WAIT, pieces=2) == "Unit: 2 unread pieces wait for recognition."
    assert said(BlockerCode.SEARCH_STALE, documents=1) == "Unit: 1 document of the review not searched."
