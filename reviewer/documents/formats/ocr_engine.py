"""What recognises: one interface for whatever a system has for it, and the choice of it in the process that reads.

An engine is given a grey picture and says which words it sees, where, and how sure it is. All else (which way up, what is noise,
what of it is believed) is ours and the same for each. ``engines`` lists them; where none can be had, or none has the data of a
language, that is said, and nothing is recognised.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from reviewer.documents.engines import ENGINES
from reviewer.documents.reader.values import RefusalError
from reviewer.model.problems import Reason

if TYPE_CHECKING:
    from PIL.Image import Image

Box = tuple[float, float, float, float]


class Layout(Enum):
    """How words stand in a picture; an engine that has no use for it reads every picture alike."""

    PAGE = auto()  # in columns and paragraphs, which are to be found
    BLOCK = auto()  # in the lines of one column
    LINE = auto()  # in one line
    SCATTERED = auto()  # anywhere


@dataclass(frozen=True, slots=True)
class Word:
    """A word: how sure we are of it (0 to 100), and its letters, each with left and right in pixels.

    ``breaks`` is 1 where it begins a line, 2 where it begins a paragraph; ``top`` and ``bottom`` are its line's, and so
    is ``slope``: how far it sinks for each pixel to the right. ``box`` is where the word alone lies.
    """

    sure: float
    breaks: int
    top: float
    bottom: float
    letters: list[tuple[str, float, float]]
    slope: float = 0.0
    box: Box = (0.0, 0.0, 0.0, 0.0)

    @property
    def text(self) -> str:
        """Its letters."""
        return "".join(letter for letter, _, _ in self.letters)


class Engine(Protocol):
    """One way of recognising, kept by the process that reads. What it was made with stays the same as long as it lives."""

    @property
    def name(self) -> str:
        """What it is, with its version: another one may read differently."""

    @property
    def language(self) -> str:
        """The language whose data it reads by, as BCP 47 has it."""

    @property
    def tells_sureness(self) -> bool:
        """Whether it says how sure it is; where it doesn't, each of its words has the same number, which is said to nobody."""

    def words(self, picture: Image, layout: Layout, until: float) -> list[Word]:
        """Return the words of a grey picture (L) as they are read; none if it takes beyond *until* (seconds of this process at work)."""


@lru_cache(maxsize=1)
def engine() -> Engine:
    """Return what recognises here; kept, since loading takes a tenth of a second. RefusalError says what is missing for it."""
    lacking = Reason.OCR_MISSING
    for each in ENGINES:
        try:
            made: Engine = import_module(each.module).made()
        except (ImportError, OSError):  # it is not there, or the system has not what it is made with
            continue
        except RefusalError as refused:
            lacking = refused.problem.reason
            continue
        return made
    raise RefusalError(lacking)
