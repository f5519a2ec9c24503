"""Reads a case folder: ``framework.toml``, ``inspection.toml``, the bodies' file, ``letter.md``, and languages."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from reviewer.errors import CaseError, MissingCaseError, Phrase, why_refused
from reviewer.framework.bodies import read_bodies
from reviewer.framework.casefile import case_bytes
from reviewer.framework.faults import complain, complain_of, raise_first
from reviewer.framework.letterfile import read_template
from reviewer.model import Case, Inspection, Language, Template

if TYPE_CHECKING:
    from reviewer.framework.case_schema import FrameworkFile, InspectionFile
    from reviewer.framework.logo import Draw
    from reviewer.framework.toml_tables import Table

    T = TypeVar("T", bound=Table)

LANGUAGE_FILE = re.compile(r"(letter|framework)\.([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.(md|toml)\Z")
CHASER = "chaser.txt"


def read_case(folder: Path, draw: Draw | None = None) -> Case:
    """Return the validated case of a folder; ``draw`` draws its logo, if it has one.

    ``languages[""]`` is the first language; ``letter.cy.md`` with ``framework.cy.toml`` gives "cy".
    Raises CaseError naming the file, the key and what was expected. Templates are parsed by
    ``reviewer.wording.check_case``, which is called next.
    """
    from reviewer.framework.agreement import framework_faults, inspection_faults
    from reviewer.framework.case_schema import FrameworkFile, InspectionFile

    names = names_in(folder)
    first = _read_toml(folder, "framework.toml", FrameworkFile)
    raise_first(framework_faults("framework.toml", first.model_dump()))
    inspection = _read_toml(folder, "inspection.toml", InspectionFile)
    raise_first(inspection_faults("inspection.toml", inspection.model_dump()))
    bodies = read_bodies(inspection.bodies, read_text(folder, inspection.bodies))
    template = read_template("letter.md", read_text(folder, "letter.md"))
    languages = _languages(folder, names, first, template)
    chaser = read_template(CHASER, read_text(folder, CHASER)) if CHASER in names else None
    stated = _with_logo(folder, inspection, first.language, draw)
    return Case(languages[""].framework, stated, bodies, languages, chaser)


def _with_logo(folder: Path, file: InspectionFile, language: str, draw: Draw | None) -> Inspection:
    """Return the inspection with its sender's logo, if it has one."""
    from reviewer.framework.logo import read_logo

    inspection, table = file.value(), file.sender.logo
    if table is None:
        return inspection
    if draw is None:
        raise complain("inspection.toml", "sender.logo", "there is nothing here that could draw it")
    logo = read_logo(folder, table.file, table.alternative_text, language, draw)
    return replace(inspection, sender=replace(inspection.sender, logo=logo))


def _languages(
    folder: Path, names: frozenset[str], first: FrameworkFile, template: Template
) -> dict[str, Language]:
    from reviewer.framework.agreement import overlay_faults
    from reviewer.framework.language_overlay import first_language, lay_over
    from reviewer.framework.overlay_schema import OverlayFile

    languages = {"": first_language(first, template)}
    for code in sorted(_codes(names)):
        file = f"framework.{code}.toml"
        overlay = _read_toml(folder, file, OverlayFile)
        raise_first(overlay_faults(file, overlay.model_dump(), first.model_dump()))
        letter = read_template(f"letter.{code}.md", read_text(folder, f"letter.{code}.md"))
        languages[code] = lay_over(languages[""], code, overlay, letter)
    return languages


def names_in(folder: Path) -> frozenset[str]:
    """Return what stands in the folder; CaseError if there is no such folder, or it can't be read."""
    remedy = "Name the folder that holds framework.toml."
    try:
        return frozenset(path.name for path in folder.iterdir())
    except FileNotFoundError:
        raise MissingCaseError("The case folder {folder} is not there", remedy, folder=folder) from None
    except NotADirectoryError:
        raise CaseError("{folder} is not a folder", remedy, folder=folder) from None
    except OSError as error:
        message = Phrase(
            "The case folder {folder} can't be read: {why}",
            folder=folder,
            why=why_refused(error),
        )
        raise CaseError(message, "Check its permissions.") from None


def _codes(names: frozenset[str]) -> set[str]:
    matches = map(LANGUAGE_FILE.match, names)
    return {name.group(2) for name in matches if name}


def _read_toml(folder: Path, file: str, table: type[T]) -> T:
    from pydantic import ValidationError

    from reviewer.framework.agreement import check_schema

    try:
        data = tomllib.loads(read_text(folder, file))
    except tomllib.TOMLDecodeError as error:
        raise complain(
            file, "", Phrase("not TOML: “{error}”", error=error), "Correct the line and try again."
        ) from None
    check_schema(file, data)
    try:
        return table.model_validate(data)
    except ValidationError as error:
        raise complain_of(file, data, table, error) from None


def read_text(folder: Path, file: str) -> str:
    """Return a file's text with plain ends of lines; CaseError names it where it can't be had or is not UTF-8."""
    data = case_bytes(folder, file)
    try:
        # utf-8-sig: Windows editors put a byte order mark first, which is no part of the text.
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise complain(file, f"line {line}", "not UTF-8 text", "Save the file as UTF-8.") from None
