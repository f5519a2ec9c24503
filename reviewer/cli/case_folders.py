"""Commands that set an inspection up: case new."""

from __future__ import annotations

from pathlib import Path

import click

from reviewer.cli.given import FOLDER
from reviewer.cli.running import done, home
from reviewer.cli.translated import Group, argument, option
from reviewer.desk.case_folders import LANGUAGE, new_case_folder
from reviewer.desk.words.language import say


@click.group(cls=Group)
def case() -> None:
    """Set an inspection up: a case folder to fill in."""


@case.command("new")
@argument("folder", metavar="DIR", type=FOLDER)
@option(
    "--lang", "language", default=LANGUAGE, help="The language of the letters, and of what explains them."
)
def case_new(folder: Path, language: str) -> None:
    """Make a case folder to fill in, where there is none: comments in its files say what stands where."""
    for file in new_case_folder(folder, home(), language):
        done(say("{file} made.", file=file))
    done(say("Fill in what is empty, then: case check {folder}", folder=folder))
