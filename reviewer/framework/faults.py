"""Turns what pydantic found wrong in a file into one line: the file, the key, what was expected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, get_args

from reviewer.errors import CaseError, Phrase

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails

REMEDY = "Correct the file and try again."
DATE = "a date such as 2017-05-31, without quotation marks"
EXPECTED = {
    "string_type": "text in quotation marks",
    "int_type": "a whole number, without quotation marks",
    "bool_type": "true or false, without quotation marks",
    "date_type": DATE,
    "date_from_datetime_inexact": DATE,
    "list_type": "a list in square brackets",
    "dict_type": "a table",
    "model_type": "a table",
    "model_attributes_type": "a table",
    "string_too_short": "some text",
    "greater_than_equal": "a year such as 2016",
    "less_than_equal": "a year such as 2016",
}
PATTERNS = {
    "met|part|gap|unknown": "one of met, part, gap, unknown",
    r"[^\r\n]": "text on one line",
    "@": "an e-mail address",
    "{2,3}": "a language tag such as en-GB",
    "[a-z0-9_]*_$": 'what columns of the bodies\' file begin with, such as "welsh_"',
    r"\{signatory\}": "text with {signatory} in it, and {role} where a deputy signs",
    r"\{name\}": "text with {name} in it",
    "A-Z": "a file name in the case folder",
    "a-z0-9": "small letters, digits and hyphens only",
}
KINDS_OF_VALUE: Mapping[type, str] = {
    str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a table",
}  # fmt: skip
_LENGTHS = {2: "exactly two, the singular and the plural", 12: "exactly twelve, January first"}


def complain(file: str, key: str, problem: str, remedy: str = REMEDY) -> CaseError:
    """Return the error of one key of one file; ``key`` may be a line of it, or another place."""
    place = Phrase("{file}: {key}", file=file, key=key) if key else file
    return CaseError("{place}: {problem}", remedy, place=place, problem=Phrase(problem))


def complain_of(file: str, data: object, table: type[BaseModel], error: ValidationError) -> CaseError:
    """Return the first thing that pydantic found wrong, and how many more there are."""
    details = error.errors(include_url=False)
    # An unknown key is most often a misspelt one: told first, it explains the missing one too.
    first = next((d for d in details if d["type"] == "extra_forbidden"), details[0])
    remedy = (
        Phrase(
            "Correct the file and try again. There are {number} more problems in this file.",
            number=len(details) - 1,
        )
        if len(details) > 2  # noqa: PLR2004 - the first is told, and one more is no news
        else REMEDY
    )
    return complain(file, key_path(first["loc"], data), problem_of(first, table), remedy)


def complaints_of(
    file: str, data: object, table: type[BaseModel], error: ValidationError
) -> Iterator[CaseError]:
    """Yield the error of each thing that pydantic found wrong: unknown keys first, and not that the key is missing which one is nearest to."""
    details = error.errors(include_url=False)
    unknown = [detail for detail in details if detail["type"] == "extra_forbidden"]
    meant = {meant_by(table, detail["loc"]) for detail in unknown}
    others = [detail for detail in details if detail["type"] != "extra_forbidden"]
    missing_alone = [each for each in others if each["type"] != "missing" or each["loc"] not in meant]
    for detail in (*unknown, *missing_alone):
        yield complain(file, key_path(detail["loc"], data), problem_of(detail, table))


def raise_first(errors: Iterable[CaseError]) -> None:
    """Raise the first error, if there is one."""
    for error in errors:
        raise error


def key_path(location: Sequence[int | str], data: object) -> str:
    """Return ``criterion[2].findings (ccu-capability)``: entries are counted from 1, as a person counts."""
    path, names, here = "", [], data
    for position, step in enumerate(location, 1):
        if isinstance(step, int):
            path += f"[{step + 1}]"
            here = here[step] if isinstance(here, list) and step < len(here) else None
        elif step != "[key]":
            path += f".{step}" if path else step
            here = here.get(step) if isinstance(here, dict) else None
        if (
            isinstance(here, dict)
            and here.get("key")
            and isinstance(here["key"], str)
            and position < len(location)
        ):
            names.append(here["key"])
    return f"{path} ({names[-1]})" if names else path


def problem_of(detail: ErrorDetails, table: type[BaseModel]) -> str:
    """Return what is wrong and what was expected, for one of pydantic's findings."""
    kind, given = detail["type"], detail["input"]
    if kind == "missing":
        return Phrase(
            "missing, and the program needs it; expected {wanted}", wanted=_wanted(table, detail["loc"])
        )
    if kind == "extra_forbidden":
        return _unknown_key(str(detail["loc"][-1]), table, detail["loc"])
    if kind == "value_error":
        return Phrase("it holds {error}", error=detail["ctx"]["error"].args[0])
    if kind in ("too_short", "too_long"):
        return _wrong_length(detail)
    if kind == "string_pattern_mismatch":
        return Phrase(
            "expected {pattern}, found {found}",
            pattern=_pattern(str(detail["ctx"]["pattern"])),
            found=shown(given),
        )
    expected = (
        Phrase(EXPECTED[kind]) if kind in EXPECTED else Phrase("something else (“{why}”)", why=detail["msg"])
    )
    return Phrase("expected {expected}, found {found}", expected=expected, found=shown(given))


