"""What a person gives on the command line, told plainly where it can't be meant: days, numbers, files and folders."""

from __future__ import annotations

import errno
import re
import stat
from datetime import date
from pathlib import Path
from typing import Any

import click

from reviewer.desk.files import read_file
from reviewer.desk.home import is_merged_file
from reviewer.desk.words.language import say
from reviewer.errors import Phrase, WrongUseError, why_refused

MOST = 1_000_000
"""The largest number that any option takes: no casebook has more hits to list, and no document more pages."""
_WHOLE = re.compile(
    r"[0-9]{1,7}"
)  # not what int() takes beside: signs, spaces, underscores, other scripts' digits
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Day(click.ParamType[date]):
    """A day as 2017-05-30."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date, or fail with what was expected."""
        try:
            # Python reads other forms of ISO 8601 too, such as 2017-W22-2.
            return (
                value
                if isinstance(value, date)
                else date.fromisoformat(value if _DAY.fullmatch(value) else "")
            )
        except ValueError:
            self.fail(say("“{day}” is no day; write it as 2017-05-30.", day=value), param, ctx)


class Number(click.ParamType[int]):
    """A whole number from 1 to MOST: the only type of a number that is given."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number, or fail with what was expected."""
        given = str(value)
        if not _WHOLE.fullmatch(given) or not 1 <= int(given) <= MOST:
            shown = given if len(given) <= SHOWN else f"{given[:SHOWN]}…"
            self.fail(
                say("“{number}” is no whole number from 1 to {most:,}.", number=shown, most=MOST), param, ctx
            )
        return int(given)


class Place(click.ParamType[Path]):
    """A file, a folder, or either; what is there and is the other one is refused. It need not be there."""

    name = "path"

    def __init__(self, *, file: bool = True, folder: bool = True, merged: bool = False) -> None:
        """Take files, folders, or both; ``merged``: beside folders merged files."""
        self._file, self._folder, self._merged = file, folder, merged
        self.name = "file" if not folder else "folder" if not file else "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path, or fail with what stands there."""
        path = Path(value)
        try:
            is_folder = stat.S_ISDIR(path.stat().st_mode)
        except OSError as error:
            if error.errno == errno.ELOOP:
                self.fail(say("“{path}” leads nowhere: its links lead in a circle.", path=value), param, ctx)
            return path  # not there, or not to be looked at: who opens it says so
        except ValueError:
            return path
        if is_folder and not self._folder:
            self.fail(say("“{path}” is a folder; name a file.", path=value), param, ctx)
        if not is_folder and not self._file and not (self._merged and is_merged_file(path)):
            self.fail(say("“{path}” is no folder; name one.", path=value), param, ctx)
        return path


SHOWN = 40
FOLDER = Place(file=False)
CASEBOOK = Place(file=False, merged=True)
FILE = Place(folder=False)
ANY = Place()
NUMBER = Number()


def text_of(file: Path, noun: str = "", *, pipe: bool = False) -> str:
    """Return the words of a file in UTF-8; WrongUseError says why it can't be read. ``noun`` says what file it is.

    A ``pipe`` is read only where one may be meant.
    """
    try:
        return (file.read_bytes() if pipe else read_file(file)).decode()
    except (OSError, UnicodeDecodeError) as error:
        why = why_refused(error) if isinstance(error, OSError) else Phrase("it is not text in UTF-8")
        raise WrongUseError(
            "{file} cannot be read: {why}", "Check its name.", file=f"{noun}{file}", why=why
        ) from error
