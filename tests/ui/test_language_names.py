"""The desk's names of languages are those that Qt has, which the desk may not ask."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from reviewer.desk.words.language_names import language_name


def test_each_language_that_qt_knows_is_called_as_qt_calls_it() -> None:
    other = {
        QLocale.languageToCode(each): QLocale.languageToString(each)
        for each in QLocale.Language
        if each.name not in {"AnyLanguage", "C", "LastLanguage"}
    }
    assert len(other) > 300
    assert {code: language_name(code) for code in other if code} == {
        code: name for code, name in other.items() if code
    }
