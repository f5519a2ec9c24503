"""What the case says of a body, and how its letters stand: values for a panel; nothing is recorded here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reviewer.desk.letter_places import LetterNow, Place
from reviewer.desk.letter_states import LetterStates
from reviewer.desk.letterbook import Letterbook
from reviewer.desk.session import Session
from reviewer.desk.standing import Standings
from reviewer.model import Kept, Letter, Withdrawn
from reviewer.review import Standing


@dataclass(frozen=True, slots=True)
class LetterFact:
    """A body's letter in a language ("" is the first): the signed one that stands, or the withdrawal; None: none was signed.

    ``who`` recorded it. ``place`` says how a signed one stands.
    """

    language: str
    record: Kept[Letter] | Kept[Withdrawn] | None = None
    who: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """A body's own ``facts`` by column, its name and code among them; the inspection's days; how its letters stand."""

    code: str
    name: str
    facts: tuple[tuple[str, str], ...]
    days: tuple[tuple[tuple[str, ...], date], ...]
    letters: tuple[LetterFact, ...]


class Facts:
    """Looks up what the case says of a body."""

    def __init__(
        self, session: Session, standings: Standings, letterbook: Letterbook, states: LetterStates
    ) -> None:
        """Ask of the session's casebook; ``states`` says how signed letters stand."""
        self._session, self._standings = session, standings
        self._letterbook, self._states = letterbook, states

    def of(self, body: str) -> BodyFacts:
        """Return all that the case says of a body, by its code. Signed letters are read the first time: not on a window's thread."""
        the_body, inspection = self._session.body(body), self._session.case.inspection
        days = tuple(
            (("inspection", name), getattr(inspection, name))
            for name in ("requested_on", "submissions_due", "letters_dated")
        )
        letters = tuple(self._letter(the_body.code, key) for key in self._session.case.languages)
        return BodyFacts(the_body.code, the_body.name, tuple(the_body.facts.items()), days, letters)

    def _letter(self, code: str, key: str) -> LetterFact:
        language = self._session.case.languages[key]
        spoken = language.framework.language if key else ""
        withdrawn = self._letterbook.withdrawn(code, key)
        if withdrawn is not None:
            return LetterFact(spoken, withdrawn, self._session.named(withdrawn.author))
        stands = self._standings.by_rules(code)
        now = self._states.standing(code, key, stands) or self._untold(code, key, stands)
        if now is None:
            return LetterFact(spoken)
        return LetterFact(spoken, now.record, self._named(now.record.author), now.place)

    def _untold(self, code: str, key: str, stands: Standing) -> LetterNow | None:
        """Return the letter of which nobody can tell whether it stands, if there is one."""
        letters = self._states.all_of(code, key, stands)
        return next((now for now in letters if now.place is Place.UNTOLD), None)

    def _named(self, author: str) -> str:
        return self._session.people().get(author, "")
