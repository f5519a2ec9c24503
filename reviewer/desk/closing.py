"""What is done for a casebook that shares once it is closed, by its folder: it may be open again by then, here or elsewhere."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from reviewer.desk.policy import Rule
from reviewer.desk.session import Clock, utc_now
from reviewer.desk.settings import SHARE
from reviewer.desk.sharing import telling
from reviewer.errors import CasebookBusyError

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.desk.display import Report
    from reviewer.desk.home import Home


def write_merged(folder: Path, home: Home, progress: Report | None = None, clock: Clock = utc_now) -> bool:
    """Write the merged file of a closed casebook where there is something new in the shared folder; tell whether it was.

    The casebook is only read, so that nobody who opens it again finds it locked. Raises as ``sharing.write_at_closing`` does.
    """
    share = home.settings.get(SHARE.of(folder))
    if share is None or not home.policy.allows(Rule.SHARE, share):  # a sync says why not
        return False
    from reviewer.casebook import Casebook
    from reviewer.sharing import FolderShare, write_at_closing

    author = home.author()
    with Casebook.open(folder, author, clock, writable=False) as casebook:
        written = write_at_closing(casebook, FolderShare(share), clock, telling(progress))
    if written is None:
        return False
    # Where it is open again nobody notes it: then its hash is not compared later, its size is, as of a colleague's.
    with suppress(CasebookBusyError), Casebook.open(folder, author, clock) as casebook:
        casebook.packs.mark_merged(*written)
    return True
