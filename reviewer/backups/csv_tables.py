"""What stands in a casebook as CSV tables (RFC 4180) that any program opens: in UTF-8, with the mark that Excel looks for."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from reviewer.casebook import Casebook
from reviewer.model import (
    Case,
    Evidence,
    Grade,
    Included,
    Kept,
    Letter,
    Member,
    Receipt,
    Settled,
    Verdict,
    Withdrawn,
)

Row = tuple[object, ...]
_PIECE = 1 << 15  # characters
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Told:
    """What the tables are made of.

    ``places`` say where each document lies (SHA-256 to the member's name, "" if not here), ``people`` who is called what, by
    public key.
    """

    casebook: Casebook
    case: Case
    places: Mapping[str, str]
    people: Mapping[str, str]


def tables(told: Told) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield the name of each table, and its bytes in pieces: no more of it is in memory than one of these."""
    for name, (head, rows) in _TABLES.items():
        yield name, _pieces(head, rows(told))


def _pieces(head: tuple[str, ...], rows: Iterable[Row]) -> Iterator[bytes]:
    yield codecs.BOM_UTF8
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    for row in rows:
        writer.writerow([_cell(each) for each in row])
        if out.tell() > _PIECE:
            yield out.getvalue().encode("utf-8", "replace")
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode("utf-8", "replace")


def _cell(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula: names come from outside."""
    said = "" if value is None else str(value)
    return f"'{said}" if said.startswith(_FORMULA) else said


def _bodies(told: Told) -> Iterator[Row]:
    grades: dict[str, list[str]] = {}
    labels = {one.key: one.label for one in told.case.framework.categories}
    for kept in told.casebook.each_current(Grade):
        grades.setdefault(kept.content.body, []).append(
            labels.get(kept.content.category, kept.content.category)
        )
    for body in told.case.bodies:
        facts = "; ".join(
            f"{key}: {value}" for key, value in sorted(body.facts.items()) if key not in {"code", "name"}
        )
        yield body.code, body.name, " / ".join(grades.get(body.code, [])), facts


def _verdicts(told: Told) -> Iterator[Row]:
    contested = {subject for subject, _ in told.casebook.conflicts()}
    findings = {one.key: one.label for one in told.case.framework.findings}
    for kept in told.casebook.each_current(Verdict):
        one = kept.content
        yield (
            one.body, _named(told, one.body), one.criterion, _criterion(told, one.criterion), one.finding,
            findings.get(one.finding, one.finding), one.because, len(one.evidence), len(one.searches),
            "yes" if kept.subject in contested else "", *_by(told, kept),
        )  # fmt: skip


def _evidence(told: Told) -> Iterator[Row]:
    for kept in told.casebook.each_current(Evidence):
        one = kept.content
        yield (
            one.body, _named(told, one.body), one.criterion, one.stance.value, one.passage.quote, one.note,
            told.places.get(one.passage.document, ""), one.passage.place, one.passage.document, *_by(told, kept),
        )  # fmt: skip


def _letters(told: Told) -> Iterator[Row]:
    for kept in told.casebook.each_current(Letter):
        one = kept.content
        signed = _time(one.signed_at) if one.signed_at else ""
        yield (
            one.body, _named(told, one.body), one.letter, one.language, one.state.value, one.signed_by, one.role, signed,
            told.places.get(one.issued, ""), one.issued, *_by(told, kept),
        )  # fmt: skip


def _documents(told: Told) -> Iterator[Row]:
    included = {kept.content.receipt: kept.content for kept in told.casebook.each_current(Included)}
    for kept in told.casebook.each_current(Receipt):
        one, said = kept.content, included.get(kept.id)
        decided = "" if said is None else "yes" if said.included else "no"
        yield (
            one.body, _named(told, one.body), one.name, one.on.isoformat(), one.origin, decided,
            said.because if said else "", told.places.get(one.document, ""), one.document, *_by(told, kept),
        )  # fmt: skip


def _settlements(told: Told) -> Iterator[Row]:
    """Give a row for each side of what was decided differently and settled: who had said it, and whether it was taken."""
    casebook = told.casebook
    for kept in casebook.each_current(Settled):
        one = kept.content
        stands = casebook.get(one.stands)
        sides = [side for each in casebook.contests.parents(one.stands) if (side := casebook.get(each))]
        outcome = _outcome(stands, sides)
        about = (
            one.body, _named(told, one.body), one.criterion, _criterion(told, one.criterion) if one.criterion else "",
            one.about.partition(":")[0], one.about, one.because, outcome, _says(told, stands),
        )  # fmt: skip
        for side in sides:
            first = casebook.contests.said_first(side)
            taken = outcome == _TAKEN and _is_same(stands, side)
            reason = getattr(side.content, "because", "") or getattr(side.content, "note", "")
            yield (
                *about, told.people.get(first.author, first.author[:8]), _time(first.at), _says(told, side), reason,
                "yes" if taken else "no", side.id, *_by(told, kept),
            )  # fmt: skip


_TAKEN, _NEITHER, _ANEW = "a side was taken", "neither stands", "decided anew"


def _outcome(stands: Kept[object] | None, sides: Sequence[Kept[object]]) -> str:
    if any(_is_same(stands, side) for side in sides):
        return _TAKEN
    return _NEITHER if stands is not None and isinstance(stands.content, Withdrawn) else _ANEW


def _is_same(stands: Kept[object] | None, side: Kept[object]) -> bool:
    """Tell whether a settlement took a side: it says the same; of a member it gives its own reason."""
    if stands is None or not isinstance(stands.content, Member) or not isinstance(side.content, Member):
        return stands is not None and side.content == stands.content
    return replace(side.content, because="") == replace(stands.content, because="")


def _says(told: Told, kept: Kept[object] | None) -> str:
    """Return what a record decides, as a cell: in the case's words where it has some."""
    framework = told.case.framework
    match kept.content if kept is not None else None:
        case Verdict() as one:
            return next((each.label for each in framework.findings if each.key == one.finding), one.finding)
        case Grade() as one:
            return next(
                (each.label for each in framework.categories if each.key == one.category), one.category
            )
        case Withdrawn():
            return "taken back"
        case Included() as one:
            return "in the review" if one.included else "out of the review"
        case content:
            said = next(filter(None, (getattr(content, name, "") for name in _SAYING)), "")
            passage = getattr(content, "passage", None)
            return str(passage.quote if passage is not None else said or type(content).__name__.lower())


_SAYING = ("markdown", "text", "role", "earlier", "name", "issued")
"""What contents of other kinds say: a paragraph, typed words, a role, the earlier receipt, a file's name, a letter's hash."""
_BY = ("recorded by", "recorded at (UTC)", "record")
_TABLES: Mapping[str, tuple[tuple[str, ...], Callable[[Told], Iterator[Row]]]] = {
    "csv/bodies.csv": (("code", "name", "category", "facts"), _bodies),
    "csv/verdicts.csv": (
        ("body", "body name", "criterion", "criterion title", "finding", "finding label", "because", "passages", "searches",
         "contested", *_BY), _verdicts,
    ),
    "csv/evidence.csv": (
        ("body", "body name", "criterion", "stance", "quote", "note", "file", "place", "document (SHA-256)", *_BY), _evidence,
    ),
    "csv/letters.csv": (
        ("body", "body name", "letter", "language", "state", "signed by", "signed as", "signed at (UTC)", "file",
         "letter (SHA-256)", *_BY), _letters,
    ),
    "csv/settlements.csv": (
        ("body", "body name", "criterion", "criterion title", "conflict", "subject", "because", "outcome", "what stands",
         "side of", "side said at (UTC)", "side says", "side because", "side taken", "side record", *_BY), _settlements,
    ),
    "csv/documents.csv": (
        ("body", "body name", "name", "received on", "came in", "included by decision", "because", "file", "document (SHA-256)",
         *_BY), _documents,
    ),
}  # fmt: skip


def _by(told: Told, kept: Kept[object]) -> Row:
    return told.people.get(kept.author, kept.author[:8]), _time(kept.at), kept.id


def _time(at: int) -> str:
    return datetime.fromtimestamp(at // 1_000_000, UTC).strftime("%Y-%m-%d %H:%M:%S")


def _named(told: Told, code: str) -> str:
    try:
        return told.case.body(code).name
    except KeyError:
        return ""


def _criterion(told: Told, key: str) -> str:
    try:
        return told.case.framework.criterion(key).title
    except KeyError:
        return ""
