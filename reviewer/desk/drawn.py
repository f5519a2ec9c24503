"""Pages of documents that have none of their own, drawn by LibreOffice: made when asked for, kept in the cache."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.model import DocumentText, NoteCode, ProblemError, Reason
from reviewer.model.notes import note
from reviewer.model.problems import SHUT, problem

if TYPE_CHECKING:
    from reviewer.casebook import Casebook
    from reviewer.desk.leases import Readers
    from reviewer.documents.office.converting import Office

_MARK = "/drawn"
DRAWN = "pages"


def drawn_from(name: str) -> str | None:
    """Return the document whose drawn pages have this name, None if it is no such name."""
    return name.removesuffix(_MARK) if name.endswith(_MARK) else None


class DrawnPages:
    """Makes and finds them. ``make`` may take a minute: it belongs on a background thread."""

    def __init__(
        self,
        casebook: Casebook,
        readers: Readers,
        text: Callable[[str], DocumentText],
        passwords: Mapping[str, str],
        office: Office | None = None,
    ) -> None:
        """``passwords`` are those given in this sitting, by document; ``office`` is the machine's, unless given."""
        self._casebook = casebook
        self._readers = readers
        self._text = text
        self._passwords = passwords
        self._given = office

    def make(self, document: str, stop: Callable[[], bool] = bool) -> bool:
        """Make the pages of a document, unless they are in the cache; *stop* is asked whether nobody wants them any more.

        Of a document that our own reader could not read the text is made too, from what LibreOffice read; returns
        whether that was so. ProblemError says why there are none: no LibreOffice, no cage for it, a lock whose password is not known, or
        what LibreOffice made of the file.
        """
        place, text = self.path(document), self._text(document)
        unread = text.problem is not None and not text.parts
        if place.is_file() and not unread:
            return False
        if why := self._office.why_not(text.kind):
            raise ProblemError(why)
        with self._opened(document, text) as path:
            self._keep(self._office.pdf(path, text.kind, stop), place)
            return unread and self._read(text, self._office.opendocument(path, text.kind, stop))

    def _read(self, before: DocumentText, data: bytes) -> bool:
        """Put into the index what our reader makes of a document that LibreOffice has read and written again, if anything."""
        with self._readers() as reader, tempfile.NamedTemporaryFile(prefix="reviewer-open-") as file:
            file.write(data)
            file.flush()
            read = reader.read(Path(file.name), "document", before.document).text
        if not read.problem:
            extractor = f"libreoffice-{self._office.version}+{read.extractor}"
            also = (note(NoteCode.READ_BY_OFFICE), *read.also)
            self._casebook.index.put(replace(read, kind=before.kind, extractor=extractor, also=also))
        return not read.problem

    @staticmethod
    def name(document: str) -> str:
        """Return the name under which ``Pages`` serves the drawn pages of a document (its SHA-256)."""
        return document + _MARK

    def path(self, document: str) -> Path:
        """Return where the pages of a document are once they are made: by its hash, and by which LibreOffice it is."""
        return self._casebook.folder / "cache" / DRAWN / f"{document}-{self._office.version or 'none'}.pdf"

    def close(self) -> None:
        """End LibreOffice, if it is at work."""
        if self._given is not None:
            self._given.close()

    @property
    def _office(self) -> Office:
        if self._given is None:
            from reviewer.documents.office.converting import Office

            self._given = Office()
        return self._given

    @contextmanager
    def _opened(self, document: str, text: DocumentText) -> Iterator[Path]:
        """Give the document's file, without its lock if it has one."""
        path = self._casebook.files.whole(document)
        if text.problem is not None and text.problem.reason in SHUT:
            raise ProblemError(problem(Reason.DRAWING_LOCKED))
        if not any(one.code is NoteCode.UNLOCKED for one in text.also):
            yield path
            return
        password = self._passwords.get(document)
        if password is None:
            raise ProblemError(problem(Reason.DRAWING_LOCKED_AGAIN))
        with self._readers() as reader, tempfile.NamedTemporaryFile(prefix="reviewer-open-") as file:
            file.write(reader.call("unlocked", path, password=password)[1])
            file.flush()
            yield Path(file.name)

    def _keep(self, pdf: bytes, place: Path) -> None:
        """Put the pages into the cache whole, or say why not."""
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=place.parent, suffix=".part", delete=False) as file:
                file.write(pdf)
            os.replace(file.name, place)  # noqa: PTH105  # one word for both systems
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise ProblemError(problem(Reason.DRAWING_NOT_KEPT, why=why)) from error
