"""What one key of a case folder says about another: references, duplicates, order of dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reviewer.errors import CaseError, Phrase
from reviewer.framework.case_schema import FrameworkFile, InspectionFile
from reviewer.framework.faults import complain, one_of
from reviewer.framework.overlay_schema import OverlayFile

SCHEMA = 1


def check_schema(file: str, data: dict[str, object]) -> None:
    """Raise CaseError unless the file says ``schema = 1``."""
    schema = data.get("schema")
    if schema == SCHEMA and not isinstance(schema, bool):
        return
    if "schema" not in data:
        raise complain(file, "schema", "missing; expected schema = 1")
    if isinstance(schema, int) and schema > SCHEMA:
        problem = Phrase(
            "this program reads schema {schema}, and the file is schema {found}", schema=SCHEMA, found=schema
        )
        raise complain(file, "schema", problem, "Open it with a newer version of the program.")
    raise complain(file, "schema", Phrase("expected 1, found {found!r}", found=schema))


def check_framework(file: str, table: FrameworkFile) -> None:
    """Raise CaseError for a duplicate key, an unknown finding or a phrase that nothing uses."""
    for name, entries in (
        ("finding", table.finding),
        ("criterion", table.criterion),
        ("category", table.category),
    ):
        _unique(file, name, [entry.key for entry in entries])
    known = [finding.key for finding in table.finding]
    for position, criterion in enumerate(table.criterion, 1):
        place = f"criterion[{position}].findings ({criterion.key})"
        for finding in criterion.findings:
            if finding not in known:
                raise _unknown(file, place, "finding", finding, known)
        _once(file, place, criterion.findings)
        _check_phrases(file, f"criterion[{position}].phrase ({criterion.key})", criterion.phrase,
                       criterion.findings)  # fmt: skip


def check_inspection(file: str, table: InspectionFile) -> None:
    """Raise CaseError when the documents were due before they were asked for."""
    if table.submissions_due < table.requested_on:
        problem = Phrase(
            "expected a day on or after requested_on, {requested_on}, found {submissions_due}",
            requested_on=table.requested_on.isoformat(),  # as the file writes them
            submissions_due=table.submissions_due.isoformat(),
        )
        raise complain(file, "submissions_due", problem)


def check_overlay(file: str, table: OverlayFile, first: FrameworkFile) -> None:
    """Raise CaseError unless the overlay gives every sentence and phrase of the letter, and nothing unknown."""
    findings = [finding.key for finding in first.finding]
    criteria = {criterion.key: criterion for criterion in first.criterion}
    _laid_over(file, "finding", [f.key for f in table.finding], findings, complete=True)
    _laid_over(file, "criterion", [c.key for c in table.criterion], list(criteria), complete=True)
    _laid_over(
        file, "category", [c.key for c in table.category], [c.key for c in first.category], complete=False
    )
    for position, overlay in enumerate(table.criterion, 1):
        place = f"criterion[{position}].phrase ({overlay.key})"
        _check_phrases(file, place, overlay.phrase, criteria[overlay.key].findings)


def _laid_over(file: str, name: str, keys: Sequence[str], known: Sequence[str], *, complete: bool) -> None:
    _unique(file, name, keys)
    for position, key in enumerate(keys, 1):
        if key not in known:
            raise _unknown(file, f"{name}[{position}].key", name, key, known)
    missing = [key for key in known if key not in keys]
    if complete and missing:
        problem = Phrase(
            '"{missing}" has no words in this language; expected one [[{name}]] for each of the first',
            missing=missing[0],
            name=name,
        )
        raise complain(file, name, problem, "Add its words: half a letter in another language helps no one.")


def _check_phrases(file: str, place: str, phrases: Iterable[str], findings: Sequence[str]) -> None:
    keys = list(phrases)
    for key in keys:
        if key != "default" and key not in findings:
            raise _unknown(file, place, "finding of this criterion", key, ["default", *findings])
    if "default" not in keys and any(finding not in keys for finding in findings):
        problem = 'missing "default"; expected a phrase that every finding may use'
        raise complain(file, place, problem)


def _unique(file: str, name: str, keys: Sequence[str]) -> None:
    for position, key in enumerate(keys, 1):
        if key in keys[: position - 1]:
            problem = Phrase(
                '"{key}" is there already, in {name}[{place}]; expected each key once',
                key=key,
                name=name,
                place=keys.index(key) + 1,
            )
            raise complain(file, f"{name}[{position}].key", problem)


def _once(file: str, place: str, keys: Sequence[str]) -> None:
    twice = [key for position, key in enumerate(keys) if key in keys[:position]]
    if twice:
        raise complain(
            file, place, Phrase('"{twice}" is listed twice; expected each finding once', twice=twice[0])
        )


def _unknown(file: str, place: str, what: str, given: str, known: Sequence[str]) -> CaseError:
    return complain(
        file,
        place,
        Phrase('unknown {what} "{found}"{rest}', what=Phrase(what), found=given, rest=one_of(given, known)),
    )
