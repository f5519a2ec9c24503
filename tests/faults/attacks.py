"""What somebody does to a casebook.sqlite that real commands are then tried on, and what each has to say of it."""

# ruff: noqa: S608 - statements are put together from the test's own constants

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from tests.faults.altering import BODY, DATABASE, OTHER, VERDICT, edited, hex_edited

Change = Callable[[Path], None]

CONTENT = "what it says is not what was signed"
HEAD = "what it is about is not what was signed"
GONE = "it is gone from the file"
UNSIGNED = "the signature on it does not hold"
_ON = "the verdict on Supervisors who notice of Harrowdale Constabulary"


@dataclass(frozen=True)
class Attack:
    """``change`` is done to a casebook; every command then names ``record`` and its ``harm``, and says none of ``words``.

    ``draft`` and ``sign``: whether the letter to BODY waits until it is healed. ``also``: what else a check says of it, as a pattern.
    """

    change: Change
    record: str
    harm: str
    words: tuple[str, ...] = ()
    draft: bool = True
    sign: bool = True
    also: str = ""


def standing(kind: str, more: str = f"AND body = '{BODY}'") -> str:
    """Return the place in the file of a record of a kind that stands."""
    return f"(SELECT seq FROM current WHERE kind = '{kind}' {more} LIMIT 1)"


def by_tool(*statements: str) -> Change:
    return lambda casebook: edited(casebook, *statements)


def as_it_is(*statements: str) -> Change:
    """Done by a tool that leaves the triggers alone, or is after them."""

    def change(casebook: Path) -> None:
        with closing(sqlite3.connect(casebook / DATABASE)) as tool:
            for statement in statements:
                tool.execute(statement)
            tool.commit()

    return change


def replaced(column: str, seq: str, before: str, after: str) -> Change:
    return by_tool(f"UPDATE record SET {column} = replace({column}, '{before}', '{after}') WHERE seq = {seq}")


def in_hex(column: str, seq: str, before: str, after: str) -> Change:
    """Bytes of one record's head or content, changed in the file itself; where it says {author}, that is the author's key."""

    def change(casebook: Path) -> None:
        with closing(sqlite3.connect(casebook / DATABASE)) as tool:
            (text,) = tool.execute(f"SELECT {column} FROM record WHERE seq = {seq}").fetchone()
            (author,) = tool.execute(f"SELECT author FROM current WHERE seq = {seq}").fetchone()
        altered = text.replace(before.format(author=author), after, 1)
        hex_edited(casebook, text.encode(), altered.encode())

    return change


_SAVE = f"(SELECT save FROM record WHERE seq = {VERDICT})"
_EVIDENCE = standing("evidence", f"AND body = '{BODY}' AND criterion = 'systems'")
_RECEIPT, _CATEGORY, _LETTER = standing("receipt"), standing("category"), standing("letter")
_PERSON, _SEARCH = standing("person", ""), standing("search", f"AND body = '{OTHER}'")

RECORDS: Mapping[str, Attack] = MappingProxyType({
    "bytes of a content, by an editor": Attack(
        in_hex("body", VERDICT, "Nearly all", "Hardly all"), _ON, CONTENT, ("Hardly all",)
    ),
    "a finding, by a tool": Attack(
        replaced("body", VERDICT, "in-place", "no-information"), _ON, CONTENT, ("no-information",)
    ),
    "a byte of a head, by an editor": Attack(
        in_hex("head", VERDICT, "supervisors", "supervisorz"), "a verdict", HEAD, ("supervisorz",)
    ),
    "a head's time, by a tool": Attack(replaced("head", VERDICT, '"time":1', '"time":2'), _ON, HEAD),
    "a verdict's author, by an editor": Attack(
        in_hex("head", VERDICT, "{author}", "ab" * 32), _ON, HEAD, ("abababab",)
    ),
    "a verdict's author, by a tool": Attack(
        by_tool(
            f"UPDATE record SET head = replace(head, (SELECT author FROM current WHERE seq = {VERDICT}),"
            f" '{'ab' * 32}') WHERE seq = {VERDICT}"
        ),
        _ON, HEAD, ("abababab",),
    ),
    "a quote, by an editor": Attack(
        lambda casebook: hex_edited(casebook, b'"quote":"Mobile telephones will', b'"quote":"Mobile telephones were'),
        "a passage tied to Checks on the use of systems of Harrowdale Constabulary", CONTENT, ("telephones were",),
    ),
    "a tied passage's head, by a tool": Attack(
        replaced("head", _EVIDENCE, '"time":1', '"time":2'), "a tied passage", HEAD
    ),
    "a receipt, by a tool": Attack(
        replaced("body", _RECEIPT, "Boundaries policy", "Borderline policy"),
        "the receipt of a document from Harrowdale Constabulary", CONTENT, ("Borderline",),
    ),
    "a receipt that is gone": Attack(by_tool(f"DELETE FROM record WHERE seq = {_RECEIPT}"), "a record", GONE),
    "a search, by a tool": Attack(
        replaced("body", _SEARCH, '"terms":["', '"terms":["zebra'),
        "a search on Hearing from local organisations of Penmarsh Police", CONTENT, ("zebra",), draft=False,
    ),
    "a category, by a tool": Attack(
        replaced("body", _CATEGORY, "good-progress", "much-to-do"),
        "the category of Harrowdale Constabulary", CONTENT,
    ),
    "a name, by a tool": Attack(
        replaced("body", _PERSON, '"name":"', '"name":"Mallory '), "the name of an author", CONTENT, ("Mallory",),
        draft=False, sign=False,
    ),
    "a signed letter's record, by a tool": Attack(
        replaced("body", _LETTER, '"issued":"', '"issued":"00'), "the signed letter to Harrowdale Constabulary", CONTENT
    ),
    "a save's signature": Attack(by_tool(f"UPDATE save SET signature = zeroblob(64) WHERE id = {_SAVE}"), _ON, UNSIGNED, also="^Save \\w+ can't be trusted"),
    "a save that is gone": Attack(by_tool(f"DELETE FROM save WHERE id = {_SAVE}"), _ON, UNSIGNED, also="1 of .* have not arrived"),
})  # fmt: skip
"""Records that are not what was signed; each is on the share as it was."""

