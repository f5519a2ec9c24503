"""What the program is made of, and under which licences."""

from __future__ import annotations

import click

from reviewer.cli.running import home, json_option, listing
from reviewer.cli.table import printable_lines
from reviewer.cli.translated import argument, command
from reviewer.desk.parts import Part, is_whole, parts
from reviewer.desk.words.parts import no_text_words, parts_words
from reviewer.errors import WrongUseError

COLUMNS = ("name", "version", "licence", "within")


@command()
@argument("part", required=False)
@json_option
def licences(part: str | None, as_json: bool) -> None:
    """List all parts with their licences, or print the text of the licence of one."""
    found = parts(home())
    if part is not None:
        for each in _named(part, found):
            click.echo(printable_lines(each.text() or no_text_words(each)))
        return
    rows = [
        {"name": each.name, "version": each.version, "licence": each.licence, "within": each.within}
        for each in found
    ]
    listing(rows, COLUMNS, as_json=as_json)
    if not as_json:
        click.echo(parts_words(len(found), whole=is_whole(home())), err=True)


def _named(name: str, found: tuple[Part, ...]) -> list[Part]:
    named = [each for each in found if each.name.lower() == name.lower()]
    if not named:
        raise WrongUseError("There is no part {name}", "Without a name all are listed.", name=name)
    return named
