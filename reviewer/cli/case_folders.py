"""Commands that set an inspection up: case new, case check."""

from __future__ import annotations

from pathlib import Path

import click

from reviewer.cli.given import FOLDER
from reviewer.cli.running import aside, done, force_option, forcible, home, json_option, listing
from reviewer.cli.table import printable
from reviewer.cli.translated import Group, argument, option
from reviewer.desk.case_checking import CaseCheck, check_case_folder, write_letters
from reviewer.desk.case_folders import LANGUAGE, new_case_folder
from reviewer.desk.words.case_faults import fault_line, fault_problem, faults_words, sound_words
from reviewer.desk.words.errors import phrase_words
from reviewer.desk.words.language import say
from reviewer.desk.words.objections import case_doubt_words
from reviewer.errors import CaseError, Phrase

folder_argument = argument("folder", metavar="DIR", type=FOLDER)


@click.group(cls=Group)
def case() -> None:
    """Set an inspection up: make a case folder to fill in, and check it."""


@case.command("new")
@folder_argument
@option(
    "--lang", "language", default=LANGUAGE, help="The language of the letters, and of what explains them."
)
def case_new(folder: Path, language: str) -> None:
    """Make a case folder to fill in, where there is none: comments in its files say what stands where."""
    for file in new_case_folder(folder, home(), language):
        done(say("{file} made.", file=file))
    done(say("Fill in what is empty, then: case check {folder}", folder=folder))


@case.command("check")
@folder_argument
@option("-o", "out", type=FOLDER, help="Print a letter for each answer into this folder.")
@force_option
@json_option
def case_check(folder: Path, out: Path | None, force: bool, as_json: bool) -> None:
    """Say every fault of a case folder, by file, line and column, with what to do; with -o print a letter for each answer."""
    found = check_case_folder(folder)
    letters: tuple[Path, ...] = ()
    if out is not None:
        with forcible():
            letters = write_letters(found, out, replace=force)
    if as_json:
        listing(_rows(found), (), as_json=True)
    else:
        _tell(found, letters, asked=out is not None)
    if found.faults:
        what = Phrase("{faults}", faults=faults_words(folder, len(found.faults)))
        raise CaseError(what, "Correct them, and check again.")


def _tell(found: CaseCheck, letters: tuple[Path, ...], *, asked: bool) -> None:
    for fault in found.faults:
        click.echo(printable(fault_line(fault)))
    for doubt in found.doubts:
        aside(case_doubt_words(doubt))
    if found.unaddressed:
        aside(found.unaddressed)
    for letter in letters:
        done(say("{file} made.", file=letter))
    if asked and not letters:
        click.echo(say("No letter can be composed yet, so none was printed."), err=True)
    elif letters and found.faults:
        words = "In square brackets, or as 1 January 2000 or an address at example.org, stands what is missing or wrong."
        click.echo(say(words), err=True)
    if not found.faults:
        done(sound_words(found.folder))


def _rows(found: CaseCheck) -> list[dict[str, object]]:
    return [
        {
            "file": fault.file,
            "line": fault.line or None,
            "column": fault.column or None,
            "key": fault.key,
            "what": fault_problem(fault),
            "remedy": phrase_words(fault.remedy),
        }
        for fault in found.faults
    ]
