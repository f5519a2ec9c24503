"""Commands of a person's own key: key save, key load."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from reviewer.cli.given import FILE
from reviewer.cli.running import done, home, password, password_option
from reviewer.cli.translated import Group, argument, option
from reviewer.desk.author_key import load_key, save_key
from reviewer.desk.words.author_key import loaded_words, saved_words
from reviewer.desk.words.language import say
from reviewer.errors import OtherKeyError, WrongUseError


@click.group(cls=Group)
def key() -> None:
    """Carry your key, by which your records are yours, to another laptop."""


@key.command("save")
@argument("file", type=FILE)
@password_option
def key_save(file: Path, password_file: Path | None) -> None:
    """Write this laptop's key to a new file, under a password."""
    made = save_key(file, _secret(password_file, again=True), home())
    done(saved_words(made, file))


@key.command("load")
@argument("file", type=FILE)
@password_option
@option("--instead", is_flag=True, help="In the place of another key that is here, which is kept beside it.")
def key_load(file: Path, password_file: Path | None, instead: bool) -> None:
    """Make the key in a file this laptop's: what is recorded here is by its owner from then on."""
    try:
        made = load_key(file, _secret(password_file), home(), instead=instead)
    except OtherKeyError as error:
        raise OtherKeyError(error.what, "{remedy} To say so: --instead.", remedy=error.remedy) from error
    done(loaded_words(made))


def _secret(file: Path | None, *, again: bool = False) -> str:
    """Return the password: from the file, or asked on a terminal; ``again`` asks twice."""
    given = password(file)
    if given is None and sys.stdin.isatty():
        asked = say("A password for it") if again else say("Its password")
        given = str(click.prompt(asked, hide_input=True, confirmation_prompt=again))
    if given is None:
        raise WrongUseError(
            "A saved key is under a password, and none was given",
            "Give it in the first line of a file: --password-file FILE.",
        )
    return given
