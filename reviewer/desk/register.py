"""The register of signed letters: every one that was ever signed to a body, and its bytes, handed out again as they were."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import cast

from reviewer.desk.files import make_folder, write_file
from reviewer.desk.letterbook import Letterbook
from reviewer.desk.session import Session
from reviewer.desk.standing import Standings
from reviewer.errors import ReviewerError, WrongUseError
from reviewer.model import Kept, Letter, Withdrawn

OPENED = "opened-letters"  # in the cache, which can be thrown away
FEWEST_DIGITS = 8


class Place(StrEnum):
    """What became of a signed letter."""

    STANDS = "stands"
    CHANGED = "changed"  # it stands, but what it rests on has changed since
    AMENDED = "amended"  # it stands with the facts of its date, but the case was amended since
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Entry:
    """A signed letter, when it was signed (UTC µs), who recorded that and when, and what became of it.

    ``because`` says why it was withdrawn. ``here`` says that its bytes are in this casebook.
    """

    letter: Letter
    at: int
    recorded_by: str
    recorded_at: int
    place: Place
    because: str
    here: bool


class Register:
    """Lists a body's signed letters and hands out the bytes of any."""

    def __init__(self, session: Session, standings: Standings, letterbook: Letterbook) -> None:
        """List those of a session's casebook."""
        self._session, self._standings, self._letterbook = session, standings, letterbook

    def of(self, body: str) -> tuple[Entry, ...]:
        """Return every letter that was ever signed to a body, in each language, the newest first."""
        code = self._session.body(body).code
        found = [
            entry for language in self._session.case.languages for entry in self._entries(code, language)
        ]
        return tuple(sorted(found, key=lambda entry: (-entry.recorded_at, entry.letter.issued)))

    def _entries(self, code: str, language: str) -> Iterator[Entry]:
        people, has = self._session.people(), self._session.casebook.files.has
        standing = {kept.id for kept in self._letterbook.standing(code, language)}
        for kept, because in self._withdrawn(code, language):
            letter = kept.content
            place = Place.SUPERSEDED if because is None else Place.WITHDRAWN
            if kept.id in standing:
                place = self._place(letter)
            who, at = people.get(kept.author, ""), letter.signed_at or kept.at
            yield Entry(letter, at, who, kept.at, place, because or "", has(letter.issued))

    def _place(self, letter: Letter) -> Place:
        """Return how a letter stands that nothing took the place of."""
        if self._standings.is_decided_anew(letter):
            return Place.CHANGED
        return Place.AMENDED if self._standings.is_changed(letter) else Place.STANDS

    def _withdrawn(self, code: str, language: str) -> Iterator[tuple[Kept[Letter], str | None]]:
        """Yield each letter that was signed, by time, with why it was withdrawn; None where it was not.

        What a withdrawal took back is the last letter before it.
        """
        last: Kept[Letter] | None = None
        for kept in self._letterbook.all_of(code, language):
            if isinstance(kept.content, Withdrawn) and last is not None:
                yield last, kept.content.because
                last = None
            elif isinstance(kept.content, Letter) and kept.content.issued:
                if last is not None:
                    yield last, None
                last = cast("Kept[Letter]", kept)
        if last is not None:
            yield last, None

    def named(self, body: str, digits: str = "") -> Letter:
        """Return a signed letter by at least 8 digits of its SHA-256, or the newest; WrongUseError if there is none, or several."""
        code = self._session.body(body).code
        letters = [entry.letter for entry in self.of(code)]
        if not letters:
            raise WrongUseError(
                f"No letter to {self._session.body(code).name} was signed yet", "Sign one first."
            )
        if not digits:
            return letters[0]
        found = [each for each in letters if each.issued.startswith(digits.lower())]
        if len(found) != 1 or len(digits) < FEWEST_DIGITS:
            message = (
                f"“{digits}” names no signed letter to {self._session.body(code).name}, or more than one"
            )
            raise WrongUseError(message, f"List them, and give at least {FEWEST_DIGITS} digits of one.")
        return found[0]

    def data(self, letter: Letter) -> bytes:
        """Return the bytes of a signed letter, just as they were; ReviewerError where they are not here, or are damaged."""
        files = self._session.casebook.files
        if not files.verify(letter.issued):
            what = "damaged" if files.has(letter.issued) else "not in this casebook"
            message = (
                f"The signed letter {letter.issued[:12]} to {self._session.body(letter.body).name} is {what}"
            )
            raise ReviewerError(
                message, "A sync brings it back from the shared folder, if a colleague has it."
            )
        return files.path(letter.issued).read_bytes()

    def copy_out(self, letter: Letter, out: Path, *, replace: bool = False) -> Path:
        """Write the bytes of a signed letter to a file; TakenError where another is there, unless ``replace`` is said."""
        write_file(out, self.data(letter), replace=replace)
        return out

    def opened(self, letter: Letter) -> Path:
        """Return a copy of a signed letter to be looked at, read-only, in the cache: no program gets at the one that is kept."""
        folder = self._session.folder / "cache" / OPENED / letter.issued[:16]
        path = folder / self.file_name(letter)
        data = self.data(letter)
        if (
            not path.is_file() or path.read_bytes() != data
        ):  # a viewer may have it open, and need not let go of it
            make_folder(folder)
            write_file(path, data, replace=True)
            path.chmod(0o400)
        return path

    def file_name(self, letter: Letter) -> str:
        """Return what the file of a signed letter is called: "harrowdale.pdf", in Welsh "harrowdale.cy.pdf"."""
        return self._letterbook.file_name(letter.body, letter.language)
