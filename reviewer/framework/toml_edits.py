"""Edits of a TOML text at the places that ``toml_positions`` knows: comments, order and what nobody asked about stay.

Texts are taken to be whole, as ``tomllib`` reads them. Whoever applies an edit reads the text again and compares: a place that is
written in a way not thought of here is then told, not spoilt.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from datetime import date
from typing import Any

from reviewer.framework.text_edits import Edit
from reviewer.framework.toml_positions import Layout, Path, Section, layout

Value = str | bool | int | date | Sequence[str]
_SHORT = {"\b": r"\b", "\t": r"\t", "\n": r"\n", "\f": r"\f", "\r": r"\r", '"': r"\"", "\\": r"\\"}
_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")


def written(value: Value) -> str:
    """Return a value as TOML says it: a text in quotation marks, on lines of its own where it has several."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return f"[{', '.join(map(_text, value))}]"


def _text(text: str) -> str:
    if "\n" not in text:
        return '"' + "".join(map(_escaped, text)) + '"'
    lines = ("".join(map(_escaped, line)) for line in text.split("\n"))
    return '"""\n' + "\n".join(lines) + '"""'


def _escaped(character: str) -> str:
    if character in _SHORT:
        return _SHORT[character]
    return character if character.isprintable() else f"\\U{ord(character):08X}"


def value_at(data: Any, path: Path) -> Any:
    """Return what a file's data says at a path; None where it says nothing."""
    here = data
    for step in path:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            return None
    return here


def setting(text: str, path: Path, value: Value) -> tuple[Edit, ...]:
    """Return the edits after which a text says this at a path: none where it does already."""
    value = list(value) if isinstance(value, tuple) else value
    before = value_at(tomllib.loads(text), path)
    if type(before) is type(value) and before == value:
        return ()
    where = layout(text)
    if path not in where.values:
        return (_put_in(text, where, path, written(value)),)
    if isinstance(value, Sequence) and not isinstance(value, str) and _are_texts(before):
        return (_of_list(where, path, before, list(value)),)
    return (Edit(*where.values[path], written(value)),)


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(entry, str) for entry in value)


def _of_list(where: Layout, path: Path, before: list[str], after: list[str]) -> Edit:
    """Return the edit of the entries that differ: what is written between the others stays."""
    most, same, end = min(len(before), len(after)), 0, 0
    while same < most and before[same] == after[same]:
        same += 1
    while end < most - same and before[-1 - end] == after[-1 - end]:
        end += 1
    new = ", ".join(map(_text, after[same : len(after) - end]))
    spans = [where.values[(*path, at)] for at in range(len(before))]
    old = spans[same : len(before) - end]
    if old and new:
        return Edit(old[0][0], old[-1][1], new)
    if not after:
        return Edit(*where.values[path], "[]")
    if same:
        start = spans[same - 1][1]
        return Edit(start, old[-1][1] if old else start, f", {new}" if new else "")
    return Edit(spans[0][0], spans[len(before) - end][0], f"{new}, " if new else "")


def _put_in(text: str, where: Layout, path: Path, words: str) -> Edit:
    """Return the edit that says a key where there is none."""
    table, line = path[:-1], f"{_key(path[-1])} = {words}"
    section = next((each for each in where.sections if each.path == table), None)
    if section is not None:
        return _line_in(text, where, section, line)
    if table in where.values:  # a table in one line
        last = max(
            (end for key, (_, end) in where.values.items() if key[: len(table)] == table and key != table),
            default=0,
        )
        at, follows = (last, ", ") if last else (where.values[table][0] + 1, " ")
        return Edit(at, at, f"{follows}{line}")
    dotted = [end for key, (_, end) in where.values.items() if key[: len(table)] == table]
    if dotted and table:  # such as phrase.default
        at = _end_of_line(text, max(dotted))
        return Edit(at, at, f"\n{'.'.join(map(_key, (*_names_below(where, table), path[-1])))} = {words}")
    header = f"[{'.'.join(_key(step) for step in table if isinstance(step, str))}]"
    row = [
        each
        for each in where.sections
        if isinstance(table[-2:-1] and table[-2], int) and each.path[:2] == table[:2]
    ]
    at = max(each.end for each in row) if row else len(text)
    gap = (
        "\n" if row else "" if not text or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
    )
    return Edit(at, at, f"{gap}{header}\n{line}" + ("" if row else "\n"))


