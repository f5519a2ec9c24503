"""Whether a signed letter says what the records that it rests on compose: one that does not is not handed out again."""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.desk.case_now import readable_case
from reviewer.desk.composed import composed_again
from reviewer.desk.letterbook import Letterbook
from reviewer.desk.printing import printed
from reviewer.desk.session import Session
from reviewer.model import Letter, ProblemError

if TYPE_CHECKING:
    from reviewer.letters import SignatureLook
    from reviewer.model import Case, DocumentText


class LetterWords:
    """Compares the words of signed letters with what their verdicts and paragraphs compose. What was compared is remembered."""

    def __init__(self, session: Session, letterbook: Letterbook) -> None:
        """Look at the session's casebook; its reader process reads the letters."""
        self._session, self._letterbook = session, letterbook
        self._compared: dict[tuple[str, tuple[str, ...]], bool] = {}

    def known(self, letter: Letter) -> bool | None:
        """Tell whether a letter says something else, if that was compared before: None where it was not. Nothing is read."""
        return self._compared.get((letter.issued, letter.rests_on))

    def differ(self, letter: Letter) -> bool | None:
        """Tell whether a letter says something else; None where it can't be compared, as a record or its file is damaged.

        It is compared the next time then, as where the reader process was ended while it read it.
        """
        files = self._session.casebook.files
        if not files.has(letter.issued) or not files.verify(letter.issued):
            return None
        key = (letter.issued, letter.rests_on)
        if key not in self._compared:
            if self._session.casebook.health.unproven(letter.rests_on):
                return None
            case = readable_case(self._session.casebook, letter.case)
            if case is None:
                return None
            try:
                self._compared[key] = not self._says(letter, case, files.path(letter.issued))
            except ProblemError:
                return None
        return self._compared[key]

    def _says(self, letter: Letter, case: Case, issued: Path) -> bool:
        from reviewer.letters import paper_of, text_of

        key = self._letterbook.language_key(letter.language)
        draft = composed_again(self._session.casebook, letter, case, key)
        if draft is None:
            return False
        pages = (draft.pages.page, draft.pages.of)
        said = _bare(self._read(issued), pages)
        # As far as the closing: who signed is said by the signature.
        words = text_of(draft, issued=True).rstrip().rpartition("\n\n")[0]
        if _letters_of(words) in said:
            return True
        # What a reader makes of some scripts is not their letters in a row; of the same words it makes the same.
        with tempfile.TemporaryDirectory(prefix="reviewer-") as folder:
            anew = Path(folder) / "anew.pdf"
            anew.write_bytes(printed(paper_of(draft, look_of(letter), issued=True), ".pdf"))
            return said == _bare(self._read(anew), pages)

    def _read(self, path: Path) -> DocumentText:
        text = self._session.reader.read(path, path.name, "", None).text
        if text.problem is not None:
            raise ProblemError(text.problem)
        return text


def look_of(letter: Letter) -> SignatureLook | None:
    """Return what a signed letter shows of its signature; None where its record says only which certificate it was."""
    from reviewer.letters import SignatureLook

    if not letter.signed_by:
        return None
    at = datetime.fromtimestamp(letter.signed_at / 1_000_000, UTC)
    return SignatureLook(letter.signed_by, at, letter.role, letter.signed_for)


def _bare(text: DocumentText, words: tuple[str, str]) -> str:
    """Return the letters and digits of a letter's pages, without what stands at the head of each page."""
    pages = [_letters_of(part.text) for part in text.parts if not part.is_beside]
    one, of = words
    heads = (_letters_of(f"{one}{number}{of}{len(pages)}") for number in range(1, len(pages) + 1))
    return "".join(_without_head(page, head) for page, head in zip(pages, heads, strict=True))


def _without_head(page: str, said: str) -> str:
    head, _, rest = page.partition(said)
    return rest or head


def _letters_of(text: str) -> str:
    return "".join(_kept(text))


def _kept(text: str) -> Iterator[str]:
    return (each for each in unicodedata.normalize("NFKC", text).casefold() if each.isalnum())
