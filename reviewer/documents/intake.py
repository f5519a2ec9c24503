"""Receiving: files, folders, archives and e-mails in; each document kept by its hash and read, on all cores."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reviewer.documents.file_walk import NOISE, Taken, not_had, readable, walk
from reviewer.documents.intake_run import Files, IntakeLimits, Job, Run
from reviewer.documents.locks import Reads
from reviewer.documents.ordered_pool import Ahead
from reviewer.model import DocumentText


@dataclass(frozen=True, slots=True)
class Again:
    """A kept document that is to be read again: its SHA-256, name and origin, and the passwords to try.

    ``inside`` says that it came in another one, which its origin names.
    """

    document: str
    name: str
    origin: str
    passwords: tuple[str, ...] = ()
    inside: bool = False


class Intake:
    """Takes documents in. Never raises for one bad file; what the store raises (a full disk) goes through."""

    def __init__(
        self,
        readers: Sequence[Reads],
        files: Files,
        limits: IntakeLimits | None = None,
        known: Callable[[str], DocumentText | None] = lambda _sha: None,
        ahead: Ahead | None = None,
    ) -> None:
        """Keep the readers, each of which gets a thread, and the store.

        *known* gives a document's text if it was read before; it is asked from several threads.
        """
        self._readers = readers
        self._files = files
        self._limits = limits or IntakeLimits()
        self._known = known
        self._ahead = ahead or Ahead()

    def take(
        self,
        paths: Iterable[Path],
        passwords: Sequence[str] = (),
        stopped: Callable[[], bool] = lambda: False,
    ) -> Generator[Taken, None, None]:
        """Yield each document as it is kept and read, in the order in which the files are found.

        What was yielded is done: stopping, by ``stopped`` or by closing, loses nothing of it and keeps nothing else.
        *passwords* are tried on what is locked.
        """
        words = tuple(passwords)
        files = (
            each
            if isinstance(each, Taken)
            else Job(each, readable(each.name), readable(str(each.parent)), words)
            for path in paths
            for each in walk(path)
        )
        yield from self._run(stopped).taken(files)

    def take_again(
        self, documents: Iterable[Again], stopped: Callable[[], bool] = lambda: False
    ) -> Generator[Taken, None, None]:
        """Yield kept documents with their text as it is read now, and after each the documents inside it."""
        jobs = (
            Job(staged.path, each.name, each.origin, each.passwords, int(each.inside), staged)
            for each in documents
            for staged in [self._files.staged_again(each.document)]
        )
        yield from self._run(stopped).taken(jobs)

    def read_again(
        self, documents: Iterable[Again], stopped: Callable[[], bool] = lambda: False
    ) -> Generator[Taken, None, None]:
        """Yield kept documents with their text as it is read now, and nothing of what is inside them."""
        outer = Intake(self._readers, self._files, IntakeLimits(depth=-1), ahead=self._ahead)
        yield from outer.take_again(documents, stopped)

    def _run(self, stopped: Callable[[], bool]) -> Run:
        return Run(self._readers, self._files, self._limits, self._known, self._ahead, stopped)


__all__ = [
    "NOISE",
    "Again",
    "Ahead",
    "Files",
    "Intake",
    "IntakeLimits",
    "Taken",
    "not_had",
    "readable",
    "walk",
]