def _names_below(where: Layout, table: Path) -> Path:
    """Return how a table's keys are called in the section that they stand in."""
    above = max((each.path for each in where.sections if table[: len(each.path)] == each.path), key=len)
    return table[len(above) :]


def _line_in(text: str, where: Layout, section: Section, line: str) -> Edit:
    """Return the edit that puts a line into a section: under its example, if a comment has one, else after its last key."""
    following = next((each.start for each in where.sections if each.start > section.start), len(text))
    example = re.compile(rf"^#[ \t]*{re.escape(line.split(' = ', maxsplit=1)[0])}[ \t]*=[^\n]*", re.MULTILINE)
    from_ = section.lines[0] if section.lines and section.path else 0
    if match := example.search(text, from_, following):
        return Edit(match.end(), match.end(), f"\n{line}")
    if not section.lines:
        return Edit(0, 0, f"{line}\n")
    return Edit(section.end, section.end, f"\n{line}")


def _key(step: str | int) -> str:
    step = str(step)
    return step if _BARE.match(step) else _text(step)


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def dropping(text: str, path: Path) -> tuple[Edit, ...]:
    """Return the edits after which a key is not said; a comment behind it stays."""
    where = layout(text)
    if path not in where.values:
        return ()
    start, (_, end) = where.keys[path], where.values[path]
    from_, to = text.rfind("\n", 0, start) + 1, _end_of_line(text, end)
    if text[from_:start].strip():  # in a table in one line
        after = re.compile(r"\s*,\s*").match(text, end)
        before = re.compile(r",\s*\Z").search(text, 0, start)
        return (
            Edit(start, after.end(), "") if after else Edit(before.start() if before else start, end, ""),
        )
    rest = text[end:to].strip()
    return (
        Edit(from_, end + text[end:to].index(rest), "") if rest else Edit(from_, min(to + 1, len(text)), ""),
    )


def dropping_table(text: str, path: Path) -> tuple[Edit, ...]:
    """Return the edits after which an empty table is not there; none where it has no line of its own."""
    section = next((each for each in layout(text).sections if each.path == path), None)
    if section is None:
        return ()
    start, end = section.start, section.end
    while text.startswith("\n", end):
        end += 1
    if end == len(text):  # the empty lines above it parted it from what is before
        start = len(text[:start].rstrip("\n")) + 1
    return (Edit(start, end, ""),)


def row_spans(text: str, name: str) -> list[tuple[int, int]]:
    """Return from where to where each ``[[name]]`` goes, with its tables and the comment right above it; [] where they are not written so."""
    spans: list[tuple[int, int]] = []
    for section in layout(text).sections:
        if section.path[:1] == (name,) and len(section.path) > 1:
            at = int(section.path[1])
            if at == len(spans):
                spans.append((_above(text, section.start), section.end))
            else:
                spans[at] = (spans[at][0], section.end)
    return spans


def _above(text: str, start: int) -> int:
    """Return where the comment begins that stands right above a line."""
    while start and (before := text[text.rfind("\n", 0, start - 1) + 1 : start]).startswith("#"):
        start -= len(before)
    return start


def inserting(text: str, name: str, at: int, block: str) -> tuple[Edit, ...]:
    """Return the edits that put a row's text before the one that stands at ``at``, or after the last."""
    spans = row_spans(text, name)
    if at < len(spans):
        return (Edit(spans[at][0], spans[at][0], f"{block}\n\n"),)
    end = spans[-1][1] if spans else len(text.rstrip("\n"))
    return (Edit(end, end, f"\n\n{block}" if end else block),)


def removing(text: str, name: str, at: int) -> tuple[Edit, ...]:
    """Return the edits that take a row out, with the empty lines under it."""
    start, end = row_spans(text, name)[at]
    while text.startswith("\n", end):
        end += 1
    return (Edit(start, end, ""),)


def moving(text: str, name: str, at: int, by: int) -> tuple[Edit, ...]:
    """Return the edits that put a row and the one after (1) or before it (-1) in each other's place."""
    spans = row_spans(text, name)
    one, other = sorted((at, at + by))
    if one < 0 or other >= len(spans):
        return ()
    words = [text[start:end] for start, end in spans]
    return Edit(*spans[one], words[other]), Edit(*spans[other], words[one])
