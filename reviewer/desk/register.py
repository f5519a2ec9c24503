"""The register of signed letters: every one that was ever signed to a body, and its bytes, handed out again as they were."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reviewer.desk.files import make_folder, write_file
from reviewer.desk.held import Holdings
from reviewer.desk.letter_places import Entry
from reviewer.desk.letter_states import LetterStates
from reviewer.desk.letterbook import Letterbook
from reviewer.desk.session import Session
from reviewer.desk.standing import Standings
from reviewer.desk.words.letter_states import other_words_remedy, other_words_words
from reviewer.errors import Phrase, ReviewerError, WrongUseError
from reviewer.model import Letter
from reviewer.review import Standing

OPENED = "opened-letters"  # in the cache, which can be thrown away
FEWEST_DIGITS = 8


class Register:
    """Lists a body's signed letters and hands out the bytes of any."""

    def __init__(
        self,
        session: Session,
        standings: Standings,
        letterbook: Letterbook,
        states: LetterStates,
        held: Holdings,
    ) -> None:
        """List those of a session's casebook; ``states`` says what became of them, ``held`` who else has them."""
        self._session, self._standings = session, standings
        self._letterbook, self._states, self._held = letterbook, states, held

    def of(self, body: str) -> tuple[Entry, ...]:
        """Return every letter that was ever signed to a body, in each language, the newest first."""
        code = self._session.body(body).code
        stands = self._standings.by_rules(code)
        letters = [
            entry
            for language in self._session.case.languages
            for entry in self._entries(code, language, stands)
        ]
        return tuple(sorted(letters, key=lambda entry: (-entry.recorded_at, entry.letter.issued)))

    def _entries(self, code: str, language: str, stands: Standing) -> Iterator[Entry]:
        people, has = self._session.people(), self._session.casebook.files.has
        for now in self._states.all_of(code, language, stands):
            record, letter = now.record, now.record.content
            because = now.withdrawal.content.because if now.withdrawal else ""
            who, at = people.get(record.author, ""), letter.signed_at or record.at
            yield Entry(
                letter,
                at,
                who,
                record.at,
                now.place,
                because,
                has(letter.issued),
                self._held.of_letter(record),
            )

    def named(self, body: str, digits: str = "") -> Letter:
        """Return a signed letter by at least 8 digits of its SHA-256, or the newest; WrongUseError if there is none, or several."""
        code = self._session.body(body).code
        letters = [entry.letter for entry in self.of(code)]
        if not letters:
            raise WrongUseError(
                "No letter to {name} was signed yet", "Sign one first.", name=self._session.body(code).name
            )
        if not digits:
            return letters[0]
        fitting = [each for each in letters if each.issued.startswith(digits.lower())]
        if len(fitting) != 1 or len(digits) < FEWEST_DIGITS:
            message = Phrase(
                "“{digits}” names no signed letter to {name}, or more than one",
                digits=digits,
                name=self._session.body(code).name,
            )
            raise WrongUseError(
                message,
                "List them, and give at least {fewest_digits} digits of one.",
                fewest_digits=FEWEST_DIGITS,
            )
        return fitting[0]

    def data(self, letter: Letter) -> bytes:
        """Return the bytes of a signed letter, just as they were.

        ReviewerError where they are not here, or are damaged, or its words are not what its verdicts say.
        """
        name = self._session.body(letter.body).name
        if self._states.not_to_be_handed_out(letter):
            raise ReviewerError(other_words_words(name).removesuffix("."), other_words_remedy())
        files = self._session.casebook.files
        if not files.verified(letter.issued):
            sentence = (
                "The signed letter {issued} to {name} is damaged"
                if files.has(letter.issued)
                else "The signed letter {issued} to {name} is not in this casebook"
            )
            message = Phrase(sentence, issued=letter.issued[:12], name=name)
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
