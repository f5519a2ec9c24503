"""Comparing a PDF's text with what its pages show, from our side: step by step, in the process that recognises."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reviewer.documents.reader import StoppedError
from reviewer.documents.recognising import SECONDS, Caller, wait
from reviewer.model import Reason
from reviewer.model.doubts import Doubt, DoubtedPage

_STEP = 2.0
_STOPS = 4  # of the reader, by one document
_PASSING = frozenset({
    Reason.READING_TOO_SLOW, Reason.READER_DIED, Reason.READER_DIED_TWICE, Reason.READING_TOO_LARGE, Reason.READER_CONFUSED,
})  # fmt: skip


def doubted(
    reader: Caller, path: Path, pages: int, password: str | None, cancelled: Callable[[], bool]
) -> tuple[DoubtedPage, ...] | None:
    """Return which of the ``pages`` of a PDF say other words than they show; None if ``cancelled`` said so meanwhile.

    A page that stops the reader is doubted as not compared, and so are all that are left after it has stopped too often.
    ProblemError if the document cannot be opened now, for want of its password for example.
    """
    course = _Course(pages)
    with ThreadPoolExecutor(1, "compare") as thread:
        while not course.ended:
            asked = thread.submit(reader.call, "doubt", path, SECONDS, password=password, **course.asks())
            if not wait(asked, reader, cancelled):
                return None
            try:
                head, _none = asked.result()
            except StoppedError as stop:
                if stop.reason not in _PASSING:
                    raise
                course.stopped(for_good=stop.reason is Reason.READER_DIED_TWICE)
                continue
            with reader.believing(path):
                course.goes_on(head)
    return course.all_doubted


@dataclass(slots=True)
class _Course:
    """How far a document of so many ``pages`` is: the page to go on ``at``, those ``doubted`` up to there, and the stops.

    From page ``alone`` on each is asked for by itself, since one of them stopped the reader; ``leave`` are those that did.
    """

    pages: int
    at: int = 0
    alone: int | None = None
    leave: list[int] = field(default_factory=list)
    doubted: tuple[DoubtedPage, ...] = ()
    stops: int = 0
    ended: bool = False
    all_doubted: tuple[DoubtedPage, ...] = ()

    def asks(self) -> dict[str, Any]:
        """Return what to ask for: a step, or one page; not beyond where each is asked for by itself."""
        careful = self.alone is not None and self.at >= self.alone
        until = None if careful else self.alone
        return {"at": self.at, "step": 0.0 if careful else _STEP, "until": until, "leave": self.leave}

    def stopped(self, *, for_good: bool) -> None:
        """Begin again after a stop, without the page that was asked for by itself; or end."""
        if for_good and self.stops:
            self.ended = True  # with what was found when it stopped before
            return
        self.stops += 1
        self.all_doubted = self._with((*self.leave, *range(self.at, self.pages)))
        if self.alone is not None and self.at >= self.alone:
            self.leave.append(self.at)
        self.alone = max(self.at, self.alone or 0)
        self.at, self.ended = 0, for_good or self.stops >= _STOPS

    def goes_on(self, head: dict[str, Any]) -> None:
        """Take in what was answered."""
        following = head["next"]
        if following == 0:  # another process, which has not seen what was before
            self.stopped(for_good=False)
            return
        self.doubted = tuple(
            DoubtedPage(int(number), tuple(map(Doubt, why)), float(share))
            for number, why, share in head["pages"]
        )
        if following is None:
            self.all_doubted, self.ended = self._with(self.leave), True
            return
        if not isinstance(following, int) or following <= self.at:
            raise ValueError(following)
        self.at = following

    def _with(self, left: Iterable[int]) -> tuple[DoubtedPage, ...]:
        """Return the doubted pages and those that were not compared."""
        known = {page.number: page for page in self.doubted}
        for number in left:
            known.setdefault(number, DoubtedPage(number, (Doubt.NOT_COMPARED,), 1.0))
        return tuple(known[number] for number in sorted(known))
