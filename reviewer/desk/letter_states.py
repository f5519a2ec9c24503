"""How signed letters stand: the one place that says so, for whatever lists, checks, shows or hands them out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reviewer.desk.letter_places import Fate, LetterNow, Place
from reviewer.desk.meaning import same
from reviewer.model import Letter
from reviewer.model.damage import Damage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.desk.letter_words import LetterWords
    from reviewer.desk.letterbook import Letterbook
    from reviewer.desk.outdated import Outdated
    from reviewer.desk.session import Session
    from reviewer.model import Kept
    from reviewer.review import Standing

_Differs = Callable[[Letter], bool | None]
KnownBeside = tuple[tuple[Damage, ...], bool | None]


class LetterStates:
    """Tells of signed letters what became of them; ``stands`` is always how far the letter's body has come, by the rules.

    A letter that stands is read in the reader process, once, to compare its words. ``listed`` alone reads none: it says what is
    known of it, for lists of all bodies and for a screen that does not wait.
    """

    def __init__(
        self, session: Session, letterbook: Letterbook, outdated: Outdated, words: LetterWords
    ) -> None:
        """Ask of the session's casebook."""
        self._session, self._letterbook = session, letterbook
        self._outdated, self._words = outdated, words

    def of(self, record: Kept[Letter], stands: Standing) -> LetterNow:
        """Return what became of a signed letter."""
        fates = self._letterbook.fates(record.content.body, record.content.language)
        fate = next((fate for fate in fates if fate.record.id == record.id), Fate(record, stands=False))
        return self._now(fate, stands, self._words.differ)

    def all_of(self, code: str, language: str, stands: Standing) -> Iterator[LetterNow]:
        """Give each letter that was ever signed to a body in a language, by time."""
        for fate in self._letterbook.fates(code, language):
            yield self._now(fate, stands, self._words.differ)

    def standing(self, code: str, language: str, stands: Standing) -> LetterNow | None:
        """Return how the letter stands that stands for a body in a language: the last one where two do; None for none."""
        return self._standing(code, language, stands, self._words.differ)

    def listed(self, code: str, language: str, stands: Standing) -> LetterNow | None:
        """Return the same as far as it is known, without reading the letter: it may be ``UNCOMPARED``."""
        return self._standing(code, language, stands, self._words.known)

    def known_beside(self, letter: Letter) -> KnownBeside:
        """Return what a letter's state rests on beside the records: what of it is damaged, and whether its words differ, if known."""
        return self._damages(letter), self._words.known(letter)

    def compare(self, letter: Letter) -> bool:
        """Compare a letter's words, so that ``listed`` knows; False where that cannot be done now. Reads the letter."""
        return self._words.differ(letter) is not None

    def not_to_be_handed_out(self, letter: Letter) -> bool:
        """Tell whether a letter stands whose words are not what its verdicts say."""
        letters = [
            record.content for record in self._letterbook.standing_letters(letter.body, letter.language)
        ]
        return letter in letters and not self._damages(letter) and bool(self._words.differ(letter))

    def _standing(self, code: str, language: str, stands: Standing, differs: _Differs) -> LetterNow | None:
        letters = self._letterbook.standing_letters(code, language)
        return self._now(Fate(letters[-1], stands=True), stands, differs) if letters else None

    def _now(self, fate: Fate, stands: Standing, differs: _Differs) -> LetterNow:
        record, letter = fate.record, fate.record.content
        if not fate.stands:
            return self._gone(fate)
        if damages := self._damages(letter):
            return LetterNow(record, Place.DAMAGED, damages=damages)
        other_words = differs(letter)
        if other_words:
            return LetterNow(record, Place.OTHER_WORDS)
        if not same(self._session.casebook.get, letter.rests_on, self._would_rest_on(letter, stands)):
            return LetterNow(record, Place.CHANGED)
        if self._outdated.is_left_behind(letter):
            return LetterNow(record, Place.AMENDED)
        return LetterNow(record, Place.UNCOMPARED if other_words is None else Place.STANDS)

    def _gone(self, fate: Fate) -> LetterNow:
        if fate.withdrawal is None and (damages := self._damaged_since(fate.record)):
            return LetterNow(fate.record, Place.UNTOLD, damages=damages)
        place = Place.SUPERSEDED if fate.withdrawal is None else Place.WITHDRAWN
        return LetterNow(fate.record, place, fate.withdrawal)

    def _would_rest_on(self, letter: Letter, stands: Standing) -> tuple[str, ...]:
        return self._letterbook.rests_on(letter.body, letter.language, stands.rests_on)

    def _damaged_since(self, record: Kept[Letter]) -> tuple[Damage, ...]:
        """Return what is damaged of what was recorded in the place of a letter, where no later letter took it."""
        later = self._letterbook.history(record.content.body, record.content.language)
        if any((each.at, each.id) > (record.at, record.id) for each in later):
            return ()
        damages = self._session.board().damages
        return tuple(each for each in damages if each.subject == record.subject and not each.settled)

    def _damages(self, letter: Letter) -> tuple[Damage, ...]:
        """Return what is damaged of what a letter rests on, or of what was decided in its place."""
        return tuple(
            damage
            for damage in self._session.board().damages
            if damage.record in letter.rests_on or damage.stops_draft(letter.body)
        )
