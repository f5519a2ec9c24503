"""What is said of a folder that is no casebook, or none any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.casebook import migrations
from reviewer.casebook.database import DATABASE
from reviewer.casebook.document_files import Files
from reviewer.errors import CasebookError, MissingCasebookError

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path


def no_casebook(folder: Path) -> CasebookError:
    """Return what a folder lacks of a casebook: it is not there, was never one, or has lost its records."""
    name = folder.name
    if not folder.exists():
        gone = "The casebook {folder} is not there"
        return MissingCasebookError(gone, "Check its name.", folder=folder)
    if folder.suffix == ".sqlite" and folder.is_file():
        return CasebookError(
            "{name} is a merged file, which is only read: this needs a casebook of your own",
            "Join the shared folder that it lies in: that makes one.",
            name=name,
        )
    if next(Files(folder / "documents", name, writable=False).all(), None) is None:
        return CasebookError("{name} is not a casebook", "Choose a folder that Reviewer made.", name=name)
    return CasebookError(
        "{name} has lost its records: {database} is missing or empty, though its documents are there",
        "Restore a backup, or join the shared folder into a new casebook; keep this folder until then.",
        name=name,
        database=DATABASE,
    )


def refuse_incomplete(connection: sqlite3.Connection, name: str, *, newer: bool) -> None:
    """Raise CasebookError if tables are missing without which a casebook can't be read; ``newer``: a newer program has used it."""
    missing = migrations.missing(connection)
    if missing:
        remedy = (
            "Install the newer version to read it."
            if newer
            else "Open it for writing once: they are made again from the records, which are safe."
        )
        what = "{name} lacks parts of a casebook ({missing})"
        raise CasebookError(what, remedy, name=name, missing=", ".join(missing))
