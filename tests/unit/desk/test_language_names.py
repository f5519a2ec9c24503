"""A person reads what a language is called, and no code for it: in the window, on the command line, in messages."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from reviewer.desk.facts import LetterFact
from reviewer.desk.words.amendments import (
    change_words,
    in_use_words,
    letter_fact_words,
    outdated_lines,
    outdated_words,
)
from reviewer.desk.words.language_names import language_name, letter_language
from reviewer.framework import load_case
from reviewer.model import Case, Language, LetterState
from reviewer.model.amendments import CaseChange, InUse, OutdatedLetter, UseCode
from tests.unit.small_case import write_case

CODE = re.compile(r"\bcy\b")


def with_languages(folder: Path, *tags: str) -> Case:
    case = load_case(write_case(folder))
    first = case.languages[""]
    others = {tag: Language(tag, replace(first.framework, language=tag), first.template) for tag in tags}
    return replace(case, languages={"": first, **others})


def test_a_language_is_called_by_its_name() -> None:
    assert [language_name(tag) for tag in ("cy", "en-GB", "gd", "haw", "CY")] == [
        "Welsh", "English", "Scottish Gaelic", "Hawaiian", "Welsh",
    ]  # fmt: skip
    assert language_name("qaa") == "qaa", "nobody has named it"


def test_languages_of_one_name_are_told_apart(tmp_path: Path) -> None:
    case = with_languages(tmp_path, "zh-Hans", "zh-Hant", "pt-BR")
    assert [letter_language(case, key) for key in case.languages] == [
        "English", "Chinese (Hans)", "Chinese (Hant)", "Portuguese",
    ]  # fmt: skip
    change = CaseChange(("languages", "zh-Hant", "template", "salutation"), "a", "b")
    assert change_words(change, [case]) == "In Chinese (Hant): Letter: salutation"


def test_what_is_said_of_a_letter_names_its_language() -> None:
    drafted, signed = (
        OutdatedLetter("a", "Arch", "cy", state) for state in (LetterState.DRAFTED, LetterState.SIGNED)
    )
    said = (
        change_words(CaseChange(("languages", "cy", "template", "salutation"), "a", "b"), ()),
        change_words(CaseChange(("languages", "cy"), None, ""), ()),
        in_use_words(InUse(UseCode.LANGUAGE, "cy", 1, ("Arch",)), {}),
        *outdated_lines([drafted, signed]),
        outdated_words(drafted),
        outdated_words(signed),
        letter_fact_words(LetterFact("cy"))[0],
    )
    assert [words for words in said if "Welsh" not in words or CODE.search(words)] == []
