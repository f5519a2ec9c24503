"""Scanned pages are read by themselves, beside everything else, and no one has to wait for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reviewer.desk.words.language import count
from reviewer.ui.delay import after
from reviewer.ui.latest import Latest
from reviewer.ui.session_model import SessionModel
from reviewer.ui.work import Ticket

if TYPE_CHECKING:
    from reviewer.desk import Desk

LOOK_AGAIN = 1500


class ScanReading(QObject):
    """One reading at a time. Once it was stopped, it rests until it is asked for, or until new documents come.

    ``page_read`` tells the document and the place of a page that has words now.
    """

    page_read = Signal(str, str)

    def __init__(self, session: SessionModel, *, by_itself: bool = True) -> None:
        """Without ``by_itself`` it begins only when asked for."""
        super().__init__(session)
        self._session = session
        self._by_itself = by_itself
        self._declined = False
        self._ticket: Ticket | None = None
        self._counting: Latest[int] = Latest(session.work, self.tr("Counting scanned pages"), self)
        # The lists count pages without text: often enough, and not at each page.
        self._refresh = after(LOOK_AGAIN, session.refresh, self)
        self.page_read.connect(self._note_page)

    @property
    def under_way(self) -> bool:
        """Whether pages are being read, or looked for."""
        return self._ticket is not None

    def begin(self) -> None:
        """Read what waits, if it may begin by itself and it was not stopped; where nothing can be read, say so."""
        if not self._by_itself or self._declined:
            return
        if self._session.desk.recognition.can_be_tried:
            self._start(asked=False)
        else:
            self._count_untried()

    def _count_untried(self) -> None:
        desk = self._session.desk
        self._counting.ask(lambda _ticket: desk.recognition.untried(), self._tell_untried)

    def _tell_untried(self, pieces: int) -> None:
        """Say how much nobody tries to recognise on this laptop, why, and where it is looked at; nothing where there is nothing."""
        if pieces:
            from reviewer.desk.words.recognition import untried_words

            home = self._session.desk.session.home
            words = untried_words(pieces, home.policy, home.recognition.lacking)
            self._session.messages.tell(words, "view.pieces")

    def documents_came(self) -> None:
        """Begin for new documents, even if it was stopped before."""
        self._declined = False
        self.begin()

    def ask(self) -> None:
        """Read what waits because a person asks for it; says so if nothing waits."""
        self._declined = False
        if not self._session.desk.recognition.can_be_tried:
            self._session.messages.tell(self._session.desk.pieces.why_not_recognised)
            return
        if self._ticket is not None:
            self._session.messages.tell(self.tr("Scanned pages are being read; the line below says how far."))
            return
        desk = self._session.desk
        self._counting.ask(lambda _ticket: desk.recognition.waiting(), self._begin_asked)

    def _begin_asked(self, waiting: int) -> None:
        if waiting:
            self._start(asked=True)
        else:
            self._session.messages.tell(self.tr("No scanned page waits to be read."))

    def rest(self) -> None:
        """Do nothing any more: the casebook is being closed."""
        self._by_itself = False
        self._refresh.stop()

    def _start(self, *, asked: bool) -> None:
        if self._ticket is not None:
            return  # it goes on with whatever has come meanwhile
        desk = self._session.desk

        def read_all(ticket: Ticket) -> tuple[int, int, int]:
            waited = desk.recognition.waiting()
            read = desk.recognition.recognise(None, ticket.report, ticket.cancelled, self.page_read.emit)
            return read, _without_text(desk) if asked or read else 0, waited

        ticket = self._session.work.start(
            self.tr("Reading scanned pages"),
            read_all,
            lambda counts: self._ended(ticket, *counts, asked=asked),
            failed=self._failed,
            aside=True,
        )
        self._ticket = ticket

    def _note_page(self) -> None:
        if not self._refresh.isActive():
            self._refresh.start()

    def _ended(self, ticket: Ticket, read: int, left: int, waited: int, *, asked: bool) -> None:
        self._ticket = None
        self._declined = ticket.cancelled()
        self._refresh.stop()
        if read:
            self._session.refresh(lambda: self._tell(read, left, asked=asked))
            return
        if waited:  # what has no words now waits no more, and can be looked at
            self._session.refresh()
        self._tell(read, left, asked=asked)

    def _tell(self, read: int, left: int, *, asked: bool) -> None:
        if self._declined:
            words = self.tr("Stopped. File, Read scanned pages goes on with the rest.")
            self._session.messages.tell(words)
        elif asked or read:
            words = count(
                "{n:,} scanned page has words now, marked as recognised.",
                "{n:,} scanned pages have words now, marked as recognised.",
                read,
            )
            if left:
                words += " " + count(
                    "{n:,} page stays without text; look there yourself.",
                    "{n:,} pages stay without text; look there yourself.",
                    left,
                )
            self._session.messages.tell(words)

    def _failed(self) -> None:
        self._ticket = None
        self._declined = True  # what failed once by itself would fail at each document
        if not self._session.desk.pieces.recognised_here:
            self._session.refresh()  # what waited for what is missing waits no more
            self._count_untried()


def _without_text(desk: Desk) -> int:
    """Return how many pages of all documents have no text."""
    rows = {row.sha256: row for row in desk.reading.documents()}
    return sum(row.pages_without_text for row in rows.values())