_FRAMEWORK, _INSPECTION = standing("framework", ""), standing("inspection", "")
CASES: Mapping[str, tuple[Change, tuple[str, ...]]] = MappingProxyType({
    "a criterion's name, by a tool": (
        replaced("body", _FRAMEWORK, "Supervisors who notice", "Supervisors who slept"), ("who slept",)
    ),
    "a signatory, by a tool": (replaced("body", _INSPECTION, "Rowan", "Robin"), ("Robin",)),
    "a byte of the case's head, by an editor": (in_hex("head", _INSPECTION, '"kind":"i', '"kind":"j'), ("jnspection",)),
    "a founding record that is gone": (by_tool(f"DELETE FROM record WHERE seq = {_INSPECTION}"), ()),
    "a framework that is gone": (by_tool(f"DELETE FROM record WHERE seq = {_FRAMEWORK}"), ()),
    "the founding save's signature": (by_tool("UPDATE save SET signature = zeroblob(64) WHERE seq = 1"), ()),
})  # fmt: skip
"""The case itself: nothing can be read by it, until a sync has brought it back."""

TABLES: Mapping[str, tuple[Change, str]] = MappingProxyType({
    "a row of what stands, altered": (by_tool(f"UPDATE current SET body = '{OTHER}' WHERE seq = {VERDICT}"), "what stands now"),
    "a row of what stands, by an editor": (
        lambda casebook: hex_edited(
            casebook, f"verdictverdict:{BODY}/supervisors".encode(), f"verdictverdict:{BODY}/supervisorz".encode()
        ),
        "what stands now",
    ),
    "a row of what stands, taken out": (by_tool(f"DELETE FROM current WHERE seq = {VERDICT}"), "what stands now"),
    "a row of what stands, put in": (
        by_tool(
            "INSERT INTO current SELECT 99999, randomblob(32), kind, 'verdict:thornwick/unit', author, time, version,"
            f" 'thornwick', 'unit', document FROM current WHERE seq = {VERDICT}"
        ),
        "what stands now",
    ),
    "a row of who supersedes whom": (
        by_tool(f"INSERT INTO edge SELECT lower(hex(id)), '{'ab' * 32}', subject FROM current WHERE seq = {VERDICT}"),
        "who supersedes whom",
    ),
    "a row of conflicts": (by_tool(f"INSERT INTO contested VALUES('verdict:{BODY}/unit')"), "conflicts"),
    "a trigger that is gone": (as_it_is("DROP TRIGGER record_current"), "record_current"),
    "a trigger that lets changes pass": (
        as_it_is(
            "DROP TRIGGER record_fixed",
            "CREATE TRIGGER record_fixed BEFORE UPDATE ON record BEGIN SELECT 1; END",
        ),
        "record_fixed",
    ),
    "a trigger of somebody's own": (
        as_it_is(
            "CREATE TRIGGER stray AFTER INSERT ON record BEGIN DELETE FROM current WHERE kind = 'evidence'; END"
        ),
        "stray",
    ),
    "a table of somebody's own": (as_it_is("CREATE TABLE stray(a)"), "stray"),
})  # fmt: skip
"""What only finds records, rules over them or is not ours; with what a check then names."""