def shown(value: object) -> str:
    """Return a found value as a person would say it."""
    if isinstance(value, str):
        return f'"{value[:60]}"' if value else Phrase("nothing")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        return Phrase(KINDS_OF_VALUE[type(value)])
    return str(value)


def one_of(given: str, known: Sequence[str]) -> str:
    """Return ``; did you mean "met"? Expected one of …`` for a word that isn't known."""
    close = get_close_matches(given, known, n=1)
    hint = Phrase(' (did you mean "{near}"?)', near=close[0]) if close else ""
    return Phrase("{hint}; expected one of {known}", hint=hint, known=", ".join(known))


def _wrong_length(detail: ErrorDetails) -> str:
    context = detail["ctx"]
    least, most = context.get("min_length"), context.get("max_length")
    wanted = _LENGTHS.get(int(least or most or 0)) or Phrase("at least one")
    return Phrase(
        "expected {wanted}, found {number}",
        wanted=Phrase(wanted),
        number=context["actual_length"] or Phrase("none"),
    )


def _pattern(pattern: str) -> str:
    known = next((text for mark, text in PATTERNS.items() if mark in pattern), "")
    return Phrase(known) if known else Phrase("another form of text")


def _unknown_key(key: str, table: type[BaseModel], location: Sequence[int | str]) -> str:
    owner = _table_at(table, location[:-1])
    known = [field.alias or name for name, field in owner.model_fields.items()] if owner else []
    return Phrase("there is no such key{rest}", rest=one_of(key, known))


def meant_by(table: type[BaseModel], location: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Return the location of the key that an unknown one is nearest to; () where it is near to none."""
    owner = _table_at(table, location[:-1])
    known = [field.alias or name for name, field in owner.model_fields.items()] if owner else []
    return next(((*location[:-1], near) for near in get_close_matches(str(location[-1]), known, n=1)), ())


def _table_at(table: type[BaseModel], location: Sequence[int | str]) -> type[BaseModel] | None:
    here: type[BaseModel] | None = table
    for step in location:
        if isinstance(step, str) and here is not None:
            field = _field(here, step)
            here = _inner_table(field) if field is not None else None
    return here


def _field(table: type[BaseModel], key: str) -> Any:
    fields = table.model_fields.items()
    return next((field.annotation for name, field in fields if key in (name, field.alias)), None)


def _inner_table(annotation: Any) -> type[BaseModel] | None:
    from pydantic import BaseModel

    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((inner for arg in get_args(annotation) if (inner := _inner_table(arg))), None)


def _wanted(table: type[BaseModel], location: Sequence[int | str]) -> str:
    owner = _table_at(table, location[:-1])
    annotation = _field(owner, str(location[-1])) if owner else None
    text = str(annotation)
    name = ".".join(step for step in location if isinstance(step, str))
    if "dict" in text or (isinstance(annotation, type) and _inner_table(annotation) is not None):
        return Phrase("a table, [{name}]", name=name)
    if _inner_table(annotation) is not None:
        return Phrase("one or more tables, [[{name}]]", name=name)
    if "date" in text:
        return Phrase(DATE)
    if "list" in text:
        return Phrase("a list of texts")
    return Phrase("text")
