"""How a signed letter stands, as the window tells it at its foot, in its lists and in the matrix: nothing before it was looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics

from reviewer.desk import Desk, Home
from reviewer.desk.letter_places import Place
from reviewer.desk.words.letter_states import beside_words, short_words
from reviewer.model import Letter
from reviewer.ui.letter.view import LetterView
from reviewer.ui.look import SMALL
from reviewer.ui.matrix.words import RowWords
from reviewer.ui.remaining import SHORT, _shortened
from tests.faults.altering import ALTERED
from tests.standing import sign_other_words
from tests.ui.person import Sits, WorkingPerson, by_ear
from tests.ui.test_handing_out import Held, held
from tests.ui.test_letter import letter
from tests.ui.test_signing import identity

pytestmark = pytest.mark.shares_window

__all__ = ["held", "identity", "letter"]


def foot(person: WorkingPerson) -> str:
    return person.letter.remaining.sentence.accessibleName()


def listed(person: WorkingPerson) -> str:
    """What the list of bodies and the matrix say of Harrowdale."""
    session = person.space.session
    (line,) = [line for line in session.lines if line.code == "harrowdale"]
    said = by_ear(line)
    return f"{said} | {RowWords(session.desk.case.framework).letter(line)}"


@pytest.mark.thorough
def test_over_other_words_nothing_says_that_the_letter_stands(
    person: WorkingPerson, letter: LetterView, identity: Callable[[str], Path], tmp_path: Path, held: Held
) -> None:
    desk, session = person.space.session.desk, person.space.session
    held.go_on.set()
    out, key = tmp_path / "1.pdf", identity("Rowan Ellery")
    sign_other_words(desk, "harrowdale", lambda: desk.letters.write("harrowdale", out, key, "right"))
    held.go_on.clear()
    session.refresh()
    person.wait(lambda: foot(person) == "Signed. The letter is not compared with its verdicts yet")
    person.press("Ctrl+1")
    assert "not compared" in person.desk.remaining.sentence.accessibleName(), "the window goes on meanwhile"
    held.go_on.set()
    other = "Signed with other words. Its words are not what its verdicts say: sign the letter anew"
    person.wait(lambda: person.desk.remaining.sentence.accessibleName() == other)
    assert foot(person) == other
    assert "signed (its words are not what its verdicts say)" in listed(person)
    assert listed(person).endswith("| Other words")


@pytest.mark.thorough
def test_a_letter_that_stands_is_said_to_once_it_was_compared_and_in_its_own_language(
    person: WorkingPerson, letter: LetterView, identity: Callable[[str], Path], tmp_path: Path
) -> None:
    desk, session = person.space.session.desk, person.space.session
    desk.letters.write("harrowdale", tmp_path / "cy.pdf", identity("Rowan Ellery"), "right", "cy")
    session.refresh()
    person.settle()
    assert foot(person).startswith("Ready to sign"), "the letter in the first language is not signed"
    person.click(letter.languages.choices["cy"])
    person.wait(lambda: foot(person) == "Signed. The letter stands as it was signed")
    person.wait(lambda: person.desk.remaining.sentence.accessibleName() == foot(person))


@pytest.fixture
def damaged(sample_home: Home, tmp_path: Path) -> Letter:
    """The signed letter of Harrowdale. A verdict that it rests on was altered since, and then decided again."""
    casebook = sample_home.data / "sample.casebook"
    with Desk.open(casebook, sample_home) as desk:
        desk.letters.identity_new(tmp_path / "me.p12", "Rowan Ellery", "right")
        made = desk.letters.write("harrowdale", tmp_path / "1.pdf", tmp_path / "me.p12", "right")
    ALTERED["one byte of a reason"].change(casebook)
    with Desk.open(casebook, sample_home) as desk:
        desk.judging.verdict("harrowdale", "supervisors", "in-place", "As it is.")
    assert made.signed is not None
    return made.signed


@pytest.mark.thorough
def test_over_what_is_damaged_nothing_says_that_it_was_decided_anew(
    damaged: Letter, sit_down: Sits, sample_home: Home
) -> None:
    assert damaged.issued
    person = sit_down(sample_home)
    person.go_to_body("harrowdale")
    said = "Damaged since signing. What the signed letter rests on is damaged: check the casebook"
    person.wait(lambda: person.desk.remaining.sentence.accessibleName() == said)
    person.press("Ctrl+2")
    person.wait(lambda: foot(person) == said and "What it rests on is damaged" in person.letter.state.text())
    assert "signed (what it rests on is damaged)" in listed(person)
    assert listed(person).endswith("| Damaged")


@pytest.mark.parametrize("place", Place)
def test_the_matrix_has_a_word_for_each_way(place: Place) -> None:
    words = {
        Place.CHANGED: "Changed since",
        Place.AMENDED: "Case amended",
        Place.OTHER_WORDS: "Other words",
        Place.DAMAGED: "Damaged",
    }
    assert short_words(place) == words.get(place, "")


@pytest.mark.parametrize("place", Place)
def test_beside_the_letter_each_way_has_words_of_its_own(place: Place) -> None:
    said = beside_words(place)
    assert not said or said not in map(beside_words, set(Place) - {place})
    assert bool(said) >= bool(short_words(place))
    assert ("amended" in said) == (place is Place.AMENDED)
    assert ("verdicts or evidence have changed" in said.lower()) == (place is Place.CHANGED)


@pytest.mark.thorough
def test_where_the_foot_has_no_room_it_ends_after_a_whole_line(person: WorkingPerson) -> None:
    foot, metrics = person.desk.remaining.sentence, QFontMetrics(person.window.look.font(SMALL))
    words = "The verdict on Supervisors who notice of Harrowdale Constabulary is damaged. " * 4
    for lines in (1, 2, 3):
        place = QRect(0, 0, 200, lines * metrics.lineSpacing() + metrics.lineSpacing() // 2)
        said = _shortened(words, metrics, place)
        assert said.endswith("…")
        assert metrics.boundingRect(QRect(0, 0, 200, 10_000), SHORT, said).height() <= place.height()
        assert len(said) > 15 * lines, "and says what there is room for"
    foot.say("1 thing left before signing", words)
    assert words in foot.accessibleName(), "it is heard whole"
