"""Putting saves into the database: the one door through which records enter, made here or come from a share."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable

from reviewer.casebook.author import Author
from reviewer.casebook.database import Database
from reviewer.casebook.head_form import author_said
from reviewer.casebook.heads import save_head_of, text_of
from reviewer.casebook.line_end import is_cut, mark_end
from reviewer.casebook.record import Chain, SaveBundle
from reviewer.casebook.seal import Seal

_LATEST = 50  # saves of a line that are looked at, the newest first, where some are damaged


SAVE = "INSERT INTO save(id, head, signature) VALUES(?, ?, ?)"
RECORD = (
    "INSERT INTO record(id, save, head, body) SELECT ?1, ?2, ?3, ?4"
    " WHERE NOT EXISTS(SELECT 1 FROM record WHERE id = ?1)"
)
UNCOUNTED = "INSERT INTO uncounted(save) VALUES(?) ON CONFLICT(save) DO NOTHING"


def remember_all_sound(database: Database, bundles: Iterable[SaveBundle], seal: Seal) -> None:
    """Note that these saves' signatures are known to be good, where this casebook has a key to seal that with."""
    marks = ((save, seal.mark(save, one.signature)) for one in bundles for save in (bytes.fromhex(one.id),))
    database.run_many(
        "INSERT OR REPLACE INTO passed VALUES(?, ?)",
        [(save, mark) for save, mark in marks if mark is not None],
    )


def insert(database: Database, bundle: SaveBundle, seal: Seal, *, counts: bool = True) -> None:
    """Insert a save whose signature is known to be good, inside the caller's transaction, and remember that it is.

    A record that is there already (its author listed it twice) stays as it is: same id, same content. Nothing stands by a
    save that does not count: it is kept since others lean on it.
    """
    save = bytes.fromhex(bundle.id)
    if not counts:
        database.run(UNCOUNTED, (save,))
    database.run(SAVE, (save, bundle.head, bundle.signature))
    remember_all_sound(database, [bundle], seal)
    database.run_many(RECORD, [(bytes.fromhex(row.id), save, row.head, row.body) for row in bundle.records])
    if database.one("SELECT 1 FROM uncounted LIMIT 1") is not None:
        from reviewer.casebook.refolding import refold_mixed, subjects_of

        refold_mixed(database, subjects_of(database, [bundle.id]))


def insert_own(database: Database, bundle: SaveBundle, chain: Chain, author: Author) -> None:
    """Insert a save that was made here, inside the caller's transaction, and mark that the author's line ends with it."""
    seal = Seal(author.seal_key)
    insert(database, bundle, seal)
    mark_end(database, author.key, chain, bundle.id, seal)


def local(database: Database, name: str) -> str:
    """Return one of the casebook's local facts: ``inspection`` or ``copy``."""
    row = database.one("SELECT CAST(value AS BLOB) FROM local WHERE name = ?", (name,))
    return "" if row is None else text_of(row[0])


def set_local(database: Database, name: str, value: str) -> None:
    """Keep a local fact, inside the caller's transaction."""
    database.run(
        "INSERT INTO local VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value", (name, value)
    )


def next_in_chain(database: Database, author: Author, *, unsound: bool = False) -> Chain:
    """Return where this author's next save in this copy of the casebook goes.

    Where some save here is ``unsound``, and may have been the last in line, or saves are gone from its end, a new line begins:
    no number is given twice.
    """
    copy = local(database, "copy")
    rows = database.rows(
        "SELECT seq, CAST(id AS BLOB), CAST(head AS BLOB) FROM save"
        " WHERE json_valid(head) AND json_extract(head, '$.author') = ? AND json_extract(head, '$.copy') = ?"
        " ORDER BY json_extract(head, '$.number') DESC, seq DESC LIMIT ?",
        (author.key, copy, _LATEST if unsound else 1),
    )
    lasts = ((seq, save.hex(), head) for seq, save, text in rows if (head := save_head_of(save, text)))
    seq, previous, last = next(lasts, (0, "", None))
    if (unsound and _is_unsound_after(database, seq)) or is_cut(
        database, author.key, copy, Seal(author.seal_key)
    ):
        copy = secrets.token_hex(16)
        set_local(database, "copy", copy)
        return Chain(local(database, "inspection"), copy, 1, "")
    return Chain(local(database, "inspection"), copy, (last.number if last else 0) + 1, previous)


def _is_unsound_after(database: Database, seq: int) -> bool:
    rows = database.rows("SELECT CAST(id AS BLOB), CAST(head AS BLOB) FROM save WHERE seq > ?", (seq,))
    return any(save_head_of(save, text) is None for save, text in rows)


def author_of(bundle: SaveBundle) -> str:
    """Return the public key (hex) in a save's head."""
    return author_said(bundle.head) or str(json.loads(bundle.head)["author"])
