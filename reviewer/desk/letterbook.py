"""Which letters there are: languages, edited paragraphs, and what was signed. Nothing is composed here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from reviewer.desk.letter_places import Fate
from reviewer.errors import Phrase, ReviewerError
from reviewer.model import Letter, Withdrawn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.desk.session import Session
    from reviewer.model import Block, Kept, Language


class Letterbook:
    """The letters of a body by language: the first is ``letter``, Welsh is ``letter-cy``."""

    def __init__(self, session: Session) -> None:
        """Look into the session's casebook."""
        self._session = session

    def language(self, code: str) -> Language:
        """Return one of the case's languages; "" is the first. ReviewerError if there is none."""
        known = self._session.case.languages
        if code in known:
            return known[code]
        if code == known[""].code:
            return known[""]
        tags = (language.framework.language for language in known.values())
        there = ", ".join(map(_asked, tags))
        message = Phrase("This inspection has no letter in {code}", code=_asked(code))
        raise ReviewerError(
            message,
            "It has: {there}. Add letter.{code}.md to the case folder for a new one.",
            there=there,
            code=code,
        )

    def edited(self, code: str, language: str) -> tuple[Kept[Block], ...]:
        """Return the paragraphs of a body's letter that a person wrote, in their order."""
        name = self.name(language)
        blocks = [record for record in self._session.slice(code).blocks if record.content.letter == name]
        return tuple(sorted(blocks, key=lambda record: (record.content.order, record.content.key)))

    def language_key(self, language: str) -> str:
        """Return the key of a language among the case's: the first one's is ""."""
        return "" if language == self._session.case.languages[""].code else language

    def name(self, language: str) -> str:
        """Return what records call the letter in a language."""
        from reviewer.casebook import subject

        return subject.letter_key(self.language_key(language))

    def file_name(self, code: str, language: str) -> str:
        """Return what the file of a body's letter is called: "harrowdale.pdf", in Welsh "harrowdale.cy.pdf"."""
        from reviewer.desk.files import named

        return named(code, self.language_key(language))

    def standing_letters(self, code: str, language: str) -> tuple[Kept[Letter], ...]:
        """Return a body's signed letters that stand; two or more are a conflict. What anybody has withdrawn does not stand."""
        name = self.name(language)
        letters = tuple(k for k in self._session.slice(code).letters if k.content.letter == name)
        return () if letters and self.withdrawn(code, language) else letters

    def withdrawn(self, code: str, language: str) -> Kept[Withdrawn] | None:
        """Return the withdrawal that stands of a body's signed letter, if there is one."""
        from reviewer.casebook import subject

        withdrawals = self._session.casebook.current(
            Withdrawn, subject=subject.letter(code, self.name(language))
        )
        return withdrawals[-1] if withdrawals else None

    def history(self, code: str, language: str) -> Iterator[Kept[Letter]]:
        """Give every letter that was ever signed to a body."""
        for record in self.all_of(code, language):
            if isinstance(record.content, Letter):
                yield cast("Kept[Letter]", record)

    def fates(self, code: str, language: str) -> tuple[Fate, ...]:
        """Return what came after each letter that was ever signed to a body in a language, by time.

        What a withdrawal took back is the last letter before it, and all in whose place it came; one that stands took back all that
        nothing took the place of.
        """
        records = {record.id for record in self.standing_letters(code, language)}
        fates: list[Fate] = []
        for record in self.all_of(code, language):
            if isinstance(record.content, Letter) and record.content.issued:
                letter = cast("Kept[Letter]", record)
                fates.append(Fate(letter, letter.id in records))
            elif isinstance(record.content, Withdrawn) and fates:
                withdrawal = cast("Kept[Withdrawn]", record)
                taken = {fates[-1].record.id, *self._session.casebook.contests.parents(record.id)}
                fates = [
                    replace(fate, withdrawal=fate.withdrawal or withdrawal)
                    if fate.record.id in taken
                    else fate
                    for fate in fates
                ]
        last = self.withdrawn(code, language)
        if last is None:
            return tuple(fates)
        ends = {record.id for record in self._session.slice(code).letters} | {
            fate.record.id for fate in fates[-1:]
        }
        return tuple(
            replace(fate, withdrawal=fate.withdrawal or last) if fate.record.id in ends else fate
            for fate in fates
        )

    def rests_on(self, code: str, language: str, judged: tuple[str, ...]) -> tuple[str, ...]:
        """Return the ids of all that a body's letter rests on that rests on what is ``judged``: edited paragraphs too."""
        return (*judged, *(record.id for record in self.edited(code, language)))

    def all_of(self, code: str, language: str) -> tuple[Kept[object], ...]:
        """Return every record of a body's signed letter in a language by time, withdrawals too."""
        from reviewer.casebook import subject

        return self._session.casebook.history(subject.letter(code, self.name(language)))


def _asked(tag: str) -> str:
    """Return what a language is called, and how it is asked for: "Welsh (cy)"."""
    from reviewer.desk.words.language_names import language_name

    name = language_name(tag)
    return tag if name == tag else f"{name} ({tag})"
