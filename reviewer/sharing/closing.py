"""What is written once a casebook is closed: the merged file, where the last one is of another state."""

from __future__ import annotations

from reviewer.casebook import Casebook
from reviewer.sharing.marker import inspection_of
from reviewer.sharing.merged import MergedFile
from reviewer.sharing.share import Clock, Share
from reviewer.sharing.sync import state_of
from reviewer.sharing.sync_report import Progress, ShareState


def write_at_closing(
    casebook: Casebook, share: Share, clock: Clock, progress: Progress | None = None
) -> tuple[str, str] | None:
    """Write the merged file of a casebook that has been closed and is open here to be read; returns its name and SHA-256 (hex).

    None, and nothing is written, where the last one is of this state, or not all of the work is in this shared folder: closing
    publishes nothing. However lately the last one was written does not matter. Raises ShareError, CasebookError, and what
    ``progress`` raises to stop it.
    """
    if (
        state_of(casebook) is not ShareState.IN_THE_SHARED_FOLDER
        or inspection_of(share) != casebook.inspection_id
    ):
        return None
    merged = MergedFile(casebook, share, clock)
    for step in merged.write(due=True):
        if progress:
            progress(step)
    return merged.written
