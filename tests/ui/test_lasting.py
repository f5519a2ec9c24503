"""A passage whose words read differently now, on its card: seen, heard, confirmed and undone by keys."""

from __future__ import annotations

from dataclasses import replace
from threading import Thread, current_thread, main_thread
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from reviewer.documents import nearness
from reviewer.ui.checklist.quotes import QuoteRow
from tests.ui.person import WorkingPerson


def read_anew(person: WorkingPerson, old: str, new: str) -> QuoteRow:
    """Read the document of the open card's first passage with other words; no screen knows it yet."""
    desk = person.space.session.desk
    row = first(person)
    document = row.view.record.content.passage.document
    text = desk.reading.text(document)
    parts = tuple(replace(part, text=part.text.replace(old, new)) for part in text.parts)
    desk.session.casebook.index.put(replace(text, parts=parts))
    return row


def changed(person: WorkingPerson, old: str, new: str) -> QuoteRow:
    """The first passage of the open card, after its document is read with other words."""
    row = read_anew(person, old, new)
    about = row.view.record.subject

    def again() -> list[QuoteRow]:
        return [each for each in rows(person) if each is not row and each.view.record.subject == about]

    person.space.session.refresh()
    person.wait(again)
    return again()[0]


def first(person: WorkingPerson) -> QuoteRow:
    person.wait(lambda: bool(rows(person)))
    return rows(person)[0]


def rows(person: WorkingPerson) -> list[QuoteRow]:
    """From the top: a row that is made anew stands where the one before it stood."""
    shown = [row for row in person.inside.quotes.findChildren(QuoteRow) if row.isVisible()]
    return sorted(shown, key=lambda row: row.y())


def words(row: QuoteRow) -> str:
    return " ".join(label.text() for label in row.findChildren(QLabel) if label.isVisible())


@pytest.mark.thorough
def test_a_near_passage_shows_both_wordings_and_is_confirmed_by_a_key(person: WorkingPerson) -> None:
    person.go_to_body("harrowdale")
    person.desk.checklist.open_number(1)
    quote = first(person).view.record.content.passage.quote
    word = max(quote.split(), key=len)
    row = changed(person, word, "otherwise")
    assert row.view.state == "near"
    assert "read differently now" in words(row)
    assert f"<s><b>{word}</b></s>" in words(row)
    assert "<u><b>otherwise</b></u>" in words(row)
    assert f"“{word}” became “otherwise”." in words(row)
    assert "Y says that it is this" in row.accessibleDescription()
    assert row.near.confirm.accessibleDescription()
    assert any(blocker.code == "near-passage" for blocker in person.view.blocks_signing)
    person.focus(row)
    person.press("Y")
    person.wait(lambda: all(each.view.state == "exact" for each in rows(person)))
    confirmed = next(each for each in rows(person) if each.view.record.subject == row.view.record.subject)
    assert confirmed.view.record.content.passage.quote == quote.replace(word, "otherwise")
    assert confirmed.hasFocus()
    person.press("Ctrl+Z")
    person.wait(lambda: any(each.view.state == "near" for each in rows(person)))
    again = next(each for each in rows(person) if each.view.state == "near")
    person.click(again.near.show_it)
    person.click(again.near.confirm)
    person.wait(lambda: all(each.view.state == "exact" for each in rows(person)))


def test_a_lost_passage_stays_with_its_words_and_what_to_do(person: WorkingPerson) -> None:
    person.go_to_body("harrowdale")
    person.desk.checklist.open_number(1)
    quote = first(person).view.record.content.passage.quote
    row = changed(person, quote, "x")
    assert row.view.state == "lost"
    assert "Tie it again, or untie it." in words(row)
    assert quote.split()[0] in words(row)
    person.focus(row)
    person.press("Return")
    assert "not in the document any more" in person.message


@pytest.mark.thorough
def test_passages_are_found_again_beside_the_window(
    person: WorkingPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.go_to_body("harrowdale")
    person.desk.checklist.open_number(1)
    threads, nearest = set[Thread](), nearness.nearest

    def watched(*given: Any) -> nearness.Near | None:
        threads.add(current_thread())
        return nearest(*given)

    monkeypatch.setattr(nearness, "nearest", watched)
    read_anew(person, max(first(person).view.record.content.passage.quote.split(), key=len), "otherwise")
    person.space.session.refresh()
    person.wait(lambda: first(person).view.state == "near")
    assert threads
    assert main_thread() not in threads
