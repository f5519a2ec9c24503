"""Putting saves into the database: the one door through which records enter, made here or come from a share."""

from __future__ import annotations

import json

from reviewer.casebook.author import Author
from reviewer.casebook.database import Database
from reviewer.casebook.record import Chain, SaveBundle


def insert(database: Database, bundle: SaveBundle) -> None:
    """Insert a save that is known to be good, inside the caller's transaction.

    A record that is there already (its author listed it twice) stays as it is: same id, same content.
    """
    save = bytes.fromhex(bundle.id)
    database.run(
        "INSERT INTO save(id, head, signature) VALUES(?, ?, ?)", (save, bundle.head, bundle.signature)
    )
    for row in bundle.records:
        record = bytes.fromhex(row.id)
        if not database.one("SELECT 1 FROM record WHERE id = ?", (record,)):
            database.run(
                "INSERT INTO record(id, save, head, body) VALUES(?, ?, ?, ?)",
                (record, save, row.head, row.body),
            )


def local(database: Database, name: str) -> str:
    """Return one of the casebook's local facts: ``inspection`` or ``copy``."""
    row = database.one("SELECT value FROM local WHERE name = ?", (name,))
    return "" if row is None else str(row[0])


def set_local(database: Database, name: str, value: str) -> None:
    """Keep a local fact, inside the caller's transaction."""
    database.run(
        "INSERT INTO local VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value", (name, value)
    )


def next_in_chain(database: Database, author: Author) -> Chain:
    """Return where this author's next save in this copy of the casebook goes."""
    copy = local(database, "copy")
    row = database.one(
        "SELECT lower(hex(id)), json_extract(head, '$.number') FROM save"
        " WHERE json_extract(head, '$.author') = ? AND json_extract(head, '$.copy') = ?"
        " ORDER BY json_extract(head, '$.number') DESC, seq DESC LIMIT 1",
        (author.key, copy),
    )
    previous, number = row or ("", 0)
    return Chain(local(database, "inspection"), copy, number + 1, previous)


def author_of(bundle: SaveBundle) -> str:
    """Return the public key (hex) in a save's head."""
    return str(json.loads(bundle.head)["author"])
