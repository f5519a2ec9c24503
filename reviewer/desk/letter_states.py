"""How signed letters stand: the one place that says so, for whatever lists, checks, shows or hands them out."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.desk.letter_places import Fate, LetterNow, Place
from reviewer.desk.letter_words import LetterWords
from reviewer.desk.letterbook import Letterbook
from reviewer.desk.outdated import Outdated
from reviewer.desk.standing import Standings
from reviewer.model import Kept, Letter
from reviewer.review import Standing


class LetterStates:
    """Tells of signed letters what became of them.

    A letter that stands is read once in the reader process, to compare its words: not for a list of all bodies.
    """

    def __init__(
        self,
        standings: Standings,
        letterbook: Letterbook,
        outdated: Outdated,
        words: LetterWords,
    ) -> None:
        """Ask of the casebook whose letters ``letterbook`` has."""
        self._standings, self._letterbook = standings, letterbook
        self._outdated, self._words = outdated, words

    def of(self, kept: Kept[Letter], stands: Standing | None = None) -> LetterNow:
        """Return what became of a signed letter; ``stands`` is how far its body has come, where that is known."""
        letter = kept.content
        fates = self._letterbook.fates(letter.body, letter.language)
        fate = next((fate for fate in fates if fate.kept.id == kept.id), Fate(kept, stands=False))
        return self._now(fate, stands)

    def all_of(self, code: str, language: str) -> Iterator[LetterNow]:
        """Give each letter that was ever signed to a body in a language, by time."""
        for fate in self._letterbook.fates(code, language):
            yield self._now(fate, None)

    def not_to_be_handed_out(self, letter: Letter) -> bool:
        """Tell whether a letter stands whose words are not what its verdicts say."""
        fates = self._letterbook.fates(letter.body, letter.language)
        standing = [fate.kept.content for fate in fates if fate.stands]
        return letter in standing and not self._letterbook.damages(letter) and self._words.differ(letter)

    def _now(self, fate: Fate, stands: Standing | None) -> LetterNow:
        kept, letter = fate.kept, fate.kept.content
        if not fate.stands:
            place = Place.SUPERSEDED if fate.withdrawal is None else Place.WITHDRAWN
            return LetterNow(kept, place, fate.withdrawal)
        if damages := self._letterbook.damages(letter):
            return LetterNow(kept, Place.DAMAGED, damages=damages)
        if self._words.differ(letter):
            return LetterNow(kept, Place.OTHER_WORDS)
        if self._standings.is_decided_anew(letter, stands):
            return LetterNow(kept, Place.CHANGED)
        left_behind = self._outdated.is_left_behind(letter)
        return LetterNow(kept, Place.AMENDED if left_behind else Place.STANDS)
