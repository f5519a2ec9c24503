"""What is said of a folder that is no casebook, or none any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.casebook.database import DATABASE
from reviewer.casebook.document_files import Files
from reviewer.errors import CasebookError, MissingCasebookError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def no_casebook(folder: Path) -> CasebookError:
    """Return what a folder lacks of a casebook: it is not there, was never one, or has lost its records."""
    name = folder.name
    if not folder.exists():
        gone = "The casebook {folder} is not there"
        return MissingCasebookError(gone, "Check its name.", folder=folder)
    if next(Files(folder / "documents", name, writable=False).all(), None) is None:
        return CasebookError("{name} is not a casebook", "Choose a folder that Reviewer made.", name=name)
    return CasebookError(
        "{name} has lost its records: {database} is missing or empty, though its documents are there",
        "Restore a backup, or join the shared folder into a new casebook; keep this folder until then.",
        name=name,
        database=DATABASE,
    )


def lacking(name: str, missing: Iterable[str], *, is_newer: bool) -> CasebookError:
    """Return what is said of a casebook without some tables; of one that a newer program has used, that this one can't make them."""
    remedy = (
        "Install the newer version to read it."
        if is_newer
        else "Open it for writing once: they are made again from the records, which are safe."
    )
    return CasebookError(
        "{name} lacks parts of a casebook ({missing})", remedy, name=name, missing=", ".join(missing)
    )
