"""A merged file that is to be looked at, opened: the reader process reads it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reviewer.desk.case_now import case_of
from reviewer.desk.sharing import telling
from reviewer.errors import CasebookError, ReviewerError
from reviewer.model import ProblemError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewer.casebook import Casebook
    from reviewer.desk.display import Report
    from reviewer.desk.home import Home
    from reviewer.desk.leases import Readers
    from reviewer.desk.session import Clock

_SECONDS = 120.0
"""For one page of a file: SQLite looks at all of it where it is damaged."""


def open_merged(
    file: Path, home: Home, readers: Readers, clock: Clock, progress: Report | None = None
) -> Casebook:
    """Return a casebook, for reading only, of what a merged file holds; raises as ``MergedOpening.open`` does."""
    from reviewer.casebook import refuse_unsafe_place
    from reviewer.sharing import MergedOpening

    place = home.data
    try:
        refuse_unsafe_place(place)
    except CasebookError:
        place = Path(tempfile.gettempdir())  # the person's own folders are on a network drive
    with readers() as reader:

        def ask_of(copy: Path) -> Any:
            def ask(after: str) -> tuple[Mapping[str, Any], bytes]:
                try:
                    return reader.call("merged", copy, _SECONDS, after=after)
                except ProblemError as error:
                    raise _unread(file) from error

            return ask

        try:
            casebook = MergedOpening(place, ask_of, clock).open(file, telling(progress))
        except (ValueError, KeyError, TypeError) as error:  # what the reader process said is no save
            raise _unread(file) from error
    try:
        case_of(casebook)
    except BaseException:
        casebook.close()
        raise
    return casebook


def _unread(file: Path) -> ReviewerError:
    return CasebookError(
        "{name} can't be read: the reader process stopped at it",
        "Open another one in that folder, or ask a colleague to sync, which writes a new one.",
        name=file.name,
    )
