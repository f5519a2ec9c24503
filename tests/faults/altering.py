"""How a casebook.sqlite is altered behind the program's back: by a tool, by an editor of bytes, by a disk that rots."""

# ruff: noqa: S608 - statements are put together from the test's own constants

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

DATABASE = "casebook.sqlite"
BODY, OTHER = "harrowdale", "penmarsh"
VERDICT = (
    f"(SELECT seq FROM current WHERE kind = 'verdict' AND body = '{BODY}' AND criterion = 'supervisors')"
)


def edited(casebook: Path, *statements: str) -> None:
    """Change rows with a tool that drops the triggers and makes them again as they were."""
    with closing(sqlite3.connect(casebook / DATABASE)) as tool:
        triggers = tool.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in triggers:
            tool.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            assert tool.execute(statement).rowcount, (
                "no row was changed"
            )  # -1 where it changes no rows, but the schema
        for _name, sql in triggers:
            tool.execute(sql)
        tool.commit()


def hex_edited(casebook: Path, before: bytes, after: bytes) -> None:
    """Change bytes of the file itself, as an editor does or a bad disk."""
    path = casebook / DATABASE
    data = path.read_bytes()
    assert data.count(before) == 1
    assert len(before) == len(after)
    path.write_bytes(data.replace(before, after))


@dataclass(frozen=True)
class Alteration:
    """``change`` is done to a casebook folder; ``words`` must never be seen after it."""

    change: Callable[[Path], None]
    words: tuple[str, ...] = ()


def _by_tool(*statements: str) -> Callable[[Path], None]:
    return lambda casebook: edited(casebook, *statements)


def _head_bytes(casebook: Path) -> tuple[bytes, bytes]:
    with closing(sqlite3.connect(casebook / DATABASE)) as tool:
        (head,) = tool.execute(f"SELECT head FROM record WHERE seq = {VERDICT}").fetchone()
    return head.encode(), head.replace('{"author"', '["author"').encode()


ALTERED = {
    "a verdict's finding": Alteration(
        _by_tool(f"UPDATE record SET body = replace(body, 'in-place', 'no-information') WHERE seq = {VERDICT}"),
        ("no-information",),
    ),
    "one byte of a reason": Alteration(
        _by_tool(f"UPDATE record SET body = replace(body, 'Nearly all', 'Nearly 811') WHERE seq = {VERDICT}"),
        ("Nearly 811",),
    ),
    "one byte of the file": Alteration(
        lambda casebook: hex_edited(casebook, b"Nearly all supervisors", b"Hardly all supervisors"),
        ("Hardly all",),
    ),
    "one byte of a quote": Alteration(
        lambda casebook: hex_edited(
            casebook, b'"quote":"Mobile telephones will', b'"quote":"Mobile telephones were'
        ),
        ("telephones were",),
    ),
    "a body that a forged purge would excuse": Alteration(
        _by_tool(
            f"UPDATE record SET body = NULL WHERE seq = {VERDICT}",
            "INSERT INTO record(id, save, head, body) SELECT randomblob(32), save, '{\"kind\":\"purge\"}',"
            f" json_object('fields', json_object('target', lower(hex(id)))) FROM record WHERE seq = {VERDICT}",
        )
    ),
    "a verdict's author": Alteration(
        _by_tool(
            f"UPDATE record SET head = replace(head, '\"author\":\"', '\"author\":\"{'ab' * 32}') WHERE seq = {VERDICT}"
        ),
        ("abababab",),
    ),
    "a body that is no JSON": Alteration(
        _by_tool(f"UPDATE record SET body = '{{\"fields\":' WHERE seq = {VERDICT}")
    ),
    "a head that is no JSON": Alteration(lambda casebook: hex_edited(casebook, *_head_bytes(casebook))),
    "a record that is gone": Alteration(_by_tool(f"DELETE FROM record WHERE seq = {VERDICT}")),
    "a save's signature": Alteration(
        _by_tool(f"UPDATE save SET signature = zeroblob(64) WHERE id = (SELECT save FROM record WHERE seq = {VERDICT})")
    ),
    "a save's signature and a record that is gone": Alteration(
        _by_tool(
            f"UPDATE save SET signature = zeroblob(64) WHERE id = (SELECT save FROM record WHERE seq = {VERDICT})",
            f"DELETE FROM record WHERE seq = {VERDICT}",
        )
    ),
    "a save that is gone": Alteration(
        _by_tool(f"DELETE FROM save WHERE id = (SELECT save FROM record WHERE seq = {VERDICT})")
    ),
}  # fmt: skip
