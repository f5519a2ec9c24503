"""A passage with where it comes from, to be quoted elsewhere: its words, document, place, body and day of receipt."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from reviewer.desk.files import make_folder, write_file
from reviewer.desk.printing import printed
from reviewer.desk.quoted import Quoted
from reviewer.desk.reading import Reading
from reviewer.desk.session import Session
from reviewer.desk.words.cells import cell_words
from reviewer.desk.words.quoting import foreign_words, source_words
from reviewer.errors import WrongUseError
from reviewer.model import AnchorState, Kept, Receipt

PASSAGES = "printed-passages"  # in the cache, which can be thrown away


class Quoting:
    """Says of passages where they come from. Nothing is recorded here."""

    def __init__(self, session: Session, reading: Reading) -> None:
        """Look at the session's casebook."""
        self._session, self._reading = session, reading

    def of(
        self,
        body: str,
        document: str,
        place: str,
        words: str,
        *,
        receipt: str = "",
        state: AnchorState | None = None,
    ) -> Quoted:
        """Return words of a body's document with their source; WrongUseError where it was not received from that body.

        Of several receipts of it ``receipt`` is meant, else the earliest. ``state`` is how a tied passage stands today.
        """
        the_body = self._session.body(body)
        record = self._receipt(the_body.code, document, receipt)
        if record is None:
            raise WrongUseError(*foreign_words(the_body.name))
        text = self._reading.text_by_now(document)
        part = text.part(place) if text is not None else None
        names = {each.content.name for each in self._session.slice(the_body.code).receipts}
        origin = record.content.origin
        return Quoted(
            words,
            place,
            part.label if part is not None else place,
            record.content.name,
            the_body.name,
            record.content.on,
            origin if origin.partition("/")[0] in names else "",
            part.confidence if part is not None and part.recognised else None,
            state is not None and state not in _READS_SO,
        )

    def printed(self, quoted: Quoted) -> Path:
        """Return a PDF of a passage with its source, to be printed by the laptop's own program; it lies in the cache.

        PaperError where the fonts here lack a character of it.
        """
        from reviewer.paper import Heading, Paper, Paragraph, Quote, Run

        words = cell_words(quoted.place, quoted.words) or quoted.words
        lines = tuple(Paragraph((Run(line),)) for line in words.split("\n") if line.strip())
        source = source_words(quoted)
        inspection = self._session.case.inspection
        paper = Paper(
            source,
            self._session.me.name,
            "en",
            self._session.now(),
            (Heading(inspection.title, 1), Quote(lines), Paragraph((Run(source),))),
        )
        data = printed(paper, ".pdf")
        folder = (
            self._session.folder / "cache" / PASSAGES / sha256(f"{source}\n{words}".encode()).hexdigest()[:16]
        )
        make_folder(folder)
        path = folder / "passage.pdf"
        write_file(path, data, replace=True)
        return path

    def _receipt(self, code: str, document: str, receipt: str) -> Kept[Receipt] | None:
        held = [k for k in self._session.slice(code).receipts if k.content.document == document]
        meant = next((record for record in held if record.subject == receipt), None)
        return meant or min(held, key=lambda record: (record.content.on, record.at), default=None)


_READS_SO = frozenset({AnchorState.EXACT, AnchorState.MOVED})
"""How a passage stands whose words are in the document today as they were tied."""
