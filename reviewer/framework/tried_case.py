"""A case folder looked through to its end: every fault of its files, and the case with stand-ins for what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from reviewer.errors import CaseError, Phrase, ReviewerError
from reviewer.framework.agreement import (
    Data,
    check_schema,
    framework_faults,
    inspection_faults,
    overlay_faults,
)
from reviewer.framework.bodies import scan_bodies
from reviewer.framework.case_folder import CHASER, LANGUAGE_FILE, names_in, read_text
from reviewer.framework.fault_places import CaseText, case_text, fault_of
from reviewer.framework.faults import complain, complaints_of
from reviewer.framework.language_overlay import first_language, lay_over
from reviewer.framework.letterfile import scan_template
from reviewer.framework.stand_ins import give_phrases, stand_in_facts, with_stand_ins
from reviewer.model import Body, Case, Inspection, Language, Template
from reviewer.model.case_faults import CaseFault

if TYPE_CHECKING:
    from reviewer.framework.case_schema import FrameworkFile, InspectionFile
    from reviewer.framework.logo import Draw
    from reviewer.framework.toml_tables import Table

    T = TypeVar("T", bound=Table)

Agreement = Callable[[str, Data], Iterator[CaseError]]
FRAMEWORK, INSPECTION, LETTER, BODIES = "framework.toml", "inspection.toml", "letter.md", "bodies.tsv"
NO_LETTER = Template("[subject]", "[salutation]", "[closing]", "{{ findings }}")
_OURS = ("framework.", "letter.")


@dataclass(frozen=True, slots=True)
class TriedCase:
    """What a look through a folder gives. ``case`` is None only where a file is missing, or is no TOML.

    ``whole``: nothing stands in for anything in it.
    """

    case: Case | None
    faults: tuple[CaseFault, ...]
    texts: Mapping[str, CaseText]

    @property
    def whole(self) -> bool:
        """Whether the case is just what the folder says."""
        return self.case is not None and not self.faults

    def fault_of(self, error: ReviewerError) -> CaseFault:
        """Return what was found wrong with the case since, such as in a template, with its place in the folder."""
        return fault_of(error, self.texts)


def try_case(folder: Path, draw: Draw) -> TriedCase:
    """Look through a case folder; CaseError only where there is none, or it can't be read."""
    reading = _Reading(folder, names_in(folder))
    case = reading.case(draw)
    faults = dict.fromkeys(fault_of(error, reading.texts) for error in reading.errors)
    return TriedCase(case, tuple(faults), reading.texts)


