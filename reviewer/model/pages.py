"""Pages of a document as a viewer needs them: pixels, text with its places, links and outline."""

from __future__ import annotations

from array import array
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bitmap:
    """Pixels, 4 bytes each (blue, green, red, unused), ``stride`` bytes a row, from the top."""

    width: int
    height: int
    stride: int
    data: bytes


@dataclass(frozen=True, slots=True)
class LayerText:
    """What was recognised on a page that has a text of its own: its ``place``, and its ``boxes`` as in PageText.

    It was seen in the ``area`` of a picture; of all the page, because its own text is doubted, where ``instead``.
    """

    place: str
    text: str
    boxes: array[float]
    area: tuple[float, float, float, float]
    instead: bool = False


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's text with a box per code point.

    ``boxes`` has left, top, right, bottom for each code point of ``text``, in points from the top left of the
    page as it is shown (rotation and crop box applied); ``width`` and ``height`` are the page's, in points. ``layers``
    are texts beside it, which were recognised on the page.
    """

    text: str
    boxes: array[float]
    width: float
    height: float
    layers: tuple[LayerText, ...] = ()


@dataclass(frozen=True, slots=True)
class PageWords:
    """A page's text with a box per word: ``spans`` has start and end of each in ``text``, ``boxes`` as in PageText."""

    text: str
    spans: array[int]
    boxes: array[float]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class TaggedText:
    """What a tagged PDF reads out: ``words``, an element a line, and what is said of each of its ``fields``.

    ``aside`` is each page's text that is not read out: its number, a marking, the repeated head of a table.
    """

    words: str
    fields: tuple[str, ...]
    aside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of a document's outline; ``depth`` from 0, ``page`` from 0, -1 if it leads nowhere in this document."""

    depth: int
    title: str
    page: int


@dataclass(frozen=True, slots=True)
class Outline:
    """What leads through a document: a label per page ("iv", "A-3"; () if they are 1, 2, 3), and its headings."""

    labels: tuple[str, ...] = ()
    headings: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A link on a page, in points from the top left as shown: an ``address``, or a ``page`` (from 0, else -1)."""

    left: float
    top: float
    right: float
    bottom: float
    address: str
    page: int
