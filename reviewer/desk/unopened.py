"""A casebook that can't be opened, since its case cannot be read: its records are checked and synced without a desk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.desk.backups import Backups
from reviewer.desk.case_now import case_of, is_case_damaged
from reviewer.desk.session import Clock, utc_now
from reviewer.desk.settings import SHARE
from reviewer.desk.sharing import must_be_apart
from reviewer.errors import CaseError

if TYPE_CHECKING:
    from reviewer.casebook import Fault
    from reviewer.desk.home import Home
    from reviewer.sharing import SyncReport


def check_records(
    folder: Path, home: Home, unread: CaseError, share: Path | None = None, clock: Clock = utc_now
) -> tuple[Fault, ...]:
    """Check a casebook whose case is ``unread``: records, rules and files, and the share's if given; why comes first."""
    from reviewer.casebook import Casebook, Fault, Severity
    from reviewer.desk.words.errors import what_happened, what_to_do
    from reviewer.sharing import FolderShare, check_share

    why = Fault(what_happened(unread), what_to_do(unread), Severity.NOTICE)
    with Casebook.open(folder, None, clock, writable=False, seal=home.seal_key()) as casebook:
        shared = () if share is None else check_share(casebook, FolderShare(share))
        return (why, *casebook.check(), *shared)


def sync_records(
    folder: Path, home: Home, unread: CaseError, share: Path, clock: Clock = utc_now, *, new: bool = False
) -> SyncReport:
    """Sync a casebook of whose case a record is damaged: what the share has whole heals it.

    Raises ``unread`` where something else is wrong with its case, or still is after it.
    """
    from reviewer.casebook import Casebook
    from reviewer.sharing import FolderShare, sync

    home.check_share(share)
    must_be_apart(share, folder)
    back_up = Backups(folder, home, clock).before_update
    with Casebook.open(folder, home.author(), clock, before_update=back_up) as casebook:
        if not is_case_damaged(casebook):
            raise unread
        report = sync(casebook, FolderShare(share), clock=clock, new=new)
        case_of(casebook)
    home.settings.put(SHARE.of(folder), share.resolve())
    return report
