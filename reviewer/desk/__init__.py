"""What a person can do, as verbs: one act is one save. Screens and the command line call only this.

``Desk`` composes one object a journey, in the order of the walk; each is made from one ``Session`` and from the
journeys before it that it needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Self

from reviewer.desk.amending import Amending
from reviewer.desk.case_now import CaseNow, is_case_damaged
from reviewer.desk.chronicle import Chronicle
from reviewer.desk.drafts import Drafts
from reviewer.desk.facts import Facts
from reviewer.desk.home import Home
from reviewer.desk.judging import Judging
from reviewer.desk.leases import Readers
from reviewer.desk.letter_states import LetterStates
from reviewer.desk.letter_words import LetterWords
from reviewer.desk.letterbook import Letterbook
from reviewer.desk.letters import Letters
from reviewer.desk.outdated import Outdated
from reviewer.desk.overview import Overviews
from reviewer.desk.pages import Pages
from reviewer.desk.passages import Passages
from reviewer.desk.pieces import Pieces
from reviewer.desk.printable import Printability, check_letters
from reviewer.desk.quoting import Quoting
from reviewer.desk.reading import Reading
from reviewer.desk.receipts import ReceiptBook
from reviewer.desk.receiving import Receiving
from reviewer.desk.recognition import Recognition
from reviewer.desk.register import Register
from reviewer.desk.resought import Resought
from reviewer.desk.search import DocumentSearch
from reviewer.desk.session import Clock, Session, utc_now
from reviewer.desk.settings import SHARE
from reviewer.desk.sharing import Sharing, must_be_apart
from reviewer.desk.standing import Standings
from reviewer.desk.triage import Triage
from reviewer.desk.unlocking import Unlocking
from reviewer.desk.versions import Versions
from reviewer.desk.views import Report
from reviewer.desk.wordings import Wordings
from reviewer.desk.words.errors import what_happened, what_to_do
from reviewer.errors import CasebookError, CaseError
from reviewer.model import Body, Case, Criterion, Person

if TYPE_CHECKING:
    from reviewer.casebook import Casebook, Fault
    from reviewer.documents.reader import Reader
    from reviewer.documents.reader.keeper import Quarantine
    from reviewer.sharing import SyncReport

__all__ = ["Desk", "Home", "Pages", "utc_now"]


def new_reader(*, spare: bool = False, quarantine: Quarantine | None = None) -> Reader:
    """Return a reader process client that can also check signed letters."""
    from reviewer.documents.reader import DEFAULT_HANDLERS, FOR_THE_SCREEN, Limits, Reader

    handlers = {**DEFAULT_HANDLERS, "verify": "reviewer.letters.inspect:verify"}
    limits = FOR_THE_SCREEN if spare else Limits()
    return Reader(limits, handlers, spare=spare, quarantine=quarantine)


def _case_of(casebook: Casebook) -> CaseNow:
    """Return the case that serves in a casebook; where it cannot be read, CaseError, and the casebook is closed."""
    try:
        return CaseNow.of(casebook)
    except CasebookError as error:
        casebook.close()
        raise CaseError(error.what, error.remedy) from error
    except BaseException:
        casebook.close()
        raise


class Desk:
    """One open casebook and everything that can be done with it, a journey each. Thread-safe; close it when done."""

    def __init__(
        self,
        casebook: Casebook,
        now: CaseNow,
        home: Home,
        readers: Readers = new_reader,
        clock: Clock = utc_now,
        *,
        patient: bool = True,
    ) -> None:
        """Compose the journeys of an open casebook, which is the desk's to close; see ``Session`` for the rest."""
        self.session = Session(casebook, now, home, readers, clock, patient=patient)
        session = self.session
        self.history = session.history
        self.settings = session.settings
        # 1 receive, read, find
        self.reading = Reading(session)
        receipts = ReceiptBook(session)
        self.receiving = Receiving(session, self.reading, receipts)
        self.locks = Unlocking(session, self.reading, receipts)
        self.recognition = Recognition(session, self.reading)
        self.pieces = Pieces(session, self.reading)
        self.search = DocumentSearch(
            casebook, lambda: session.case, self.reading.documents, lambda: session.position
        )
        self.quoting = Quoting(session, self.reading)
        self.pages = Pages(casebook, readers, self.reading.text, session.passwords.by_document)
        self.triage = Triage(session, self.reading, self.receiving)
        # 2 judge
        self.passages = Passages(session, self.reading)
        self.judging = Judging(session, self.reading, self.search, self.pieces)
        self.versions = Versions(session, self.reading, self.passages)
        letterbook = Letterbook(session)
        resought = Resought(self.search)
        outdated = Outdated(session, letterbook)
        self.printability = Printability(session)
        wordings = Wordings(session, self.reading, letterbook)
        words = LetterWords(session, letterbook)
        states = LetterStates(session, letterbook, outdated, words)
        self.standing = Standings(
            session,
            self.reading,
            self.pieces,
            resought,
            self.passages,
            letterbook,
            self.printability,
            wordings,
            states,
        )
        # 3 write
        self.drafts = Drafts(session, self.standing, letterbook, wordings)
        self.letters = Letters(session, self.standing, letterbook, self.drafts, outdated, states)
        self.register = Register(session, self.standing, letterbook, states)
        self.chronicle = Chronicle(session)
        self.facts = Facts(session, self.standing, letterbook, states)
        self.amending = Amending(session, self.standing, outdated, self.printability)
        # 4 count, 5 share
        self.overview = Overviews(session, self.standing, letterbook, self.printability)
        self.sharing = Sharing(session, self.passages, words)

    # --- how a casebook is opened ----------------------------------------------------------------

    @classmethod
    def new(cls, folder: Path, case_dir: Path, home: Home, clock: Clock = utc_now) -> Self:
        """Make a casebook from a case folder; CaseError or WordingError if the case is not whole.

        ``printability`` then says what of its letters cannot be printed.
        """
        from reviewer.casebook import Casebook
        from reviewer.desk.logos import logo_drawer
        from reviewer.framework import case_to_data, load_case
        from reviewer.wording import check_case

        case = load_case(case_dir, logo_drawer(new_reader))
        check_case(case)
        check_letters(case)
        casebook = Casebook.create(folder, home.author(), clock, case_to_data(case))
        desk = cls(casebook, _case_of(casebook), home, new_reader, clock)
        desk.printability.lay_out()
        return desk

    @classmethod
    def open(
        cls,
        folder: Path,
        home: Home,
        clock: Clock = utc_now,
        *,
        writable: bool = True,
        patient: bool = True,
    ) -> Self:
        """Open a casebook; CasebookBusyError if it is open elsewhere and ``writable`` is asked."""
        from reviewer.casebook import Casebook

        author = home.author() if writable else None
        casebook = Casebook.open(folder, author, clock, writable=writable, seal=home.seal_key())
        return cls(casebook, _case_of(casebook), home, new_reader, clock, patient=patient)

    @staticmethod
    def check_records(
        folder: Path, home: Home, unread: CaseError, share: Path | None = None, clock: Clock = utc_now
    ) -> tuple[Fault, ...]:
        """Check a casebook that can't be opened, as its case is ``unread``: records, rules and files, and the share's if given.

        Why the case can't be read comes first.
        """
        from reviewer.casebook import Casebook, Fault, Severity
        from reviewer.sharing import FolderShare, check_share

        why = Fault(what_happened(unread), what_to_do(unread), Severity.NOTICE)
        with Casebook.open(folder, None, clock, writable=False, seal=home.seal_key()) as casebook:
            shared = () if share is None else check_share(casebook, FolderShare(share))
            return (why, *casebook.check(), *shared)

    @staticmethod
    def sync_records(
        folder: Path, home: Home, unread: CaseError, share: Path, clock: Clock = utc_now
    ) -> SyncReport:
        """Sync a casebook that can't be opened, as a record of its case is damaged: what the share has whole heals it.

        Raises ``unread`` where something else is wrong with its case, or still is after it.
        """
        from reviewer.casebook import Casebook
        from reviewer.sharing import FolderShare, sync

        must_be_apart(share)
        with Casebook.open(folder, home.author(), clock) as casebook:
            if not is_case_damaged(casebook):
                raise unread
            report = sync(casebook, FolderShare(share), clock=clock)
            _case_of(casebook)
        home.settings.put(SHARE.of(folder), share.resolve())
        return report

    @classmethod
    def sample(cls, folder: Path, home: Home, progress: Report | None = None, clock: Clock = utc_now) -> Self:
        """Make the sample's casebook, received and judged as its walk says; whole, or not at all. Long."""
        from reviewer.desk.sample import Walk, half_made, verbs_of, walk_through

        walk, temporary = Walk.of(home), half_made(folder)
        with cls.new(temporary, walk.case, home, clock) as desk:
            walk_through(verbs_of(walk, desk.receiving, desk.recognition, desk.judging), walk, progress)
        temporary.rename(folder)
        return cls.open(folder, home, clock)

    @classmethod
    def join(cls, share: Path, folder: Path, home: Home, clock: Clock = utc_now) -> Self:
        """Make a colleague's first copy of the inspection that a share holds."""
        from reviewer.sharing import FolderShare, join

        casebook = join(FolderShare(share), folder, home.author(), clock)
        desk = cls(casebook, _case_of(casebook), home, new_reader, clock)
        desk.sharing.remember(share)
        return desk

    # --- which casebook it is ----------------------------------------------------------------------

    @property
    def case(self) -> Case:
        """The validated case."""
        return self.session.case

    @property
    def folder(self) -> Path:
        """The casebook's folder."""
        return self.session.folder

    @property
    def read_only(self) -> bool:
        """Whether acts are refused here."""
        return self.session.read_only

    @property
    def notice(self) -> str:
        """What the person should know of this opening, such as why nothing can be changed; or ""."""
        return self.session.notice

    @property
    def position(self) -> int:
        """Grows with every save, so that a screen knows when to look again."""
        return self.session.position

    @property
    def me(self) -> Person:
        """Who signs the records here, by the name that was chosen or is known."""
        return self.session.me

    def rename(self, name: str) -> Person:
        """Choose the name that stands in the records from now on; see ``Session.rename``."""
        return self.session.rename(name)

    @property
    def cage(self) -> str:
        """In sentences, what keeps documents from doing harm on this machine, and what this system lacks for it."""
        from reviewer.desk.outside import reader_words

        return reader_words(self.session.reader)

    def people(self) -> Mapping[str, str]:
        """Return the authors' names by key."""
        return self.session.people()

    def body(self, code: str) -> Body:
        """Return a body by its code; WrongUseError names the near ones."""
        return self.session.body(code)

    def criterion(self, key: str) -> Criterion:
        """Return a criterion by its key; WrongUseError names those there are."""
        return self.session.criterion(key)

    def close(self) -> None:
        """Let the casebook and the reader processes go; the casebook is free for others whatever else fails."""
        with ExitStack() as rest:
            rest.callback(self.session.close)
            rest.callback(self.passages.keep)
            rest.callback(self.pages.close)

    def __enter__(self) -> Self:
        """Return the desk itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()