class _Reading:
    """Reads the files of a folder one after another, and keeps what is wrong with each."""

    def __init__(self, folder: Path, names: Iterable[str]) -> None:
        self.errors: list[CaseError] = []
        self.texts: dict[str, CaseText] = {}
        self._folder, self._names = folder, frozenset(names)
        self._keys_hold = False

    def case(self, draw: Draw) -> Case | None:
        from reviewer.framework.case_schema import FrameworkFile, InspectionFile

        framework = self._toml(FRAMEWORK, FrameworkFile, framework_faults)
        self._keys_hold = not self.errors
        inspection = self._toml(INSPECTION, InspectionFile, inspection_faults)
        bodies = self._bodies(inspection.bodies if inspection else BODIES)
        template = self._template(LETTER)
        overlays = self._overlays()
        chaser = self._template(CHASER) if CHASER in self._names else None
        self._strangers()
        if framework is None or inspection is None:
            return None
        languages = self._languages(framework, template or NO_LETTER, overlays)
        stated = self._with_logo(inspection, framework.language, draw)
        return Case(languages[""].framework, stated, bodies, languages, chaser)

    def _text(self, file: str) -> CaseText | None:
        """Return a file's text; a fault of its own where it can't be had or is no TOML."""
        try:
            text, error = case_text(file, read_text(self._folder, file))
        except CaseError as missing:
            self.errors.append(missing)
            return None
        self.texts[file] = text
        if error is not None:
            remedy = "Correct the line; what else is in this file is looked at then."
            self.errors.append(complain(file, "", Phrase("not TOML: “{error}”", error=error), remedy))
            return None
        return text

    def _data(self, file: str) -> Mapping[str, Any]:
        return self.texts[file].data if file in self.texts else {}

    def _toml(self, file: str, table: type[T], agreement: Agreement) -> T | None:
        """Return the table of a file, with stand-ins where anything is wrong with it; None where it has no data."""
        from pydantic import ValidationError

        text = self._text(file)
        if text is None:
            return None
        try:
            check_schema(file, dict(text.data))
        except CaseError as error:
            self.errors.append(error)
        data = {**text.data, "schema": 1}
        before = len(self.errors)
        try:
            whole: Table | None = table.model_validate(data)
        except ValidationError as error:
            whole = None
            self.errors += complaints_of(file, data, table, error)
        self.errors += agreement(file, data)
        made = whole if len(self.errors) == before else with_stand_ins(data, table)
        return made if isinstance(made, table) else None

    def _bodies(self, file: str) -> tuple[Body, ...]:
        text = self._text(file)
        bodies, errors = scan_bodies(file, text.text) if text else ((), ())
        self.errors += errors
        if bodies:
            return bodies
        heads = text.text.lstrip().split("\n")[0].split("\t") if text else self._asked_of_bodies()
        facts = stand_in_facts([head.strip() for head in heads])
        return (Body(facts["code"], facts["name"], facts),)

    def _asked_of_bodies(self) -> list[str]:
        """Return the columns that templates ask for, where there is no file to say which there are."""
        texts = (each.text for each in self.texts.values())
        letter = read_text(self._folder, LETTER) if LETTER in self._names else ""
        return [name for text in (*texts, letter) for name in re.findall(r"\bbody\.([a-z][a-z0-9_]*)", text)]

    def _template(self, file: str) -> Template | None:
        text = self._text(file)
        if text is None:
            return None
        template, errors = scan_template(file, text.text)
        self.errors += errors
        return template

    def _overlays(self) -> dict[str, tuple[Any, Template]]:
        """Return the other languages by their tags, those whose rows agree with the first's."""
        from reviewer.framework.overlay_schema import OverlayFile

        overlays = {}
        for code in sorted({match.group(2) for match in map(LANGUAGE_FILE.match, self._names) if match}):
            file = f"framework.{code}.toml"
            overlay = self._toml(file, OverlayFile, self._laid_over)
            letter = self._template(f"letter.{code}.md")
            agrees = not any(overlay_faults(file, self._data(file), self._data(FRAMEWORK)))
            if overlay and agrees:
                overlays[code] = (overlay, letter or NO_LETTER)
        return overlays

    def _laid_over(self, file: str, data: Data) -> Iterator[CaseError]:
        """Hold an overlay against the first language, where nothing is wrong with that: it would be told once more."""
        return overlay_faults(file, data, self._data(FRAMEWORK)) if self._keys_hold else iter(())

    def _languages(
        self, framework: FrameworkFile, template: Template, overlays: Mapping[str, tuple[Any, Template]]
    ) -> dict[str, Language]:
        languages = {"": first_language(framework, template)}
        for code, (overlay, letter) in overlays.items():
            alike = all(
                {row.key for row in getattr(overlay, name)} == {row.key for row in getattr(framework, name)}
                for name in ("finding", "criterion")
            )
            if alike:
                give_phrases(overlay, framework)
                languages[code] = lay_over(languages[""], code, overlay, letter)
        return languages

    def _strangers(self) -> None:
        """Tell of files that are called nearly as a language's are, and would be read by nobody."""
        for name in sorted(self._names):
            stem = name.lower().startswith(_OURS)
            if stem and name not in {FRAMEWORK, LETTER} and not LANGUAGE_FILE.match(name):
                problem = "nothing reads a file of this name; expected one such as letter.cy.md or framework.cy.toml"
                self.errors.append(
                    complain(name, "", problem, "Name it by the tag of its language, or take it out.")
                )

    def _with_logo(self, file: InspectionFile, language: str, draw: Draw) -> Inspection:
        from reviewer.framework.logo import read_logo

        inspection, table = file.value(), file.sender.logo
        if table is None:
            return inspection
        try:
            logo = read_logo(self._folder, table.file, table.alternative_text, language, draw)
        except CaseError as error:
            self.errors.append(error)
            return inspection
        return replace(inspection, sender=replace(inspection.sender, logo=logo))
