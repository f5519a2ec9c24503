"""5 share: a folder on a shared drive that the casebooks of one inspection sync with.

The truth on the share is packs: immutable files named by the SHA-256 of their content. ``documents/`` is
copied by hash; ``merged/`` is derived, for colleagues who only look. Nobody ever overwrites anything good.
"""

from __future__ import annotations

from reviewer.sharing.askers import askers
from reviewer.sharing.closing import write_at_closing
from reviewer.sharing.folder import FolderShare
from reviewer.sharing.join import Joined, Shared, join, look
from reviewer.sharing.merged_view import MergedOpening
from reviewer.sharing.share import Share
from reviewer.sharing.share_check import check_share
from reviewer.sharing.sync import Sync, state_of, sync
from reviewer.sharing.sync_report import Missing, ShareState, Step, SyncReport

__all__ = [
    "FolderShare",
    "Joined",
    "MergedOpening",
    "Missing",
    "Share",
    "ShareState",
    "Shared",
    "Step",
    "Sync",
    "SyncReport",
    "askers",
    "check_share",
    "join",
    "look",
    "state_of",
    "sync",
    "write_at_closing",
]
