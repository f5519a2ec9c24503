"""What a person can do, as verbs: one act is one save. Screens and the command line call only this.

``Desk`` composes one object a journey, in the order of the walk; each is made from one ``Session`` and from the
journeys before it that it needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Self

from reviewer.desk.case_now import CaseNow, case_of
from reviewer.desk.home import Home, is_merged_file
from reviewer.desk.journeys import Journey
from reviewer.desk.leases import Readers, new_reader
from reviewer.desk.letter_states import LetterStates
from reviewer.desk.letter_words import LetterWords
from reviewer.desk.letterbook import Letterbook
from reviewer.desk.outdated import Outdated
from reviewer.desk.passages import Passages
from reviewer.desk.pieces import Pieces
from reviewer.desk.printable import Printability
from reviewer.desk.reading import Reading
from reviewer.desk.resought import Resought
from reviewer.desk.session import Clock, Session, utc_now
from reviewer.desk.sharing import Sharing, must_be_apart, telling
from reviewer.desk.standing import Standings
from reviewer.desk.wordings import Wordings
from reviewer.model import Body, Case, Criterion, Person

if TYPE_CHECKING:
    import threading

    from reviewer.casebook import Casebook
    from reviewer.desk.amending import Amending
    from reviewer.desk.chronicle import Chronicle
    from reviewer.desk.display import Report
    from reviewer.desk.drafts import Drafts
    from reviewer.desk.exporting import Exporting
    from reviewer.desk.facts import Facts
    from reviewer.desk.held import Holdings
    from reviewer.desk.history import History
    from reviewer.desk.judging import Judging
    from reviewer.desk.letters import Letters
    from reviewer.desk.member_acts import MemberActs
    from reviewer.desk.members import Members
    from reviewer.desk.overview import Overviews
    from reviewer.desk.pages import Pages
    from reviewer.desk.quoting import Quoting
    from reviewer.desk.receipts import ReceiptBook
    from reviewer.desk.receiving import Receiving
    from reviewer.desk.recognition import Recognition
    from reviewer.desk.register import Register
    from reviewer.desk.search import DocumentSearch
    from reviewer.desk.settling import Settling
    from reviewer.desk.triage import Triage
    from reviewer.desk.unlocking import Unlocking
    from reviewer.desk.versions import Versions

__all__ = ["Desk", "Home", "new_reader", "utc_now"]


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
        self.session = session = Session(casebook, now, home, readers, clock, patient=patient)
        self.settings = session.settings
        self.reading = Reading(session)
        self.pieces = Pieces(session, self.reading)
        self.passages = Passages(session, self.reading)
        self._letterbook = Letterbook(session)
        self._outdated = Outdated(session, self._letterbook)
        self.printability = Printability(session)
        self._wordings = Wordings(session, self.reading, self._letterbook)
        self._words = LetterWords(session, self._letterbook)
        self._states = LetterStates(session, self._letterbook, self._outdated, self._words)
        self.standing = Standings(
            session, self.reading, self.pieces, Resought(lambda: self.search), self.passages, self._letterbook,
            self.printability, self._wordings, self._states,
        )  # fmt: skip
        self.sharing = Sharing(session, self.passages, self._words)

    @property
    def making(self) -> threading.RLock:
        """Held while a journey is made."""
        return self.session.making

    @property
    def history(self) -> History:
        """Acts and their undoing."""
        return self.session.history

    # --- the journeys that no first sight needs, in the order of the walk ----------------------------

    def _receipts(self) -> ReceiptBook:
        from reviewer.desk.receipts import ReceiptBook

        return ReceiptBook(self.session)

    def _receiving(self) -> Receiving:
        from reviewer.desk.receiving import Receiving

        return Receiving(self.session, self.reading, self.receipts)

    def _locks(self) -> Unlocking:
        from reviewer.desk.unlocking import Unlocking

        return Unlocking(self.session, self.reading, self.receipts)

    def _recognition(self) -> Recognition:
        from reviewer.desk.recognition import Recognition

        return Recognition(self.session, self.reading)

    def _search(self) -> DocumentSearch:
        from reviewer.desk.search import DocumentSearch

        session = self.session
        return DocumentSearch(
            session.casebook, lambda: session.case, self.reading.documents, lambda: session.position
        )

    def _quoting(self) -> Quoting:
        from reviewer.desk.quoting import Quoting

        return Quoting(self.session, self.reading)

    def _pages(self) -> Pages:
        from reviewer.desk.pages import Pages

        session = self.session
        return Pages(session.casebook, session.readers, self.pieces.text, session.passwords.by_document)

    def _triage(self) -> Triage:
        from reviewer.desk.triage import Triage

        return Triage(self.session, self.reading, self.receiving)

    def _judging(self) -> Judging:
        from reviewer.desk.judging import Judging

        return Judging(self.session, self.reading, self.search, self.pieces)

    def _settling(self) -> Settling:
        from reviewer.desk.settling import Settling

        return Settling(self.session, self.standing, self.passages, self.judging, lambda: self.amending)

    def _versions(self) -> Versions:
        from reviewer.desk.versions import Versions

        return Versions(self.session, self.reading, self.passages)

    def _drafts(self) -> Drafts:
        from reviewer.desk.drafts import Drafts

        return Drafts(self.session, self.standing, self._letterbook, self._wordings)

    def _letters(self) -> Letters:
        from reviewer.desk.letters import Letters

        return Letters(
            self.session, self.standing, self._letterbook, self.drafts, self._outdated, self._states
        )

    def _register(self) -> Register:
        from reviewer.desk.register import Register

        return Register(self.session, self.standing, self._letterbook, self._states, self.held)

    def _chronicle(self) -> Chronicle:
        from reviewer.desk.chronicle import Chronicle

        return Chronicle(self.session)

    def _facts(self) -> Facts:
        from reviewer.desk.facts import Facts

        return Facts(self.session, self.standing, self._letterbook, self._states)

    def _amending(self) -> Amending:
        from reviewer.desk.amending import Amending

        return Amending(self.session, self.standing, self._outdated, self.printability)

    def _overview(self) -> Overviews:
        from reviewer.desk.overview import Overviews

        return Overviews(self.session, self.standing, self._letterbook, self.printability)

    def _exporting(self) -> Exporting:
        from reviewer.desk.exporting import Exporting

        return Exporting(self.session)

    def _members(self) -> Members:
        from reviewer.desk.members import Members

        return Members(self.session)

    def _member_acts(self) -> MemberActs:
        from reviewer.desk.member_acts import MemberActs

        return MemberActs(self.session, self.members)

    def _held(self) -> Holdings:
        from reviewer.desk.held import Holdings

        return Holdings(self.session)

    members = Journey(_members)
    member_acts = Journey(_member_acts)
    held = Journey(_held)
    receipts = Journey(_receipts)
    receiving = Journey(_receiving)
    locks = Journey(_locks)
    recognition = Journey(_recognition)
    search = Journey(_search)
    quoting = Journey(_quoting)
    pages = Journey(_pages)
    triage = Journey(_triage)
    judging = Journey(_judging)
    settling = Journey(_settling)
    versions = Journey(_versions)
    drafts = Journey(_drafts)
    letters = Journey(_letters)
    register = Journey(_register)
    chronicle = Journey(_chronicle)
    facts = Journey(_facts)
    amending = Journey(_amending)
    overview = Journey(_overview)
    exporting = Journey(_exporting)

    # --- how a casebook is opened ----------------------------------------------------------------

    @classmethod
    def new(cls, folder: Path, case_dir: Path, home: Home, clock: Clock = utc_now) -> Self:
        """Make a casebook from a case folder; CaseError or WordingError if it is not whole. ``printability`` says what can't be printed."""
        from reviewer.casebook import Casebook
        from reviewer.desk.logos import logo_drawer
        from reviewer.desk.printable import unprintable
        from reviewer.framework import case_to_data, load_case
        from reviewer.wording import check_case

        home.check_casebook(folder)
        case = load_case(case_dir, logo_drawer(new_reader))
        check_case(case)
        cannot = unprintable(case)
        casebook = Casebook.create(folder, home.author(), clock, case_to_data(case), closed=True)
        desk = cls(casebook, case_of(casebook), home, new_reader, clock)
        desk.printability.know(desk.session.case, cannot)
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
        checking: bool = False,
        progress: Report | None = None,
    ) -> Self:
        """Open a casebook, checked first if ``checking``; CasebookBusyError if it is open elsewhere and ``writable`` is asked.

        ``folder`` may be a merged file: then it is looked at, for reading only, which takes a while, and ``progress`` may stop it.
        """
        from reviewer.casebook import Casebook

        def back_up() -> None:
            from reviewer.desk.backups import Backups

            Backups(folder, home, clock).before_update()

        if is_merged_file(folder):
            from reviewer.desk.merged_file import open_merged

            casebook = open_merged(folder, home, new_reader, clock, progress)
        else:
            author, seal = home.author() if writable else None, home.seal_key()
            casebook = Casebook.open(
                folder, author, clock, writable=writable, seal=seal, before_update=back_up
            )
        checked = casebook.check() if checking else None
        desk = cls(casebook, case_of(casebook), home, new_reader, clock, patient=patient)
        desk.sharing.checked = checked
        return desk

    @classmethod
    def sample(cls, folder: Path, home: Home, progress: Report | None = None, clock: Clock = utc_now) -> Self:
        """Make the sample's casebook, received and judged as its walk says; whole, or not at all. Long."""
        from reviewer.desk.sample import Walk, half_made, verbs_of, walk_through

        walk, temporary = Walk.of(home), half_made(folder)
        with cls.new(temporary, walk.case, home.for_made_documents(), clock) as desk:
            walk_through(verbs_of(walk, desk.receiving, desk.recognition, desk.judging), walk, progress)
        temporary.rename(folder)
        return cls.open(folder, home, clock)

    @classmethod
    def join(
        cls, share: Path, folder: Path, home: Home, clock: Clock = utc_now, progress: Report | None = None
    ) -> Self:
        """Make a colleague's first copy of the inspection that a share holds; stopped by ``progress``, nothing is left of it."""
        from reviewer.casebook import refuse_unfit
        from reviewer.sharing import FolderShare, join

        home.check_casebook(folder, share)
        must_be_apart(share, folder)
        refuse_unfit(folder)
        joined = join(FolderShare(share), folder, home.author(), clock, telling(progress), codes=True)
        desk = cls(joined.casebook, case_of(joined.casebook), home, new_reader, clock)
        desk.sharing.joined(share, joined)
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
            if (pages := self.__dict__.get("pages")) is not None:
                rest.callback(pages.close)

    def __enter__(self) -> Self:
        """Return the desk itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()
