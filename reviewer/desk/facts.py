"""What the case says of a body, and how its letters stand: values for a panel; nothing is recorded here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reviewer.desk.letterbook import Letterbook
from reviewer.desk.outdated import Outdated
from reviewer.desk.session import Session
from reviewer.desk.standing import Standings


@dataclass(frozen=True, slots=True)
class LetterFact:
    """A body's letter in a language ("" is the first): how it stands, since when (UTC µs, 0: never) and by whom.

    ``state`` is "" (none was signed), "signed" or "withdrawn". ``decided_anew``: its verdicts differ by now; ``amended``: the
    case does, so that a new one would say something else.
    """

    language: str
    state: str
    at: int = 0
    who: str = ""
    decided_anew: bool = False
    amended: bool = False


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
        self, session: Session, standings: Standings, letterbook: Letterbook, outdated: Outdated
    ) -> None:
        """Ask of the session's casebook."""
        self._session, self._standings = session, standings
        self._letterbook, self._outdated = letterbook, outdated

    def of(self, body: str) -> BodyFacts:
        """Return all that the case says of a body, by its code."""
        found, inspection = self._session.body(body), self._session.case.inspection
        days = tuple(
            (("inspection", name), getattr(inspection, name))
            for name in ("requested_on", "submissions_due", "letters_dated")
        )
        letters = tuple(self._letter(found.code, key) for key in self._session.case.languages)
        return BodyFacts(found.code, found.name, tuple(found.facts.items()), days, letters)

    def _letter(self, code: str, key: str) -> LetterFact:
        language = self._session.case.languages[key]
        spoken = language.framework.language if key else ""
        withdrawn = self._letterbook.withdrawn(code, key)
        if withdrawn is not None:
            return LetterFact(spoken, "withdrawn", withdrawn.at, self._named(withdrawn.author))
        standing = self._letterbook.standing(code, key)
        if not standing:
            return LetterFact(spoken, "")
        kept = standing[-1]
        letter = kept.content
        return LetterFact(
            spoken,
            "signed",
            letter.signed_at or kept.at,
            letter.signed_by or self._named(kept.author),
            self._standings.is_decided_anew(kept.content),
            self._outdated.is_left_behind(kept.content),
        )

    def _named(self, author: str) -> str:
        return self._session.people().get(author, "")
