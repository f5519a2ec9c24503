"""Whether a signed letter says what the records that it rests on compose: one that does not is not handed out again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reviewer.desk.case_now import readable_case
from reviewer.desk.composed import composed_again, rested_on
from reviewer.model import ProblemError

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.desk.letterbook import Letterbook
    from reviewer.desk.session import Session
    from reviewer.letters import SignatureLook
    from reviewer.model import Case, Letter


class LetterWords:
    """Compares the words of signed letters with what their verdicts and paragraphs compose. What was compared is remembered."""

    def __init__(self, session: Session, letterbook: Letterbook) -> None:
        """Look at the session's casebook; its reader process reads the letters."""
        self._session, self._letterbook = session, letterbook
        self._compared: dict[Letter, bool] = {}

    def known(self, letter: Letter) -> bool | None:
        """Tell whether a letter says something else, if that was compared before: None where it was not. Nothing is read."""
        return self._compared.get(letter)

    def differ(self, letter: Letter) -> bool | None:
        """Tell whether a letter says something else; None where it can't be compared, as a record or its file is damaged.

        It is compared the next time then, as where the reader process was ended while it read it.
        """
        files = self._session.casebook.files
        if not files.sound(letter.issued):
            return None
        if letter not in self._compared:
            if self._session.casebook.health.unproven(letter.rests_on):
                return None
            case = readable_case(self._session.casebook, letter.case)
            if case is None:
                return None
            try:
                self._compared[letter] = not self._says(letter, case, files.path(letter.issued))
            except ProblemError:
                return None
        return self._compared[letter]

    def _says(self, letter: Letter, case: Case, issued: Path) -> bool:
        from reviewer.letters import paper_of, says

        key = self._letterbook.language_key(letter.language)
        draft = composed_again(letter, rested_on(self._session.casebook, letter), case, key)
        if draft is None:
            return False
        look = look_of(letter)
        paper = paper_of(draft, look, issued=look is None)
        return says(paper, self._session.reader.tagged(issued))


def look_of(letter: Letter) -> SignatureLook | None:
    """Return what a signed letter shows of its signature; None where its record says only which certificate it was."""
    from reviewer.letters import SignatureLook

    if not letter.signed_by:
        return None
    at = datetime.fromtimestamp(letter.signed_at / 1_000_000, UTC)
    return SignatureLook(letter.signed_by, at, letter.role, letter.signed_for)
