"""What one key of a case folder says about another: references, duplicates, order of dates.

Every fault is given, and of a file that is otherwise wrong too: what is asked is plain data as TOML gives it, and what of it
is of another sort than it should be is passed over here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from reviewer.errors import CaseError, Phrase
from reviewer.framework.faults import complain, one_of

# Typed with Any: a TOML file holds what somebody wrote.
Data = Mapping[str, Any]

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


def framework_faults(file: str, data: Data) -> Iterator[CaseError]:
    """Yield an error for each duplicate key, unknown finding, and phrase that nothing uses."""
    for name in ("finding", "criterion", "category"):
        yield from _unique(file, name, keys_of(data, name))
    known = keys_of(data, "finding")
    for position, criterion in enumerate(_tables(data, "criterion"), 1):
        name, findings = f"({criterion.get('key')})", _texts(criterion, "findings")
        place = f"criterion[{position}].findings {name}"
        for finding in findings:
            if finding not in known:
                yield _unknown(file, place, "finding", finding, known)
        yield from _once(file, place, findings)
        yield from _phrase_faults(
            file, f"criterion[{position}].phrase {name}", criterion.get("phrase"), findings
        )


def inspection_faults(file: str, data: Data) -> Iterator[CaseError]:
    """Yield an error where the documents were due before they were asked for."""
    requested, due = data.get("requested_on"), data.get("submissions_due")
    if type(requested) is date and type(due) is date and due < requested:
        problem = Phrase(
            "expected a day on or after requested_on, {requested_on}, found {submissions_due}",
            requested_on=requested.isoformat(),  # as the file writes them
            submissions_due=due.isoformat(),
        )
        yield complain(file, "submissions_due", problem)


def overlay_faults(file: str, data: Data, first: Data) -> Iterator[CaseError]:
    """Yield an error for each sentence and phrase of the letter that an overlay lacks, and for what the first language has not."""
    criteria = dict(zip(keys_of(first, "criterion"), _tables(first, "criterion"), strict=True))
    for name in ("finding", "criterion", "category"):
        keys = keys_of(data, name), keys_of(first, name)
        yield from _laid_over(file, name, *keys, complete=name != "category")
    overlays = zip(keys_of(data, "criterion"), _tables(data, "criterion"), strict=True)
    for position, (key, overlay) in enumerate(overlays, 1):
        if key and key in criteria:
            place, findings = f"criterion[{position}].phrase ({key})", _texts(criteria[key], "findings")
            yield from _phrase_faults(file, place, overlay.get("phrase"), findings)


def keys_of(data: Data, name: str) -> list[str]:
    """Return the keys of an array of tables in order; "" for one without."""
    keys = [table.get("key") for table in _tables(data, name)]
    return [key if isinstance(key, str) else "" for key in keys]


def _tables(data: Data, name: str) -> list[Data]:
    tables = data.get(name)
    return (
        [table if isinstance(table, Mapping) else {} for table in tables] if isinstance(tables, list) else []
    )


def _texts(data: Data, name: str) -> list[str]:
    texts = data.get(name)
    return [text for text in texts if isinstance(text, str) and text] if isinstance(texts, list) else []


def _laid_over(
    file: str, name: str, keys: Sequence[str], known: Sequence[str], *, complete: bool
) -> Iterator[CaseError]:
    yield from _unique(file, name, keys)
    for position, key in enumerate(keys, 1):
        if key and key not in known:
            yield _unknown(file, f"{name}[{position}].key", name, key, known)
    missing_ones = [key for key in known if complete and key and key not in keys]
    wrong = sum(key not in known or key in keys[:at] for at, key in enumerate(keys))
    for missing in missing_ones[wrong:]:  # those are what the wrong ones are meant to be
        problem = Phrase(
            '"{missing}" has no words in this language; expected one [[{name}]] for each of the first',
            missing=missing,
            name=name,
        )
        yield complain(file, name, problem, "Add its words: half a letter in another language helps no one.")


def _phrase_faults(file: str, place: str, phrases: object, findings: Sequence[str]) -> Iterator[CaseError]:
    if not isinstance(phrases, Mapping):
        return
    keys = list(phrases)
    for key in keys:
        if key != "default" and key not in findings:
            yield _unknown(file, place, "finding of this criterion", key, ["default", *findings])
    if "default" not in keys and any(finding not in keys for finding in findings):
        problem = 'missing "default"; expected a phrase that every finding may use'
        yield complain(file, place, problem)


def _unique(file: str, name: str, keys: Sequence[str]) -> Iterator[CaseError]:
    for position, key in enumerate(keys, 1):
        if key and key in keys[: position - 1]:
            problem = Phrase(
                '"{key}" is there already, in {name}[{place}]; expected each key once',
                key=key,
                name=name,
                place=keys.index(key) + 1,
            )
            yield complain(file, f"{name}[{position}].key", problem)


def _once(file: str, place: str, keys: Sequence[str]) -> Iterator[CaseError]:
    for position, key in enumerate(keys):
        if key in keys[:position]:
            yield complain(
                file, place, Phrase('"{twice}" is listed twice; expected each finding once', twice=key)
            )


def _unknown(file: str, place: str, what: str, given: str, known: Sequence[str]) -> CaseError:
    return complain(
        file,
        place,
        Phrase('unknown {what} "{found}"{rest}', what=Phrase(what), found=given, rest=one_of(given, known)),
    )
