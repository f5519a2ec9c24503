"""What every journey at the desk is made from: the casebook, the case, the clock, readers, history and settings."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reviewer.desk.board import Board
from reviewer.desk.case_now import CaseNow
from reviewer.desk.journeys import Journey
from reviewer.desk.leases import ReaderLeases
from reviewer.desk.origin import Origin
from reviewer.desk.passwords import Passwords
from reviewer.errors import Phrase, WrongUseError
from reviewer.model import Person

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from reviewer.casebook import Casebook
    from reviewer.desk.board import Slice
    from reviewer.desk.history import History
    from reviewer.desk.home import Home
    from reviewer.desk.leases import Readers
    from reviewer.documents.reader import Reader
    from reviewer.model import Body, Case, Criterion
    from reviewer.model.damage import Damage

SHOWN = 8
LONDON = "Europe/London"
Clock = Callable[[], int]


def utc_now() -> int:
    """Return the time in UTC microseconds."""
    return int(datetime.now(UTC).timestamp() * 1_000_000)


class Session:
    """One open casebook and what acts on it need; everything is handed in, nothing is looked up. Thread-safe."""

    def __init__(
        self,
        casebook: Casebook,
        now: CaseNow,
        home: Home,
        readers: Readers,
        clock: Clock,
        *,
        patient: bool = True,
    ) -> None:
        """``now`` is the case that serves; ``readers`` makes reader process clients, of which one is kept for the desk's own work.

        A ``patient`` session reads documents that the cache lacks when it is asked for them; a window
        is not patient: it calls ``Reading.catch_up`` beside its work.
        """
        self.casebook = casebook
        self._now = now
        self.home = home
        self.settings = home.settings
        self.readers = readers
        self.leases = ReaderLeases(readers)
        self.clock = clock
        self.patient = patient
        self.passwords = Passwords()
        self.making = threading.RLock()
        self._lock = threading.Lock()
        self._reader: Reader | None = None
        self._board: Board | None = None
        self._examined = 0
        self._case_examined = casebook.health.examined()
        self._moment = threading.local()

    def _history(self) -> History:
        from reviewer.desk.case_use import CaseUse
        from reviewer.desk.deeds import Deeds
        from reviewer.desk.history import History

        deeds, use = Deeds(self.casebook, lambda: self.case), CaseUse(self.casebook)
        return History(self.casebook, deeds, use, lambda: self.origin.why_read_only)

    history = Journey(_history)

    @property
    def case(self) -> Case:
        """The case that serves; in ``one_moment``, the one of that moment."""
        return self.case_now.case

    @property
    def case_now(self) -> CaseNow:
        """The case that serves, which record has it, and whether it is contested."""
        held: CaseNow | None = getattr(self._moment, "case", None)
        return self._now if held is None else held

    def look_at_case(self) -> bool:
        """Look whether the case was amended, here or by a colleague, or a damaged part of it healed; tell whether it is another."""
        examined = self.casebook.health.examined()
        if self.casebook.cases.count() == self._now.count and examined == self._case_examined:
            return False
        now = CaseNow.of(self.casebook)
        self._case_examined = examined
        if now == self._now:
            return False
        self._now = now
        return True

    @property
    def folder(self) -> Path:
        """The casebook's folder."""
        return self.casebook.folder

    @property
    def origin(self) -> Origin:
        """What was opened: a casebook, or a merged file that is looked at."""
        return Origin(self.casebook, self.notice if self.casebook.read_only and not self.passes else "")

    @property
    def passes(self) -> bool:
        """Whether it is of a merged file, and nothing of it stays once it is closed."""
        return self.casebook.source is not None

    @property
    def read_only(self) -> bool:
        """Whether acts are refused here."""
        return self.casebook.read_only

    @property
    def position(self) -> int:
        """Grows with every save, so that a screen knows when to look again."""
        return self.casebook.head_position()

    @property
    def notice(self) -> str:
        """What the person should know of this opening, such as why nothing can be changed; or ""."""
        notices, damaged = self.casebook.notices, self.damaged()
        if self.casebook.source is not None:
            from reviewer.desk.merged_facts import merged_facts
            from reviewer.desk.words.merged_file import merged_lines

            notices = (*merged_lines(merged_facts(self.casebook, self.casebook.source)), *notices)
        if notices:  # nearly never: what puts them into words is brought in then
            from reviewer.desk.words.errors import phrase_words

            notices = tuple(map(phrase_words, notices))
        return " ".join((*notices, *filter(None, (damaged,))))

    def damaged(self) -> str:
        """Return what is damaged of what stands, in a line that names the first few and what heals them; "" if nothing is."""
        return self.damaged_words([each for each in self.casebook.health.damages() if not each.settled])

    def damaged_words(self, damages: Sequence[Damage]) -> str:
        """Return a line on damaged records that names the first few and what heals them; "" if there are none."""
        if not damages:
            return ""
        from reviewer.desk.words.damage import damages_words

        return damages_words(damages, self.case, self.people())

    @property
    def me(self) -> Person:
        """Who signs the records here: by the name that was chosen, else by the one that this casebook knows the key by.

        In a merged file nobody does: no key is asked for, nor made.
        """
        if self.casebook.source is not None:
            return Person(self.home.known_name(), "")
        author = self.home.author()
        known = "" if author.chosen else self.people().get(author.key, "")
        return Person(known or author.name, author.key)

    def rename(self, name: str) -> Person:
        """Choose the name that stands in the records from now on, in every casebook; returns who signs here then.

        WrongUseError if it says nothing, ReviewerError where the environment says another one.
        """
        self.history.must_be_writable()
        self.casebook.introduce(self.home.choose_name(name))
        return self.me

    @property
    def reader(self) -> Reader:
        """The reader process for intake and checks; the viewer has its own."""
        with self._lock:
            if self._reader is None:
                self._reader = self.readers()
            return self._reader

    def people(self) -> Mapping[str, str]:
        """Return the authors' names by key."""
        return self.casebook.people()

    def named(self, author: str) -> str:
        """Return an author's name; where that can't be read, or is not known here, the first digits of the key."""
        return self.people().get(author) or author[:8]

    def board(self) -> Board:
        """Return what stands now, for all bodies; after a save only what it is about is read again."""
        held: Board | None = getattr(self._moment, "board", None)
        if held is not None:
            return held
        board, examined = self._board, self.casebook.health.examined()
        if board is None or examined != self._examined:
            self._examined = examined
            self.look_at_case()
            board = self._board = Board.of(self.casebook, self.case.framework)
        elif board.position != self.position:
            self.look_at_case()
            board = self._board = board.after(self.casebook, self.case.framework)
        return board

    @contextmanager
    def one_moment(self) -> Iterator[Board]:
        """Let all that this thread asks in the block be answered from one board, whatever is saved meanwhile."""
        moment = self._moment
        before: tuple[Board | None, CaseNow | None] = (
            getattr(moment, "board", None),
            getattr(moment, "case", None),
        )
        board = moment.board = self.board()
        moment.case = self.case_now
        try:
            yield board
        finally:
            moment.board, moment.case = before

    def read_all_again(self) -> None:
        """Trust no board of before: what stands was found from derived tables that have been made again."""
        self._board = None
        self.casebook.health.examine_again()

    def slice(self, code: str) -> Slice:
        """Return what stands now for one body."""
        return self.board().slice(code)

    def now(self) -> datetime:
        """Return the casebook's own time in UTC, in whole seconds: what letters and signatures are dated by."""
        return datetime.fromtimestamp(self.clock() / 1_000_000, UTC).replace(microsecond=0)

    def today(self) -> date:
        """Return today's date where deadlines end: in London."""
        from zoneinfo import ZoneInfo

        return datetime.fromtimestamp(self.clock() / 1_000_000, ZoneInfo(LONDON)).date()

    def body(self, code: str) -> Body:
        """Return a body by its code; WrongUseError names the near ones."""
        try:
            return self.case.body(code)
        except KeyError:
            what = Phrase(
                "There is no {body} “{code}” in this inspection",
                body=self.case.inspection.body_noun[0],
                code=code,
            )
            raise unknown(what, code, [body.code for body in self.case.bodies]) from None

    def criterion(self, key: str) -> Criterion:
        """Return a criterion by its key; WrongUseError names those there are."""
        try:
            return self.case.framework.criterion(key)
        except KeyError:
            keys = [criterion.key for criterion in self.case.framework.criteria]
            raise unknown(
                Phrase("There is no criterion “{key}” in this framework", key=key), key, keys
            ) from None

    def close(self) -> None:
        """Let the reader process and the casebook go."""
        with self._lock:
            reader, self._reader = self._reader, None
        try:
            if reader is not None:
                reader.close()
        finally:
            self.casebook.close()


def unknown(what: str, given: str, known: Sequence[str]) -> WrongUseError:
    """Return the error for a name that is not among those there are, with the nearest of them."""
    from difflib import get_close_matches

    near = get_close_matches(given, known, 3, 0.5)
    rest = [key for key in known if key not in near]
    shown = [*near, *rest][:SHOWN]
    more = " …" if len(shown) < len(known) else ""
    return WrongUseError(what, "Use one of: {shown}{more}.", shown=", ".join(shown), more=more)
