"""Commands, options and arguments that tell their use in the person's language: asked of the catalogue when help is asked for.

Names of commands and options and codes, as ``--json`` and ``supports``, are what is typed: they are the same in every language.
"""

from __future__ import annotations

from functools import partial
from inspect import cleandoc

import click

from reviewer.desk.words.language import say

OF_CLICK = (
    "Usage:", "Options", "Commands", "[OPTIONS]", "COMMAND [ARGS]...", "default: {default}", "required",
    "TEXT", "DATE", "NUMBER", "FILE", "FOLDER", "PATH",
    "Missing argument", "Missing option", "Missing command.", "Invalid value: {message}",
    "Invalid value for {param_hint}: {message}", "Choose from:\n\t{choices}", "No such option {name!r}.",
    "No such command {name!r}.", "Option {name!r} does not take a value.", "Argument {name!r} takes {nargs} values.",
    "Repeat for confirmation", "Error: The two entered values do not match.", "Error: invalid input", "Error: {message}",
)  # fmt: skip
"""What click itself says of our commands, in its English: texts for the catalogue, which it asks by gettext."""

OF_CLICK_COUNTED = (
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
)  # fmt: skip
"""The same of what has a form for several."""


class Command(click.Command):
    """A command whose help is its docstring in the person's language."""

    @property
    def help(self) -> str | None:
        """The help, a paragraph of the docstring at a time: how it is broken into lines is no matter of the text."""
        return paragraphs(self._english)

    @help.setter  # noqa: A003 - click's name
    def help(self, text: str | None) -> None:
        self._english = text

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return what stands behind the command's name."""
        return [say(piece) if piece in OF_CLICK else piece for piece in super().collect_usage_pieces(ctx)]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help``, with what it does."""
        made = super().get_help_option(ctx)
        if made is not None:
            made.help = say("Show this message and exit.")
        return made


class Group(Command, click.Group):
    """A command that has others beneath it."""

    command_class = Command


class Option(click.Option):
    """An option whose help, and the word for what it takes, are in the person's language."""

    @property
    def help(self) -> str | None:
        """What the option does."""
        return say(self._english) if self._english else None

    @help.setter  # noqa: A003 - click's name
    def help(self, text: str | None) -> None:
        self._english = text

    def make_metavar(self, ctx: click.Context) -> str:
        """Return the word for what it takes; a choice of codes is none."""
        made = super().make_metavar(ctx)
        return made if isinstance(self.type, click.Choice) else say(made)


class Argument(click.Argument):
    """An argument that is called by a word of the person's language; ``metavar`` is that word if it is not its name."""

    @property
    def human_readable_name(self) -> str:
        """What it is called."""
        return say(self.metavar or self.name.upper())

    def make_metavar(self, ctx: click.Context) -> str:  # noqa: ARG002 - click's signature
        """Return what it is called, with marks for one that may be left out, or be several."""
        made = self.human_readable_name if self.required else f"[{self.human_readable_name}]"
        return made if self.nargs == 1 else f"{made}..."


def paragraphs(text: str | None) -> str | None:
    """Return a text of several paragraphs in the person's language."""
    if not text:
        return None
    return "\n\n".join(say(" ".join(part.split())) for part in cleandoc(text).split("\n\n"))


command = partial(click.command, cls=Command)
option = partial(click.option, cls=Option)
argument = partial(click.argument, cls=Argument)
