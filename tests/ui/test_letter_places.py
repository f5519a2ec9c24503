"""At which paragraph of the letter one is: led there, with another body between, at the next start, and without pages."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtWidgets import QApplication, QScrollBar

from reviewer.desk import Home
from reviewer.ui.letter.paragraph_editor import ParagraphDialog
from reviewer.ui.letter.view import LetterView
from tests.ui.person import Sits, WorkingPerson
from tests.ui.test_letter_pages import HEBREW, drawn, letter, write

__all__ = ["letter"]


def in_view(letter: LetterView, key: str) -> bool:
    """Whether the beginning of a paragraph is to be seen on its page."""
    pages = letter.paper.pages
    assert pages.proof is not None
    spots = [each.spots[0] for each in pages.proof.paragraphs if each.key == key]
    if not spots or spots[0].page >= pages.view.pages:
        return False
    frame = pages.view.placement.frame_of(spots[0].page)
    top = frame.rect.top() + spots[0].top * frame.zoom
    return 0 <= top < pages.view.viewport().height()


@pytest.mark.thorough
def test_a_paragraph_that_another_screen_leads_to_is_chosen_on_the_pages_and_in_view(
    person: WorkingPerson, letter: LetterView
) -> None:
    pages = letter.paper.pages
    write(person, letter, pages.paragraphs[0], "\n\n".join("Many words." for _ in range(150)))
    person.wait(lambda: pages.view.pages > 3)
    last = pages.paragraphs[-1]
    assert not in_view(letter, last)
    person.press("Ctrl+1")
    person.desk.remaining.paragraph_wanted.emit(last)
    person.wait(lambda: letter.isVisible() and in_view(letter, last))
    assert pages.chosen == last
    person.press("F2")
    assert person.dialog(ParagraphDialog).written.key == last


@pytest.mark.thorough
def test_what_leads_from_the_desk_to_a_paragraph_leads_to_the_pages(
    person: WorkingPerson, letter: LetterView
) -> None:
    pages = letter.paper.pages
    key = pages.paragraphs[1]
    write(person, letter, key, "Penmarsh did so in 99 of 43 cases.")
    person.wait(letter.objections.isVisible)
    person.press("Ctrl+1")
    person.click(person.desk.remaining.sentence)
    person.wait(lambda: letter.isVisible() and pages.chosen == key)
    person.wait(lambda: in_view(letter, key))


@pytest.mark.thorough
def test_one_is_at_the_same_paragraph_after_another_body(person: WorkingPerson, letter: LetterView) -> None:
    pages = letter.paper.pages
    key = pages.paragraphs[1]
    pages.choose(key)
    shown = pages.shown_as
    person.space.session.choose_body("aberwen")
    assert not pages.paragraphs, "while nothing is shown, no paragraph is there to be written"
    person.press("F2")
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, ParagraphDialog)]
    person.wait(lambda: drawn(pages.view))
    person.space.session.choose_body("harrowdale")
    person.wait(lambda: pages.shown_as == shown)
    assert pages.chosen == key
    assert pages.view.accessibleDescription().startswith("Paragraph 2 of ")


def low(bar: QScrollBar) -> bool:
    return bar.value() > bar.maximum() / 2


@pytest.mark.thorough
def test_walking_to_another_body_and_back_by_the_list_shows_the_paragraph_that_one_is_at(
    person: WorkingPerson, letter: LetterView
) -> None:
    pages = letter.paper.pages
    write(person, letter, pages.paragraphs[0], "\n\n".join("Many words." for _ in range(150)))
    person.wait(lambda: pages.view.pages > 3)
    last = pages.paragraphs[-1]
    pages.choose(last)
    person.wait(lambda: in_view(letter, last))
    for as_text in (False, True):
        letter.paper.turn_to_text(on=as_text)
        person.press("Alt+PgUp")
        person.wait(lambda: letter.body not in {"", "harrowdale"})
        person.press("Alt+PgDown")
        person.wait(lambda: letter.body == "harrowdale" and last in letter.paper.face.paragraphs)
        assert letter.paper.face.chosen == last
        if as_text:
            bar = letter.preview.verticalScrollBar()
            person.wait(partial(low, bar))
        else:
            person.wait(lambda: in_view(letter, last))


@pytest.mark.thorough
def test_one_is_at_the_same_paragraph_when_the_casebook_is_opened_again(
    person: WorkingPerson, letter: LetterView, sit_down: Sits, sample_home: Home
) -> None:
    key = letter.paper.pages.paragraphs[-1]
    letter.paper.pages.choose(key)
    person.window.close_casebook()
    again = sit_down(sample_home)
    again.wait(lambda: again.letter.paper.pages.paragraphs)
    assert again.letter.paper.pages.chosen == key
    again.wait(lambda: in_view(again.letter, key))


@pytest.mark.thorough
def test_a_paragraph_that_the_other_body_does_not_have_is_not_chosen(
    person: WorkingPerson, letter: LetterView
) -> None:
    pages, desk = letter.paper.pages, person.space.session.desk
    desk.drafts.edit("harrowdale", "own-1", 150, "We thank you.", because="Thanks")
    person.space.session.refresh()
    person.wait(lambda: "own-1" in pages.paragraphs)
    pages.choose("own-1")
    person.space.session.choose_body("aberwen")
    person.wait(lambda: drawn(pages.view))
    assert pages.chosen == ""
    assert "We thank you." not in pages.view.accessibleDescription()


@pytest.mark.thorough
def test_one_is_at_the_same_paragraph_while_there_are_no_pages(
    person: WorkingPerson, letter: LetterView
) -> None:
    paper, desk = letter.paper, person.space.session.desk
    key, other = paper.pages.paragraphs[1:3]
    paper.pages.choose(key)
    desk.drafts.edit("harrowdale", key, 110, HEBREW, "", (), "Courtesy")
    person.space.session.refresh()
    person.wait(paper.unprintable.isVisible)
    assert letter.preview.chosen == key
    letter.preview.choose(other)
    desk.drafts.restore("harrowdale", key)
    person.space.session.refresh()
    person.wait(lambda: not paper.unprintable.reasons)
    assert paper.pages.chosen == other
