"""What a person can do, as verbs: one act is one save. Screens and the command line call only this.

The verbs are split by journey, in the order of the walk: receive, judge, write, share.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

from reviewer.desk.home import Home
from reviewer.desk.pages import Pages
from reviewer.desk.room import Clock, utc_now
from reviewer.desk.share import Sharing
from reviewer.desk.triage import Triage
from reviewer.desk.unlock import Locks
from reviewer.desk.versions import Versions
from reviewer.desk.views import Report
from reviewer.errors import CaseError
from reviewer.model import Person

if TYPE_CHECKING:
    from reviewer.documents.reader import Reader
    from reviewer.documents.reader.keeper import Quarantine

__all__ = ["Desk", "Home", "Pages", "utc_now"]


def new_reader(*, spare: bool = False, quarantine: Quarantine | None = None) -> Reader:
    """Return a reader process client that can also check signed letters."""
    from reviewer.documents.reader import DEFAULT_HANDLERS, FOR_THE_SCREEN, Limits, Reader

    handlers = {**DEFAULT_HANDLERS, "verify": "reviewer.letters.inspect:verify"}
    limits = FOR_THE_SCREEN if spare else Limits()
    return Reader(limits, handlers, spare=spare, quarantine=quarantine)


class Desk(Sharing):
    """One open casebook and everything a person can do with it. Thread-safe; close it when done."""

    _pages: Pages | None = None
    _triage: Triage | None = None
    _versions: Versions | None = None

    @classmethod
    def new(cls, folder: Path, case_dir: Path, home: Home, clock: Clock = utc_now) -> Desk:
        """Make a casebook from a case folder; CaseError or WordingError if the case is not whole."""
        from reviewer.casebook import Casebook
        from reviewer.framework import case_to_data, load_case
        from reviewer.wording import check_case

        case = load_case(case_dir)
        check_case(case)
        casebook = Casebook.create(folder, home.author(), clock, case_to_data(case))
        return cls(casebook, case, home, new_reader, clock)

    @classmethod
    def open(
        cls,
        folder: Path,
        home: Home,
        clock: Clock = utc_now,
        *,
        writable: bool = True,
        patient: bool = True,
    ) -> Desk:
        """Open a casebook; CasebookBusyError if it is open elsewhere and ``writable`` is asked."""
        from reviewer.casebook import Casebook
        from reviewer.framework import case_from_data

        author = home.author() if writable else None
        casebook = Casebook.open(folder, author, clock, writable=writable)
        try:
            case = case_from_data(casebook.case_data())
        except (KeyError, TypeError, ValueError) as error:
            casebook.close()
            message = f"The case in {folder.name} cannot be read: {error}"
            raise CaseError(message, "A newer Reviewer may have made it: update this one.") from error
        return cls(casebook, case, home, new_reader, clock, patient=patient)

    @classmethod
    def sample(cls, folder: Path, home: Home, progress: Report | None = None, clock: Clock = utc_now) -> Desk:
        """Make the sample's casebook, received and judged as its walk says; whole, or not at all. Long."""
        from reviewer.desk.sample import Walk, half_made, walk_through

        walk, temporary = Walk.of(home), half_made(folder)
        with cls.new(temporary, walk.case, home, clock) as desk:
            walk_through(desk, walk, progress)
        temporary.rename(folder)
        return cls.open(folder, home, clock)

    @classmethod
    def join(cls, share: Path, folder: Path, home: Home, clock: Clock = utc_now) -> Desk:
        """Make a colleague's first copy of the inspection that a share holds."""
        from reviewer.framework import case_from_data
        from reviewer.sharing import FolderShare, join

        casebook = join(FolderShare(share), folder, home.author(), clock)
        desk = cls(casebook, case_from_data(casebook.case_data()), home, new_reader, clock)
        home.set(desk._share_key(), str(share.resolve()))
        return desk

    @property
    def me(self) -> Person:
        """Who signs the records here."""
        author = self.home.author()
        return Person(author.name, author.key)

    @property
    def locks(self) -> Locks:
        """The documents that are locked, and their passwords."""
        return Locks(self)

    @property
    def pages(self) -> Pages:
        """The pages of documents for a viewer; it has a reader process of its own."""
        if self._pages is None:
            self._pages = Pages(self.casebook, self._readers, self.text, self.passwords.by_document)
        return self._pages

    @property
    def triage(self) -> Triage:
        """What came from many bodies at once: whose it is, what waits for a decision, and notes that chase the rest."""
        if self._triage is None:
            self._triage = Triage(self)
        return self._triage

    @property
    def versions(self) -> Versions:
        """Documents that were sent again: which replaces which, what changed, and each passage's fate."""
        if self._versions is None:
            self._versions = Versions(self)
        return self._versions

    def close(self) -> None:
        """Let the casebook and the reader processes go."""
        if self._pages is not None:
            self._pages.close()
        self._close_reader()
        self.again.keep()
        self.casebook.close()

    def __enter__(self) -> Self:
        """Return the desk itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()
